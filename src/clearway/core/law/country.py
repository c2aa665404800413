"""Who the country is: currency, languages, roundings, offices, working days."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

import msgspec

from clearway.core.kernel.money import ROUNDINGS, Money, RoundingMode
from clearway.core.kernel.period import Period


class Rounding(msgspec.Struct, frozen=True):
    """To which step an amount is brought, and which way."""

    step: Decimal
    mode: RoundingMode
    law: str

    def apply(self, money: Money) -> Money:
        """The amount, rounded as the law says."""
        if _is_one_place(str(self.step)):
            return Money(money.amount.quantize(self.step, rounding=ROUNDINGS[self.mode]), money.currency)
        return money.rounded(self.step, self.mode)


# There are as many steps as a country's law has, and an amount is rounded for every line that is owed.
@lru_cache(maxsize=64)
def _is_one_place(step: str) -> bool:
    """Whether rounding to the step keeps so many decimals, as 0.01 does, and 0.05 or 10 do not.

    It is asked as written: 1 and 1.00 are equal, but amounts rounded to them are not written alike.
    """
    return Decimal(step).as_tuple().digits == (1,)


class Office(msgspec.Struct, frozen=True):
    """A customs office, and what it may do (import, export, transit, warehouse)."""

    code: str
    titles: dict[str, str]
    roles: frozenset[str]
    period: Period
    location: str = ""


class Payee(msgspec.Struct, frozen=True):
    """To whom duties, taxes and fees are paid, and on which account, for a period."""

    titles: dict[str, str]
    account: str
    bank: str
    period: Period
    law: str


class Contact(msgspec.Struct, frozen=True):
    """Whom people call or write to when they do not know how to go on, and when somebody answers."""

    telephone: str
    email: str
    titles: dict[str, str]


class Calendar(msgspec.Struct, frozen=True):
    """Days on which offices rest: weekdays (1 Monday … 7 Sunday) and named holidays."""

    rest_weekdays: frozenset[int]
    holidays: dict[date, str]

    def is_working(self, day: date) -> bool:
        """Whether offices work on the day."""
        return day.isoweekday() not in self.rest_weekdays and day not in self.holidays


class Country(msgspec.Struct, frozen=True):
    """A customs territory as its pack describes it.

    ``roundings`` are by subject: ``customs_value``, ``duty``, ``vat`` … . ``time_zone`` is an IANA name: a day of
    law begins there. ``recognised_registrations`` are the prefixes of the territories whose registers of traders
    are relied on, under ``recognition_law``. ``contact`` is the help desk, where the country names one.
    """

    code: str
    titles: dict[str, str]
    currency: str
    languages: tuple[str, ...]
    time_zone: str
    roundings: dict[str, Rounding]
    offices: dict[str, Office]
    calendar: Calendar
    recognised_registrations: frozenset[str] = frozenset()
    recognition_law: str = ""
    payees: tuple[Payee, ...] = ()
    contact: Contact | None = None

    def payee(self, day: date) -> Payee | None:
        """To whom is paid on a day."""
        return next((one for one in self.payees if one.period.covers(day)), None)

    def recognises(self, registration: str) -> bool:
        """Whether a party registered abroad may act here under its own territory's registration."""
        return registration[:2] in self.recognised_registrations and registration[2:].isalnum()
