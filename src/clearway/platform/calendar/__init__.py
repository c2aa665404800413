"""The clock of the house: the only place that asks what time it is.

Decisions take the time as an argument. Nothing here knows a country's holidays; those are law.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def day_in(time_zone: str, instant: datetime) -> date:
    """The calendar day of an instant where the law counts it."""
    return instant.astimezone(ZoneInfo(time_zone)).date()
