"""Clocks count the hours that offices work."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from clearway.core.control import Clock, OfficeHours, Pause, Standard, after, clock, worked
from clearway.core.law.country import Calendar

ZONE = timezone(timedelta(hours=7))
HOURS = OfficeHours(
    calendar=Calendar(rest_weekdays=frozenset({6, 7}), holidays={date(2026, 12, 10): "Rights Day"}),
    zone=ZONE,
    opens=timedelta(hours=8),
    closes=timedelta(hours=17),
)
FOUR = Standard(Decimal(4), "Service Standards Order, art. 3")
_FIRST = datetime(2026, 11, 2, tzinfo=UTC)
INSTANTS = st.integers(0, 60 * 24 * 60).map(lambda minutes: _FIRST + timedelta(minutes=minutes))
SPANS = st.integers(1, 60 * 60).map(lambda minutes: timedelta(minutes=minutes))


def _at(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def _clock(since: datetime, at: datetime, *pauses: Pause, until: datetime | None = None) -> Clock:
    return clock(
        "documents", runner="office", since=since, until=until, pauses=pauses, standard=FOUR, hours=HOURS, at=at
    )


def test_nights_weekends_and_holidays_do_not_count() -> None:
    assert worked(_at(20, 16), _at(23, 9), HOURS) == timedelta(hours=2)
    assert worked(_at(9, 16, month=12), _at(11, 9, month=12), HOURS) == timedelta(hours=2)
    assert worked(_at(21, 3), _at(22, 20), HOURS) == timedelta(0)


def test_what_comes_in_on_friday_afternoon_is_due_on_monday_morning() -> None:
    assert after(_at(20, 15), timedelta(hours=4), HOURS) == _at(23, 10)


def test_what_comes_in_at_night_is_counted_from_the_morning() -> None:
    assert after(_at(23, 2), timedelta(hours=4), HOURS) == _at(23, 12)


def test_a_standard_is_missed_only_when_its_last_minute_is_over() -> None:
    kept, missed = _clock(_at(23, 8), _at(23, 12)), _clock(_at(23, 8), _at(23, 12, 1))

    assert (kept.is_overdue, missed.is_overdue) == (False, True)
    assert kept.due_at == missed.due_at == _at(23, 12)
    assert (kept.hours_left, missed.hours_left) == (0, 0)


def test_the_clock_of_the_office_stands_still_while_the_trader_is_asked() -> None:
    seen = _clock(_at(23, 8), _at(25, 16), Pause(_at(23, 10)))

    assert seen.spent == timedelta(hours=2)
    assert (seen.is_running, seen.is_overdue, seen.due_at) == (False, False, None)


def test_after_the_answer_it_goes_on_where_it_stood() -> None:
    seen = _clock(_at(23, 8), _at(24, 10), Pause(_at(23, 10), _at(24, 9)))

    assert seen.spent == timedelta(hours=3)
    assert seen.due_at == _at(24, 11)


def test_two_questions_at_once_stop_it_once() -> None:
    pauses = (Pause(_at(23, 10), _at(23, 14)), Pause(_at(23, 12), _at(23, 15)))

    assert _clock(_at(23, 8), _at(23, 16), *pauses).spent == timedelta(hours=3)


def test_a_stopped_clock_keeps_what_it_showed() -> None:
    early, late = (_clock(_at(23, 8), at, until=_at(23, 11)) for at in (_at(24, 8), _at(30, 8)))

    assert early == late
    assert (early.spent, early.is_running) == (timedelta(hours=3), False)


@given(since=INSTANTS, span=SPANS)
def test_so_much_time_later_so_much_time_was_worked(since: datetime, span: timedelta) -> None:
    assert worked(since, after(since, span, HOURS), HOURS) == span


@given(since=INSTANTS, one=SPANS, two=SPANS)
def test_time_adds_up(since: datetime, one: timedelta, two: timedelta) -> None:
    middle, end = since + one, since + one + two

    assert worked(since, middle, HOURS) + worked(middle, end, HOURS) == worked(since, end, HOURS)


@given(since=INSTANTS, asked=SPANS, answered=SPANS, seen=SPANS)
@example(since=_at(20, 8), asked=timedelta(hours=4), answered=timedelta(hours=5), seen=timedelta(minutes=1))
@example(since=_at(20, 13), asked=timedelta(hours=6), answered=timedelta(days=3), seen=timedelta(minutes=1))
def test_being_overdue_and_being_past_the_due_time_are_the_same(
    since: datetime, asked: timedelta, answered: timedelta, seen: timedelta
) -> None:
    pause = Pause(since + asked, since + asked + answered)
    at = since + asked + answered + seen

    shown = _clock(since, at, pause)

    assert shown.due_at is not None
    assert shown.is_overdue == (worked(min(shown.due_at, at), at, HOURS) > timedelta(0))
