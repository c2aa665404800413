"""The clock of the house: the only place that asks what time it is.

Decisions take the time as an argument. Nothing here knows a country's holidays; those are law.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def ahead_of_utc(instant: datetime) -> str:
    """How far the zone of an instant is from UTC, as people write it: ``UTC+7``, ``UTC-3:30``."""
    minutes = round((instant.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"


def day_in(time_zone: str, instant: datetime) -> date:
    """The calendar day of an instant where the law counts it."""
    return instant.astimezone(ZoneInfo(time_zone)).date()
