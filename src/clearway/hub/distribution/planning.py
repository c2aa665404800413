"""Which part comes next: an unacknowledged one again, a range that waits, or what lies beyond all ranges."""

from typing import Literal

import msgspec

from clearway.hub.distribution import errors, models

#: A range that has grown beyond so many times the size of a part is cut.
GROWN = 2


class Plan(msgspec.Struct, frozen=True):
    """What is read for a part: the keys after ``low`` up to ``high``; beyond all ranges there is no end."""

    sort: Literal["again", "range", "beyond"]
    part: int
    low: str
    high: str
    limit: int
    range: int = 0
    is_whole: bool = True


def plan(row: models.Distribution, wanted: str) -> Plan:
    """The part that is asked for: ``next``, or its number, which must be the next one's."""
    last = models.Part.objects.filter(distribution=row, number=row.parts).select_related("range").first()
    is_open = last is not None and last.state == "sent"
    number = row.parts if is_open else row.parts + 1
    _must_be(wanted, number)
    if last is not None and is_open:
        of = last.range
        return Plan("again", number, of.low, of.high, GROWN * row.part_rows + 1, of.number, last.is_whole)
    waiting = models.Range.objects.filter(distribution=row).exclude(state="held").defer("held").order_by("number")
    of_range = waiting.first() if row.loaded_at is not None else waiting.filter(state="whole").first()
    if of_range is None:
        return Plan("beyond", number, row.reached, "", row.part_rows)
    is_whole = of_range.state == "whole"
    limit = GROWN * row.part_rows + 1
    return Plan("range", number, of_range.low, of_range.high, limit, of_range.number, is_whole)


def _must_be(wanted: str, number: int) -> None:
    if wanted in ("next", str(number)):
        return
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 and 0 < int(wanted) < number:
        raise errors.PartDone(found=wanted, next=str(number))
    raise errors.PartUnknown(found=wanted[:20], next=str(number))
