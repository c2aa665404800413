"""What the law of a day says about the work of officers."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from clearway.core.control import Pause, office_hours
from clearway.stations.controls.actions.inspecting import media_type
from clearway.stations.controls.queries.clocks import Desk
from clearway.stations.controls.queries.standards import (
    grounds,
    last_day_of_appeal,
    law_at,
    may_be_appealed,
    standards,
)

pytestmark = pytest.mark.usefixtures("country")

#: A Monday morning at the offices, seven hours ahead of Greenwich.
MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def test_standards_are_those_of_their_day() -> None:
    before, after = (standards(law_at(datetime(year, 6, 3, tzinfo=UTC))) for year in (2024, 2026))

    assert (before["documents"].hours, after["documents"].hours) == (Decimal(8), Decimal(4))
    assert set(after) == {"documents", "goods", "decision", "answer", "detention", "appeal"}


def test_offices_work_by_the_calendar_and_the_hours_of_the_law() -> None:
    hours = office_hours(law_at(MONDAY))

    assert (hours.opens, hours.closes) == (timedelta(hours=8), timedelta(hours=17))
    assert not hours.calendar.is_working(date(2026, 12, 10))


def test_a_clock_is_read_with_the_standard_of_its_step() -> None:
    [seen] = Desk(MONDAY + timedelta(hours=5)).clock("documents", "office", MONDAY)

    assert (seen.is_overdue, seen.due_at) == (True, MONDAY + timedelta(hours=4))
    assert list(Desk(MONDAY).clock("no such step", "office", MONDAY)) == []


def test_a_clock_stands_still_while_somebody_else_must_act() -> None:
    pause = Pause(MONDAY + timedelta(hours=1))

    [seen] = Desk(MONDAY + timedelta(days=9)).clock("documents", "office", MONDAY, pauses=[pause])

    assert (seen.spent, seen.due_at) == (timedelta(hours=1), None)


def test_an_appeal_is_in_time_on_its_last_day() -> None:
    # 31 October in Greenwich is 1 November at the offices already: the days are counted there.
    decided = datetime(2026, 10, 31, 20, 0, tzinfo=UTC)

    assert last_day_of_appeal(decided, decided) == date(2026, 12, 1)
    assert may_be_appealed(decided, datetime(2026, 12, 1, 16, 59, tzinfo=UTC))
    assert not may_be_appealed(decided, datetime(2026, 12, 1, 17, 0, tzinfo=UTC))


def test_every_ground_has_its_law() -> None:
    for kind in ("detention", "refusal"):
        known = grounds(kind, MONDAY)
        assert known
        assert all(law.startswith("Customs Act 2018") for law in known.values())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe1....", "image/jpeg"),
        (b"\xff\xd8", None),
        (b"GIF89a", None),
        (b"", None),
        (b" \x89PNG\r\n\x1a\n", None),
    ],
)
def test_a_picture_is_known_by_its_first_bytes(content: bytes, kind: str | None) -> None:
    assert media_type(content) == kind
