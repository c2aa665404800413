"""What it is worth that nobody has to fetch a paper: time, trip, fee and print, from the least to the greatest.

The formula is ``minutes / 60 * hour + transport + fee + print`` for each document, where a range has three of them.
"""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import msgspec

from clearway.core.law.accountability import Accountability, Cost, Document, Range

NOTHING = Range(Decimal(0), Decimal(0), Decimal(0))
_CENT, _MINUTES_OF_AN_HOUR = Decimal("0.01"), 60


class Saved(msgspec.Struct, frozen=True):
    """The worth of one document that was not fetched, in all and in each respect."""

    document: Document
    time: Range
    transport: Range
    fee: Range
    print: Range

    @property
    def total(self) -> Range:
        """All of it."""
        return summed((self.time, self.transport, self.fee, self.print))


def document(law: Accountability, kind: str, day: date) -> Document | None:
    """The paper that a kind of information replaces on a day; nothing where it replaces none."""
    return next((one for one in law.documents if kind in one.kinds and one.period.covers(day)), None)


def saved(law: Accountability, kind: str, day: date) -> Saved | None:
    """What is saved where a kind is looked up on a day; nothing where no paper is replaced."""
    found = document(law, kind, day)
    if found is None:
        return None
    worth = {one.code: one.worth for one in costs(law, day)}
    return Saved(
        document=found,
        time=_product(worth.get("minutes", NOTHING), worth.get("hour", NOTHING)),
        transport=worth.get("transport", NOTHING),
        fee=found.fee,
        print=worth.get("print", NOTHING),
    )


def costs(law: Accountability, day: date) -> tuple[Cost, ...]:
    """The parameters of the formula in force on a day."""
    return tuple(one for one in law.costs if one.period.covers(day))


def summed(ranges: Iterable[Range]) -> Range:
    """Ranges added up, least with least and greatest with greatest."""
    every = list(ranges)
    return Range(
        sum((one.low for one in every), Decimal(0)),
        sum((one.likely for one in every), Decimal(0)),
        sum((one.high for one in every), Decimal(0)),
    )


def _product(minutes: Range, hour: Range) -> Range:
    return Range(
        _rounded(minutes.low * hour.low / _MINUTES_OF_AN_HOUR),
        _rounded(minutes.likely * hour.likely / _MINUTES_OF_AN_HOUR),
        _rounded(minutes.high * hour.high / _MINUTES_OF_AN_HOUR),
    )


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)
