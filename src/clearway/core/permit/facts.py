"""A permit as its agency's register has it."""

from datetime import date
from decimal import Decimal

import msgspec


class Permit(msgspec.Struct, frozen=True):
    """What a permit allows: to whom, for which goods and countries, from when until when, and how much is left.

    ``goods`` are commodity codes or their first digits, ``countries`` ISO codes; none of them means all. ``left`` is
    by unit; a permit without any is not counted.
    """

    number: str
    document: str
    agency: str
    holder: str
    since: date
    until: date | None = None
    status: str = "issued"
    goods: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    left: dict[str, Decimal] = {}

    def covers_goods(self, commodity: str | None) -> bool:
        """Whether goods of a commodity code may use it."""
        return not self.goods or any((commodity or "").startswith(prefix) for prefix in self.goods)

    def covers_country(self, country: str | None) -> bool:
        """Whether goods from, or for, a country may use it."""
        return not self.countries or country in self.countries

    def covers_day(self, day: date) -> bool:
        """Whether it is valid on the day."""
        return self.since <= day and (self.until is None or day <= self.until)
