"""Writing and reading the event log from ordinary transactions; the hot path writes its events with its files."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection

from clearway.platform.events import models
from clearway.platform.events.event import Event, recorded

_INSERT = """
INSERT INTO events_event (at, type, subject, actor, facts, salt, commitment)
SELECT %(at)s, type, subject, %(actor)s, facts::jsonb, salt, commitment
FROM unnest(%(types)s::text[], %(subjects)s::text[], %(facts)s::text[], %(salts)s::bytea[], %(commitments)s::bytea[])
    WITH ORDINALITY AS told(type, subject, facts, salt, commitment, place)
ORDER BY place
"""


class Told(msgspec.Struct, frozen=True):
    """An event as a reader gets it."""

    id: int
    at: datetime
    type: str
    actor: str
    facts: dict[str, Any]


def record(*events: Event, subject: str, actor: str, at: datetime) -> None:
    """Write what happened, in the transaction in which it happened."""
    record_all([(event, subject) for event in events], actor=actor, at=at)


def record_all(told: Sequence[tuple[Event, str]], *, actor: str, at: datetime) -> None:
    """Write what happened to several subjects, in the transaction in which it happened and in one statement."""
    if not told:
        return
    rows = [recorded(event, subject=subject, actor=actor, at=at) for event, subject in told]
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            {
                "at": at,
                "actor": actor,
                "types": [one.type for one in rows],
                "subjects": [one.subject for one in rows],
                "facts": [bytes(one.facts).decode() for one in rows],
                "salts": [bytes.fromhex(one.salt) for one in rows],
                "commitments": [bytes.fromhex(one.commitment) for one in rows],
            },
        )


def about(subject: str) -> list[Told]:
    """Everything that happened to a subject, first to last."""
    rows = models.Event.objects.filter(subject=subject).order_by("id").values("id", "at", "type", "actor", "facts")
    return [Told(**row) for row in rows]
