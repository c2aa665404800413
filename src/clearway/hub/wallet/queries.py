"""Documents as they stand, and where they went."""

import uuid
from datetime import datetime
from typing import Any

import msgspec

from clearway.hub.wallet import errors, models, sdjwt
from clearway.platform.sealing import unseal

#: No list shows more.
MOST = 100
_CONTENT = "clearway wallet documents"


class Document(msgspec.Struct, frozen=True):
    """A document as its holder sees it; ``over`` is one whose time has come."""

    number: str
    kind: str
    state: str
    issued_at: datetime
    until: datetime
    revoked_at: datetime | None

    def stands(self, at: datetime) -> str:
        """How it stands at an instant."""
        return "over" if self.state != "revoked" and self.until <= at else self.state


class Sent(msgspec.Struct, frozen=True):
    """What was sent, to whom, what for."""

    kind: str
    document: str
    to: str
    names: tuple[str, ...]
    purpose: str
    at: datetime


def of_subject(subject: str) -> tuple[Document, ...]:
    """Every document of a person, newest first."""
    return tuple(read(row) for row in models.Document.objects.filter(subject=subject).order_by("-issued_at")[:MOST])


def find(number: str, subject: str) -> Document:
    """A document of a person."""
    return read(_row(number, subject))


def inside(number: str, subject: str) -> dict[str, Any]:
    """What a document says; nothing where it is not held here any more."""
    row = _row(number, subject)
    if not row.content:
        return {}
    text = unseal(row.content, purpose=_CONTENT)
    parts = sdjwt.taken(text)
    whole = sdjwt.opened(sdjwt.payload(parts.signed), parts.disclosures)
    return {name: whole[name] for name in sdjwt.names(text)}


def sent(subject: str, document: str = "") -> tuple[Sent, ...]:
    """What a person sent, latest first."""
    rows = models.Sending.objects.filter(subject=subject).select_related("document").order_by("-at")
    rows = rows.filter(document=as_number(document)) if document else rows
    return tuple(
        Sent(row.document.kind, str(row.document_id), row.to, tuple(row.names), row.purpose, row.at)
        for row in rows[:MOST]
    )


def read(row: models.Document) -> Document:
    """A document as others are given it."""
    return Document(str(row.number), row.kind, row.state, row.issued_at, row.until, row.revoked_at)


def as_number(text: str) -> uuid.UUID:
    """A number as it is kept; what is none is nobody's."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


def _row(number: str, subject: str) -> models.Document:
    row = models.Document.objects.filter(number=as_number(number), subject=subject).first()
    if row is None:
        raise errors.NoSuchDocument
    return row
