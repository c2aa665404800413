"""Clocks of service standards: they count the hours that offices work, and stand still while others must act."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Literal

import msgspec

from clearway.core.law.country import Calendar

Runner = Literal["office", "trader"]
#: A calendar without a working day in so many days is no calendar; counting ends there.
_MOST_DAYS = 3660


class OfficeHours(msgspec.Struct, frozen=True):
    """When offices work: on the days of the calendar, between two hours after the country's midnight."""

    calendar: Calendar
    zone: tzinfo
    opens: timedelta
    closes: timedelta

    def are_at(self, at: datetime) -> bool:
        """Whether offices work at an instant; the closing hour itself is past."""
        local = at.astimezone(self.zone)
        of_day = timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
        return self.calendar.is_working(local.date()) and self.opens <= of_day < self.closes


class Standard(msgspec.Struct, frozen=True):
    """How many office hours a step may take, by which law."""

    hours: Decimal
    law: str

    @property
    def allowed(self) -> timedelta:
        """The hours as a span of office time."""
        return timedelta(seconds=int(self.hours * 3600))


class Pause(msgspec.Struct, frozen=True):
    """A time in which the clock stands still; one without an end lasts still."""

    since: datetime
    until: datetime | None = None


class Clock(msgspec.Struct, frozen=True):
    """One clock of a file: for which step, who must act, how long they may take and have taken.

    ``due_at`` is empty while the clock stands still. A clock that was stopped keeps what it showed.
    """

    step: str
    runner: Runner
    since: datetime
    allowed: timedelta
    spent: timedelta
    due_at: datetime | None
    is_running: bool
    is_overdue: bool
    law: str

    @property
    def hours_left(self) -> int:
        """Whole office hours that are left; below nothing where the standard is missed."""
        return int((self.allowed - self.spent) / timedelta(hours=1))


def worked(since: datetime, until: datetime, hours: OfficeHours) -> timedelta:
    """The office time between two instants."""
    spans = (min(closes, until) - max(opens, since) for opens, closes in _days(since, hours, until=until))
    return sum((span for span in spans if span > timedelta(0)), timedelta(0))


def after(since: datetime, span: timedelta, hours: OfficeHours) -> datetime:
    """The instant at which so much office time has passed."""
    left, reached = span, since
    for opens, closes in _days(since, hours):
        begins = max(opens, since)
        if closes <= begins:
            continue
        if left <= closes - begins:
            return begins + left
        left, reached = left - (closes - begins), closes
    return reached


def clock(
    step: str,
    *,
    runner: Runner,
    since: datetime,
    standard: Standard,
    hours: OfficeHours,
    at: datetime,
    until: datetime | None = None,
    pauses: Sequence[Pause] = (),
) -> Clock:
    """What a clock shows at an instant; ``until`` is when it was stopped for good."""
    end = until or at
    still = _merged([pause for pause in pauses if pause.since < end], end)
    due = after(since, standard.allowed, hours)
    for begins, ends in still:
        # No office time lies between the due time and the pause: over night, the clock stood at its end and goes on.
        if not worked(due, begins, hours):
            due = after(due, worked(max(begins, since), ends, hours), hours)
    spent = worked(since, end, hours) - sum((worked(max(one, since), two, hours) for one, two in still), timedelta(0))
    is_paused = until is None and any(pause.until is None for pause in pauses)
    return Clock(
        step=step,
        runner=runner,
        since=since,
        allowed=standard.allowed,
        spent=spent,
        due_at=None if is_paused else due,
        is_running=until is None and not is_paused,
        is_overdue=spent > standard.allowed,
        law=standard.law,
    )


def _merged(pauses: Sequence[Pause], end: datetime) -> list[tuple[datetime, datetime]]:
    """Pauses in order, without counting twice what two of them share."""
    merged: list[tuple[datetime, datetime]] = []
    for pause in sorted(pauses, key=lambda one: one.since):
        ends = min(pause.until or end, end)
        if merged and pause.since <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ends))
        else:
            merged.append((pause.since, ends))
    return merged


def _days(
    since: datetime, hours: OfficeHours, *, until: datetime | None = None
) -> Iterator[tuple[datetime, datetime]]:
    """When offices open and close, day by day from an instant on."""
    first = since.astimezone(hours.zone).date()
    last = until.astimezone(hours.zone).date() if until else first + timedelta(days=_MOST_DAYS)
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if hours.calendar.is_working(day):
            yield _instant(day, hours.opens, hours), _instant(day, hours.closes, hours)


def _instant(day: date, of_day: timedelta, hours: OfficeHours) -> datetime:
    return datetime.combine(day, time(0), tzinfo=hours.zone) + of_day
