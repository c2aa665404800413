"""What the release station tells the house."""

from typing import ClassVar

from clearway.platform.events.event import Event


class GoodsReleased(Event, frozen=True, kw_only=True):
    """The goods of a declaration may leave."""

    name: ClassVar[str] = "release.released.v1"
    mrn: str
    version: int


class ReceiptIssued(Event, frozen=True, kw_only=True):
    """The receipt of a release was signed."""

    name: ClassVar[str] = "release.receipt-issued.v1"
    mrn: str
    receipt: str
    kid: str


class ReceiptRevoked(Event, frozen=True, kw_only=True):
    """A receipt is no longer good, and why."""

    name: ClassVar[str] = "release.receipt-revoked.v1"
    mrn: str
    receipt: str
    reason: str


class ReceiptKeyChanged(Event, frozen=True, kw_only=True):
    """A key that signs receipts came into use, was retired, or was revoked."""

    name: ClassVar[str] = "release.key-changed.v1"
    kid: str
    became: str


class KeyListPublished(Event, frozen=True, kw_only=True):
    """The list of keys and revoked receipts was signed anew."""

    name: ClassVar[str] = "release.key-list-published.v1"
    number: int
