"""What identity tells the house about people."""

from typing import ClassVar

from clearway.platform.events.event import Event


class IdentityLinked(Event, frozen=True, kw_only=True):
    """A person signs in with an outside provider from now on; the provider's name for them is not told."""

    name: ClassVar[str] = "identity.linked.v1"
    issuer: str


class IdentityUnlinked(Event, frozen=True, kw_only=True):
    """A person signs in with an outside provider no longer."""

    name: ClassVar[str] = "identity.unlinked.v1"
    issuer: str


class SecondFactorAdded(Event, frozen=True, kw_only=True):
    """A person set up an app or a key."""

    name: ClassVar[str] = "identity.second_factor_added.v1"
    kind: str


class SecondFactorRemoved(Event, frozen=True, kw_only=True):
    """A person removed an app or a key."""

    name: ClassVar[str] = "identity.second_factor_removed.v1"
    kind: str


class PersonInvited(Event, frozen=True, kw_only=True):
    """A one-time link was made that lets a person join a party or an office."""

    name: ClassVar[str] = "identity.invited.v1"
    role: str


class InvitationWithdrawn(Event, frozen=True, kw_only=True):
    """A one-time link works no longer."""

    name: ClassVar[str] = "identity.invitation_withdrawn.v1"
    role: str
