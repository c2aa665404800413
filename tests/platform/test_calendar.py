"""Where the clock of a country stands."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from clearway.platform.calendar import ahead_of_utc


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "UTC"), (420, "UTC+7"), (330, "UTC+5:30"), (-210, "UTC-3:30"), (-60, "UTC-1")]
)
def test_a_zone_is_said_as_people_write_it(minutes: int, said: str) -> None:
    assert ahead_of_utc(datetime(2026, 11, 22, tzinfo=timezone(timedelta(minutes=minutes)))) == said


def test_a_moment_of_no_zone_is_in_utc() -> None:
    assert ahead_of_utc(datetime(2026, 11, 22, tzinfo=UTC).replace(tzinfo=None)) == "UTC"
