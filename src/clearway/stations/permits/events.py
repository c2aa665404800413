"""What the permits station tells the house."""

from typing import ClassVar

from clearway.platform.events.event import Event


class PermitIssued(Event, frozen=True, kw_only=True):
    """An agency has issued a permit."""

    name: ClassVar[str] = "permits.issued.v1"
    permit: str
    document: str
    agency: str
    holder: str


class PermitChanged(Event, frozen=True, kw_only=True):
    """An agency has changed what a permit covers, or how much of it there is; ``what`` names the fields."""

    name: ClassVar[str] = "permits.changed.v1"
    permit: str
    agency: str
    what: str


class PermitStopped(Event, frozen=True, kw_only=True):
    """An agency has suspended or revoked a permit, or given a suspended one back; ``state`` says which."""

    name: ClassVar[str] = "permits.status_changed.v1"
    permit: str
    agency: str
    state: str
    reason: str


class PermitsAwaited(Event, frozen=True, kw_only=True):
    """A declaration waits for permits: the numbers named, the agencies asked, and the codes of what is wrong."""

    name: ClassVar[str] = "permits.awaited.v1"
    mrn: str
    permits: str
    agencies: str
    rules: str


class PermitWrittenOff(Event, frozen=True, kw_only=True):
    """A declaration has used some of a permit."""

    name: ClassVar[str] = "permits.written_off.v1"
    mrn: str
    permit: str
    unit: str
    quantity: str


class PermitGivenBack(Event, frozen=True, kw_only=True):
    """A declaration was changed or withdrawn; what it had used of a permit is there again."""

    name: ClassVar[str] = "permits.given_back.v1"
    mrn: str
    permit: str
    unit: str
    quantity: str
