"""An event as evidence: exactly what its commitment was made over, so that the log can prove it."""

from datetime import datetime
from typing import Any

import msgspec

from clearway.core.kernel import canonical
from clearway.platform.events import models
from clearway.platform.events.event import committed_bytes


class StoredEvent(msgspec.Struct, frozen=True):
    """An event as the store has it, with its salt and its commitment."""

    id: int
    type: str
    subject: str
    actor: str
    at: datetime
    facts: dict[str, Any]
    salt: bytes
    commitment: bytes

    @property
    def committed_bytes(self) -> bytes:
        """What the commitment was made over, as it stands now."""
        facts = canonical.encode(self.facts)
        return committed_bytes(self.type, at=self.at, subject=self.subject, actor=self.actor, facts=facts)


def find(subject: str, type_: str, **facts: str) -> StoredEvent | None:
    """The first event of a type about a subject that holds some facts."""
    row = models.Event.objects.filter(subject=subject, type=type_, facts__contains=facts).order_by("id").first()
    return _stored(row) if row is not None else None


def of_type(subject: str, type_: str) -> list[StoredEvent]:
    """All events of a type about a subject, first to last."""
    return [_stored(row) for row in models.Event.objects.filter(subject=subject, type=type_).order_by("id")]


def _stored(row: models.Event) -> StoredEvent:
    return StoredEvent(
        row.id, row.type, row.subject, row.actor, row.at, row.facts, bytes(row.salt), bytes(row.commitment)
    )
