"""Lines out of the house: one conversation at a time with each outside party, and a rest for one that fails.

Who talks on a line holds PostgreSQL's advisory lock of its name, for as long as its session lives: a process that is
killed lets go at that instant, and whoever takes the line next knows that nobody else is in the middle of anything.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256

import msgspec
from django.db import connection, transaction
from django.db.models import Q

from clearway.platform.notifications import models, patience

#: Names of locks begin with this, so that no other lock of the house is meant by chance.
_REALM = "clearway notifications "

_TO_TALK_ON = """
SELECT line FROM (
    SELECT delivery.line, min(delivery.due_at) AS due
    FROM notifications_delivery AS delivery
    LEFT JOIN notifications_line AS line ON line.name = delivery.line
    WHERE delivery.state IN ('waiting', 'sending') AND delivery.due_at <= %(at)s
      AND (line.rests_until IS NULL OR line.rests_until <= %(at)s) AND NOT delivery.line = ANY (%(taken)s)
    GROUP BY delivery.line) AS found
ORDER BY due LIMIT %(limit)s
"""


class Standing(msgspec.Struct, frozen=True):
    """How a line stands."""

    name: str
    failures: int
    rests_until: datetime | None
    last_error: str
    last_success_at: datetime | None
    waiting: int


def to_talk_on(at: datetime, *, taken: list[str], limit: int) -> list[str]:
    """Lines that are not at rest and on which something is due, the longest due first."""
    with connection.cursor() as cursor:
        cursor.execute(_TO_TALK_ON, {"at": at, "taken": taken, "limit": limit})
        return [row[0] for row in cursor.fetchall()]


@contextmanager
def held(name: str) -> Iterator[bool]:
    """Whether the line is ours; it is until the block ends or the session does."""
    key = int.from_bytes(sha256(f"{_REALM}{name}".encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        is_ours = cursor.fetchone()[0]
    try:
        yield is_ours
    finally:
        if is_ours and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def is_on_trial(name: str) -> bool:
    """Whether a line that rested is tried with a single delivery first."""
    return models.Line.objects.filter(name=name, failures__gte=patience.FAILURES_TO_REST).exists()


@transaction.atomic
def worked(name: str, *, at: datetime) -> None:
    """The outside party has taken something: earlier failures are forgotten."""
    models.Line.objects.update_or_create(
        name=name, defaults={"failures": 0, "rests_until": None, "last_error": "", "last_success_at": at}
    )


@transaction.atomic
def failed(name: str, error: str, *, at: datetime, chance: Callable[[], float]) -> bool:
    """The outside party did not answer as it should; whether the line rests now."""
    line, _ = models.Line.objects.select_for_update().get_or_create(name=name)
    line.failures += 1
    line.last_error, line.last_failure_at = error, at
    rest = patience.rest_after(line.failures, chance)
    line.rests_until = at + rest if rest else None
    line.save()
    return rest is not None


def wake(name: str) -> None:
    """Try a line again at once, on trial."""
    models.Line.objects.filter(name=name).update(rests_until=None)


def standing(names: list[str] | None = None) -> list[Standing]:
    """How lines stand, those inside the house's own keeping where none is named."""
    chosen = Q(name__in=names) if names is not None else ~Q(name__startswith="webhook/")
    rows = models.Line.objects.filter(chosen).order_by("name")
    waiting = {
        row.name: models.Delivery.objects.filter(line=row.name, state__in=("waiting", "sending")).count()
        for row in rows
    }
    return [
        Standing(row.name, row.failures, row.rests_until, row.last_error, row.last_success_at, waiting[row.name])
        for row in rows
    ]
