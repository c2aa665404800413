"""What the hub tells of consents."""

from typing import ClassVar

from clearway.platform.events.event import Event


class ConsentMoved(Event, frozen=True, kw_only=True):
    """A consent was asked for, given, refused or withdrawn."""

    name: ClassVar[str] = "consents.moved.v1"
    consent: str
    organisation: str
    kind: str
    article: str
    grants: tuple[str, ...]
    state: str


class DelegationMoved(Event, frozen=True, kw_only=True):
    """A subject let somebody decide on consents for them, or took that back."""

    name: ClassVar[str] = "consents.delegation-moved.v1"
    delegation: str
    delegate: str
    state: str


class ConsentSigned(Event, frozen=True, kw_only=True):
    """Somebody signed a consent as it stood."""

    name: ClassVar[str] = "consents.signed.v1"
    consent: str
    revision: str
    signed_by: str
