"""What the hub tells of members who come aboard."""

from typing import ClassVar

from clearway.platform.events.event import Event


class SystemNamed(Event, frozen=True, kw_only=True):
    """A holder's system is asked at another address; the way is kept, the address is not told."""

    name: ClassVar[str] = "boarding.system-named.v1"
    holder: str
    way: str


class SystemTried(Event, frozen=True, kw_only=True):
    """A holder's system was tried with a record made for trying."""

    name: ClassVar[str] = "boarding.system-tried.v1"
    holder: str
    kind: str
    outcome: str
    millis: int


class CertificateAdded(Event, frozen=True, kw_only=True):
    """A member's certificate was put on file."""

    name: ClassVar[str] = "boarding.certificate-added.v1"
    organisation: str
    certificate: str
    until: str


class CertificateWithdrawn(Event, frozen=True, kw_only=True):
    """A member's certificate was taken off file."""

    name: ClassVar[str] = "boarding.certificate-withdrawn.v1"
    organisation: str
    certificate: str


class CertificateEnding(Event, frozen=True, kw_only=True):
    """A member's certificate is good for some days only."""

    name: ClassVar[str] = "boarding.certificate-ending.v1"
    organisation: str
    certificate: str
    called: str
    until: str
    days: int
