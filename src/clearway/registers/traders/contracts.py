"""Values that go in and out of the register of traders."""

from datetime import date, datetime

import msgspec


class Membership(msgspec.Struct, frozen=True):
    """A party that a person acts for."""

    party: str
    name: str
    role: str
    requires_second_factor: bool


class PartyEntry(msgspec.Struct, frozen=True):
    """A party as the register has it."""

    id: str
    name: str
    country: str
    roles: tuple[str, ...]
    authorisations: tuple[str, ...]
    is_active: bool
    registered_on: date
    requires_second_factor: bool


class GivenMandate(msgspec.Struct, frozen=True):
    """A mandate as both sides see it."""

    id: int
    trader: str
    trader_name: str
    agent: str
    agent_name: str
    regimes: tuple[str, ...]
    since: date
    until: date | None
    revoked_on: date | None

    def is_live(self, day: date) -> bool:
        """Whether it serves for a declaration of a day."""
        if self.revoked_on is not None and self.revoked_on <= day:
            return False
        return self.since <= day and (self.until is None or self.until >= day)

    def is_over(self, day: date) -> bool:
        """Whether it will never serve again."""
        return (self.until is not None and self.until < day) or self.revoked_on is not None


class MemberEntry(msgspec.Struct, frozen=True):
    """A person who acts for a party."""

    id: int
    username: str
    role: str
    last_seen: datetime | None


class ClientEntry(msgspec.Struct, frozen=True):
    """A machine client as its party sees it."""

    id: int
    client_id: str
    name: str
    scopes: tuple[str, ...]
    is_sandbox: bool
    made_at: datetime | None
    revoked_at: datetime | None


class MadeClient(msgspec.Struct, frozen=True):
    """A client's number and secret; the secret is never shown again."""

    client_id: str
    secret: str
