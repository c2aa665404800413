"""What the hub tells of documents."""

from typing import ClassVar

from clearway.platform.events.event import Event


class DocumentMoved(Event, frozen=True, kw_only=True):
    """A person got a document, put a copy on a device, or had it revoked."""

    name: ClassVar[str] = "wallet.document-moved.v1"
    document: str
    kind: str
    state: str


class DocumentSent(Event, frozen=True, kw_only=True):
    """A person sent claims of a document to somebody."""

    name: ClassVar[str] = "wallet.document-sent.v1"
    document: str
    kind: str
    to: str
    names: tuple[str, ...]
    purpose: str
