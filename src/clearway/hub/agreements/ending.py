"""Agreements that end are announced before: a deadline wakes on each day that the country's law names."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from clearway.hub.agreements import events, models
from clearway.platform.calendar import day_in, now
from clearway.platform.events import log
from clearway.platform.notifications import deadlines
from clearway.platform.notifications.deadlines import Due
from clearway.registers.lawbook import public as lawbook

#: The deadline by which the end of an agreement is announced.
ENDING: Final = "agreements.ending"


def watch(number: str, until: date | None, *, at: datetime) -> None:
    """An agreement in use is looked at again on the next day on which its end is announced."""
    book = lawbook.current(at)
    zone = ZoneInfo(book.country.time_zone)
    moment = None if until is None else next_call(until, book.sharing.announced, zone, after=at)
    if moment is None:
        deadlines.met(ENDING, f"agreement/{number}")
    else:
        deadlines.deadline(ENDING, f"agreement/{number}", moment)


def next_call(until: date, announced: Iterable[int], zone: ZoneInfo, *, after: datetime) -> datetime | None:
    """The next moment at which a last day is announced; nothing where all are over."""
    moments = (datetime.combine(until - timedelta(days=days), time(), zone) for days in announced)
    return min((one for one in moments if one > after), default=None)


def tell_ending(due: Due) -> None:
    """The end of an agreement is announced, and the next call is set; one that is used no more is not."""
    at = now()
    row = models.Agreement.objects.filter(
        number=due.subject.removeprefix("agreement/"), state__in=("approved", "suspended"), until__isnull=False
    ).first()
    if row is None or row.until is None:
        return
    left = (row.until - day_in(lawbook.current(at).country.time_zone, at)).days
    if left >= 0:
        event = events.AgreementEnding(
            agreement=str(row), kind=row.kind, organisation=row.organisation, holder=row.holder,
            until=row.until.isoformat(), days=left,
        )  # fmt: skip
        log.record(event, subject=due.subject, actor="clearway", at=at)
    watch(row.number, row.until, at=at)
