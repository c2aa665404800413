"""What the registers said when a declaration was decided; kept with the decision so that it can be repeated."""

from datetime import date, datetime
from decimal import Decimal

import msgspec

from clearway.core.facts.basis import Fact


class Rate(Fact, frozen=True):
    """A rate of exchange: one unit of ``currency`` is worth ``rate`` of the country's own, as of ``day``."""

    currency: str
    rate: Decimal
    day: date
    source: str


class RegisteredParty(Fact, frozen=True):
    """What the register of traders says about one party on the day.

    ``roles`` are ``trader``, ``broker``, ``carrier`` …; ``authorisations`` are ``category:number`` pairs;
    ``is_recognised`` marks a party of a partner territory whose own register is relied on.
    """

    id: str
    name: str
    country: str
    roles: tuple[str, ...] = ()
    authorisations: tuple[str, ...] = ()
    is_active: bool = True
    is_recognised: bool = False
    registered_on: date | None = None


class Mandate(Fact, frozen=True):
    """A trader lets a broker act for it, from a day, until a day, for these regimes."""

    trader: str
    agent: str
    regimes: tuple[str, ...] = ()


class Circumstances(Fact, frozen=True):
    """Everything outside the declaration and the law that a decision depends on.

    ``draw`` is the random number in [0, 1) of the random stream. ``submitter`` is the party that sent the
    message. ``history`` holds counted facts about the parties that targeting rules may use, by column name.
    """

    lodged_at: datetime
    day: date
    submitter: str
    draw: Decimal
    rates: tuple[Rate, ...] = ()
    parties: tuple[RegisteredParty, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    known_references: tuple[str, ...] = ()
    history: dict[str, int] = msgspec.field(default_factory=dict)

    def party(self, id: str | None) -> RegisteredParty | None:
        """The register's entry of a party, if it has one."""
        for party in self.parties:
            if party.id == id:
                return party
        return None

    def rate(self, currency: str) -> Rate | None:
        """The rate of a currency, if the register has one."""
        for rate in self.rates:
            if rate.currency == currency:
                return rate
        return None
