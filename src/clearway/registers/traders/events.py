"""What the register of traders tells the house."""

from typing import ClassVar

from clearway.platform.events.event import Event


class PartyRegistered(Event, frozen=True, kw_only=True):
    """A party was entered into the register."""

    name: ClassVar[str] = "traders.registered.v1"
    party: str
    roles: tuple[str, ...]


class PartyDeactivated(Event, frozen=True, kw_only=True):
    """A party may do nothing more, nor may its people and software."""

    name: ClassVar[str] = "traders.deactivated.v1"
    party: str


class PartyReactivated(Event, frozen=True, kw_only=True):
    """A party may act again."""

    name: ClassVar[str] = "traders.reactivated.v1"
    party: str


class SecondFactorAsked(Event, frozen=True, kw_only=True):
    """A party asks its people for a second factor, or no longer."""

    name: ClassVar[str] = "traders.second_factor_asked.v1"
    party: str
    is_required: bool


class MandateGiven(Event, frozen=True, kw_only=True):
    """A trader lets an agent act for it."""

    name: ClassVar[str] = "traders.mandate_given.v1"
    mandate: int
    trader: str
    agent: str
    regimes: tuple[str, ...]
    since: str
    until: str


class MandateRevoked(Event, frozen=True, kw_only=True):
    """A mandate serves for nothing new from now on; its last day was written."""

    name: ClassVar[str] = "traders.mandate_revoked.v1"
    mandate: int
    trader: str
    agent: str
    until: str


class MemberJoined(Event, frozen=True, kw_only=True):
    """A person acts for a party from now on."""

    name: ClassVar[str] = "traders.member_joined.v1"
    party: str
    username: str
    role: str


class MemberRoleChanged(Event, frozen=True, kw_only=True):
    """A person acts for a party in another role."""

    name: ClassVar[str] = "traders.member_role_changed.v1"
    party: str
    username: str
    role: str


class MemberRemoved(Event, frozen=True, kw_only=True):
    """A person acts for a party no longer."""

    name: ClassVar[str] = "traders.member_removed.v1"
    party: str
    username: str


class ClientMade(Event, frozen=True, kw_only=True):
    """A machine client was made for a party's or an office's software."""

    name: ClassVar[str] = "traders.client_made.v1"
    client: str
    scopes: tuple[str, ...]
    is_sandbox: bool


class ClientRotated(Event, frozen=True, kw_only=True):
    """A machine client has another secret; tokens given for the old one are worth nothing."""

    name: ClassVar[str] = "traders.client_rotated.v1"
    client: str


class ClientRevoked(Event, frozen=True, kw_only=True):
    """A machine client and its tokens are worth nothing."""

    name: ClassVar[str] = "traders.client_revoked.v1"
    client: str


class SiteRegistered(Event, frozen=True, kw_only=True):
    """A partner's site may let people sign in with this house."""

    name: ClassVar[str] = "traders.site_registered.v1"
    client: str
    addresses: tuple[str, ...]
