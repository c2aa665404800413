"""What the hub tells of agreements."""

from typing import ClassVar

from clearway.platform.events.event import Event


class AgreementMoved(Event, frozen=True, kw_only=True):
    """A version of an agreement was proposed, approved, refused, suspended or ended, and why."""

    name: ClassVar[str] = "agreements.moved.v1"
    agreement: str
    kind: str
    organisation: str
    state: str
    reason: str
    holder: str = ""


class AgreementEnding(Event, frozen=True, kw_only=True):
    """An agreement in use ends in some days, unless a new version is approved."""

    name: ClassVar[str] = "agreements.ending.v1"
    agreement: str
    kind: str
    organisation: str
    holder: str
    until: str
    days: int
