"""What a run has found, the same whichever engine ran it, and how it differs from what was known."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec

from clearway.core.watch.sources import MONEY, cell_text


class Found(msgspec.Struct, frozen=True, order=True):
    """One case that a scenario has found: its key, the money, and the evidence by column, as texts."""

    case_key: str
    money: Decimal | None
    evidence: tuple[tuple[str, str | None], ...]


class Difference(msgspec.Struct, frozen=True):
    """What has changed: found for the first time, found otherwise than before, and no longer found."""

    opened: tuple[Found, ...]
    changed: tuple[Found, ...]
    cleared: tuple[str, ...]


def found(columns: Sequence[str], row: Sequence[Any]) -> Found | None:
    """A row of a result; a row without a case is none."""
    if row[0] is None:
        return None
    evidence = tuple((name, _text(value)) for name, value in zip(columns[2:], row[2:], strict=True))
    return Found(str(row[0]), money_of(row[1]), evidence)


def by_key(rows: Iterable[Found | None], keys: Collection[str] | None = None) -> dict[str, Found]:
    """One row a case: of several the one with the most money, else the first by its evidence."""
    best: dict[str, Found] = {}
    for one in rows:
        if one is None or (keys is not None and one.case_key not in keys):
            continue
        known = best.get(one.case_key)
        if known is None or _rank(one) < _rank(known):
            best[one.case_key] = one
    return best


def difference(before: Mapping[str, Found], after: Mapping[str, Found]) -> Difference:
    """What was opened, changed and cleared between two results."""
    return Difference(
        opened=tuple(one for key, one in sorted(after.items()) if key not in before),
        changed=tuple(one for key, one in sorted(after.items()) if key in before and before[key] != one),
        cleared=tuple(key for key in sorted(before) if key not in after),
    )


def money_of(value: Any) -> Decimal | None:
    """An amount with two digits behind the point, half up."""
    if value is None:
        return None
    return Decimal(value).quantize(Decimal(1).scaleb(-MONEY.scale), ROUND_HALF_UP)


def _rank(one: Found) -> tuple[bool, Decimal, tuple[tuple[str, str], ...]]:
    return one.money is None, -(one.money or Decimal(0)), tuple((name, value or "") for name, value in one.evidence)


def _text(value: Any) -> str | None:
    return None if value is None else cell_text(value if isinstance(value, int | Decimal | date) else str(value))
