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
SELECT %s, type, subject, %s, facts::jsonb, decode(salt, 'hex'), decode(commitment, 'hex')
FROM ROWS FROM (json_to_recordset(%s::json) AS (type text, subject text, facts text, salt text, commitment text))
    WITH ORDINALITY AS told (type, subject, facts, salt, commitment, place)
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
    rows = [
        # Facts travel as text within JSON, so that what is stored was read from the very bytes committed to.
        {
            "type": one.type, "subject": one.subject, "facts": bytes(one.facts).decode(),
            "salt": one.salt, "commitment": one.commitment,
        }
        for one in (recorded(event, subject=subject, actor=actor, at=at) for event, subject in told)
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [at, actor, msgspec.json.encode(rows).decode()])


def about(subject: str) -> list[Told]:
    """Everything that happened to a subject, first to last."""
    rows = models.Event.objects.filter(subject=subject).order_by("id").values("id", "at", "type", "actor", "facts")
    return [Told(**row) for row in rows]
