"""Numbers of law that a government sets for itself within the ministry's limits, each from a day on."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

import msgspec

#: A number of law through time: its name, its first and last day, the amount.
LawRow = tuple[str, date, date | None, Decimal | None]
#: The same, and who has set it.
CountedRow = tuple[str, date, date | None, Decimal | None, str]
#: Who has set what stands in the law itself.
BY_LAW: Final = "law"


class Setting(msgspec.Struct, frozen=True):
    """A number as a government has set it from a day on; the law's own from then on where it names no amount."""

    code: str
    since: date
    amount: Decimal | None
    by: str


def counted(law: Iterable[LawRow], settings: Sequence[Setting] = ()) -> tuple[CountedRow, ...]:
    """The numbers that count in a government; of settings, given as they were made, the last word on a day counts."""
    rows: list[CountedRow] = [(*row, BY_LAW) for row in law]
    for code in sorted({one.code for one in settings}):
        of_law = [row for row in rows if row[0] == code]
        known = of_law
        for one in settings:
            if one.code == code:
                known = [*_until(known, one.since), *_from(of_law, one)]
        rows = [row for row in rows if row[0] != code] + known
    return tuple(rows)


def _until(rows: Sequence[CountedRow], day: date) -> list[CountedRow]:
    """What counts before a day."""
    ends = day - timedelta(days=1)
    return [
        (code, since, ends if until is None or until > ends else until, amount, by)
        for code, since, until, amount, by in rows
        if since < day
    ]


def _from(of_law: Sequence[CountedRow], one: Setting) -> list[CountedRow]:
    """What counts from the day of a setting on."""
    if one.amount is not None:
        return [(one.code, one.since, None, one.amount, one.by)]
    return [
        (code, max(since, one.since), until, amount, by)
        for code, since, until, amount, by in of_law
        if until is None or until >= one.since
    ]
