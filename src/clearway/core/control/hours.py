"""What a country's law says about time: how long a step may take, and when offices work."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from clearway.core.control.clocks import OfficeHours, Standard
from clearway.core.law.lawbook import Law
from clearway.core.law.parameter import NotInForce

_DAY = timedelta(hours=24)


def standard(law: Law, code: str) -> Standard | None:
    """A number of hours of law; nothing where the law does not bound it, or no longer does."""
    if code not in law.book.parameters:
        return None
    try:
        value = law.parameter(code)
    except NotInForce:
        return None
    return Standard(value.value, value.law) if value.value is not None else None


def office_hours(law: Law) -> OfficeHours:
    """When offices work; round the clock on working days, where the law names no hours."""
    opens, closes = standard(law, "control.opens_hour"), standard(law, "control.closes_hour")
    return OfficeHours(
        calendar=law.country.calendar,
        zone=ZoneInfo(law.country.time_zone),
        opens=opens.allowed if opens else timedelta(0),
        closes=closes.allowed if closes else _DAY,
    )
