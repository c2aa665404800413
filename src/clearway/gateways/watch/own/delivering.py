"""What was decided is delivered to the watch: whatever happened to a file, its rows are told anew.

The worker does it, in the order of the event log; a change is numbered as the event that tells of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from clearway.gateways.watch.own import records
from clearway.gateways.watch.own.customs import tenant_of
from clearway.gateways.watch.own.records import Cells
from clearway.platform.calendar import day_in, now
from clearway.platform.events import readers
from clearway.platform.events.errands import Errand
from clearway.platform.events.readers import Happened, Reader
from clearway.registers.lawbook import public as lawbook
from clearway.stations.controls import public as controls
from clearway.stations.declarations import public as declarations
from clearway.stations.release import public as release
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.intake.public import Batch, Change
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book

#: A source with nothing new says so this often: what another system delivered meanwhile is told then.
QUIET: Final = timedelta(minutes=10)


class NotTaken(RuntimeError):
    """The watch has not begun, or does not take what is delivered; the events are tried again later."""


def deliver(happened: Sequence[Happened]) -> None:
    """Tell the watch how the files stand that events are about."""
    book = rulebook.current()
    tenant = tenant_of(book) if book else ""
    if book is None or not tenant:
        return
    latest: dict[str, Happened] = {str(one.facts["mrn"]): one for one in happened}
    told: dict[str, list[Change]] = {source: [] for source in records.SOURCES}
    for mrn, one in latest.items():
        for source, cells in _rows(mrn):
            told[source].append(Change("upsert", one.id, cells))
    _give(tenant, told, book, at=max(one.at for one in happened))


def say_nothing_is_new(at: datetime) -> bool:
    """Sources that have been quiet say that they have told everything, unless something waits to be told."""
    book = rulebook.current()
    tenant = tenant_of(book) if book else ""
    if book is None or not tenant or findings.day(book) is None or readers.waits_since(READER):
        return False
    reached = {one.source: one.reached for one in intake.standing(tenant, records.SOURCES)}
    quiet: dict[str, list[Change]] = {
        source: [] for source in records.SOURCES if (last := reached.get(source)) is None or at - last >= QUIET
    }
    _give(tenant, quiet, book, at=at)
    return bool(quiet)


def _give(tenant: str, told: Mapping[str, Sequence[Change]], book: Book, *, at: datetime) -> None:
    if findings.day(book) is None:
        raise NotTaken("the watch has not begun")
    for source, changes in told.items():
        number = intake.last_number(tenant, source) + 1
        taken = findings.deliver(Batch(tenant, source, number, at, changes), book, at=now())
        if taken.reasons:
            raise NotTaken("; ".join(map(str, taken.reasons)))


def _rows(mrn: str) -> Iterator[tuple[str, Cells]]:
    """Everything that is to be told of a file."""
    file = declarations.find(mrn)
    if file is None:
        return
    at = now()
    zone = lawbook.current(at).country.time_zone
    known = records.known(file, controls.case_of(file.id, at=at))
    order = release.order_of(file.id)
    for cells in records.items(known, day_in(zone, order.at)) if order else ():
        yield records.ITEMS, cells
    for cells in records.decisions(known, lambda instant: day_in(zone, instant)):
        yield records.OVERRIDES, cells


#: What the watch is told of: that goods were released, and what officers decided about files that were picked.
READER: Final = Reader(
    "watch-customs",
    {
        "release.released.v1": deliver,
        "controls.closed.v1": deliver,
        "controls.override-decided.v1": deliver,
    },
)
ERRAND: Final = Errand("customs has nothing new for the watch", say_nothing_is_new)
