"""Periods of calendar days; both ends belong to them."""

from datetime import date

import msgspec


class Period(msgspec.Struct, frozen=True):
    """From a first day to a last day, both included; no last day means until further notice."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies within the period."""
        return self.since <= day and (self.until is None or day <= self.until)
