"""Fixtures: rows on which a scenario must find one case with its money, and rows on which it must find none."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

import msgspec

from clearway.core.watch import ScenarioRefused, Sources
from clearway.core.watch.differences import money_of
from clearway.core.watch.sources import Cell

LEAST_FIRES: Final = 5
LEAST_SILENT: Final = 3
_KNOWN: Final = frozenset({"says", "today", "rows", "key", "money"})

Rows = dict[str, tuple[dict[str, Cell], ...]]


class Case(msgspec.Struct, frozen=True):
    """One fixture; where ``key`` is empty, nothing may be found."""

    says: str
    today: date
    rows: Rows
    key: str = ""
    money: Decimal | None = None


def cases(said: Mapping[str, Any], sources: Sources) -> tuple[Case, ...]:
    """The fixtures as a file says them; a cell that does not fit its column is refused."""
    fires = tuple(_case(one, sources, fires=True) for one in said.get("fires") or ())
    silent = tuple(_case(one, sources, fires=False) for one in said.get("silent") or ())
    if surplus := sorted(set(said) - {"fires", "silent"}):
        raise ScenarioRefused("WAT-044", found=surplus[0], allowed=("fires", "silent"))
    return fires + silent


def _case(said: Mapping[str, Any], sources: Sources, *, fires: bool) -> Case:
    if surplus := sorted(set(said) - _KNOWN):
        raise ScenarioRefused("WAT-044", found=surplus[0], allowed=tuple(sorted(_KNOWN)))
    rows: Rows = {}
    for name, told in (said.get("rows") or {}).items():
        table = sources.table(name)
        rows[name] = tuple(table.read(row) for row in told or ())
        identities = [table.identity(row) for row in rows[name]]
        if len(set(identities)) < len(identities):
            raise ScenarioRefused("WAT-044", found=f"{said['says']}: a row of {name} twice", allowed=("each once",))
    money = said.get("money")
    if fires and not said.get("key"):
        raise ScenarioRefused("WAT-044", found=f"{said['says']} without key", allowed=("key and money",))
    amount = money_of(Decimal(money)) if fires and money is not None else None
    return Case(said["says"], date.fromisoformat(said["today"]), rows, said["key"] if fires else "", amount)
