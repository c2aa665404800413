"""What was declared is shown as it was declared."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import override

from clearway.clearance.showing.facts import _moment


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "UTC", "America/Lima"])
def test_a_day_without_an_hour_is_that_day_on_both_sides_of_the_world(zone: str) -> None:
    with override(ZoneInfo(zone)):
        assert _moment(datetime(2026, 5, 4, tzinfo=UTC)) == "2026-05-04"


def test_a_moment_with_an_hour_is_as_the_clock_here_has_it() -> None:
    with override(ZoneInfo("Asia/Ho_Chi_Minh")):
        assert _moment(datetime(2026, 5, 4, 9, 30, tzinfo=UTC)) == "2026-05-04 16:30"
