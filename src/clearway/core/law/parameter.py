"""Numbers of law, dated: a rate, fee, threshold or deadline, each value with the act that set it."""

from datetime import date
from decimal import Decimal

import msgspec


class NotInForce(LookupError):
    """The law has no value of this parameter, or no formula of this code, on that day."""


class ParameterValue(msgspec.Struct, frozen=True):
    """A value from its first day on; ``None`` means abolished by the act named."""

    since: date
    value: Decimal | None
    law: str
    gazette: str = ""


class Parameter(msgspec.Struct, frozen=True):
    """A number of law through time; ``values`` are sorted by first day, oldest first."""

    code: str
    title: str
    unit: str
    values: tuple[ParameterValue, ...]

    def on(self, day: date) -> ParameterValue:
        """The value in force on a day; ``NotInForce`` before the first one."""
        for value in reversed(self.values):
            if value.since <= day:
                return value
        raise NotInForce(f"{self.code} has no value on {day.isoformat()}")
