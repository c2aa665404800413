"""Writing and reading the event log from ordinary transactions; the hot path writes its events with its files."""

from datetime import datetime
from typing import Any

import msgspec
from django.db import connection

from clearway.platform.events import models
from clearway.platform.events.event import Event, recorded

_INSERT = """
INSERT INTO events_event (at, type, subject, actor, facts, salt, commitment)
VALUES (%s, %s, %s, %s, %s::jsonb, %s, %s)
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
    for event in events:
        one = recorded(event, subject=subject, actor=actor, at=at)
        with connection.cursor() as cursor:
            cursor.execute(
                _INSERT,
                [
                    at,
                    one.type,
                    one.subject,
                    one.actor,
                    bytes(one.facts).decode(),
                    bytes.fromhex(one.salt),
                    bytes.fromhex(one.commitment),
                ],
            )


def about(subject: str) -> list[Told]:
    """Everything that happened to a subject, first to last."""
    rows = models.Event.objects.filter(subject=subject).order_by("id").values("id", "at", "type", "actor", "facts")
    return [Told(**row) for row in rows]
