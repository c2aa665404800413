"""Cases follow findings: they begin when one is told, and exclusions end with the records they rest on."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from clearway.platform.calendar import now
from clearway.platform.events.readers import Happened, Reader
from clearway.watch.cases import actions
from clearway.watch.rulebook import public as rulebook

#: The day on which it is where the law counts days.
DayOf = Callable[[datetime], date]


def reader(day_of: DayOf) -> Reader:
    """Who reads what is told of findings."""

    def told(happened: Sequence[Happened]) -> None:
        book = rulebook.current()
        if book is not None:
            actions.begin([_number(one) for one in happened], book, today=day_of(now()))

    def changed(happened: Sequence[Happened]) -> None:
        book = rulebook.current()
        if book is not None:
            at = now()
            actions.lapse_changed([_number(one) for one in happened], book, today=day_of(at), at=at)

    return Reader("watch-cases", {"watch.finding-told.v1": told, "watch.finding-changed.v1": changed})


def keep(day_of: DayOf, managers: actions.Managers, *, at: datetime) -> bool:
    """Exclusions that are over end, and managers hear of what is late; whether there was any."""
    book, today = rulebook.current(), day_of(at)
    if book is None:
        return False
    lapsed = actions.lapse_ended(book, today=today, at=at)
    return actions.escalate(managers, today=today, at=at) + lapsed > 0


def _number(one: Happened) -> int:
    return int(one.subject.partition("/")[2])
