"""Deadlines: a moment at which something is done about a subject, unless what it waited for was done before.

Whoever sets a deadline does so in the transaction that makes it necessary; it is woken once, in one transaction with
what is then done about it.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.db import InterfaceError, OperationalError, transaction

from clearway.platform.notifications import models

logger = logging.getLogger(__name__)

#: A deadline about which nothing could be done is tried again after this long, then twice as long, up to a day.
PAUSE = timedelta(minutes=1)


class Due(msgspec.Struct, frozen=True):
    """A deadline that has come."""

    id: int
    kind: str
    subject: str
    due_at: datetime
    facts: dict[str, Any]


#: What is done when a deadline comes, by its kind.
Wakes = Mapping[str, Callable[[Due], None]]


def deadline(kind: str, subject: str, at: datetime, facts: Mapping[str, Any] | None = None) -> None:
    """A subject is to be looked at again at a moment; one of the same kind that was set before is moved."""
    models.Deadline.objects.update_or_create(
        kind=kind, subject=subject, defaults={"due_at": at, "facts": dict(facts or {}), "tries": 0, "error": ""}
    )


def met(kind: str, subject: str) -> bool:
    """What the deadline waited for was done; whether there was one."""
    return models.Deadline.objects.filter(kind=kind, subject=subject).delete()[0] > 0


@transaction.atomic
def wake(wakes: Wakes, *, at: datetime) -> bool:
    """Do what is to be done about the deadline that has been due the longest; whether there was one."""
    due = models.Deadline.objects.filter(kind__in=list(wakes), due_at__lte=at).order_by("due_at")
    row = due.select_for_update(skip_locked=True).first()
    if row is None:
        return False
    try:
        with transaction.atomic():
            # It goes before it is acted on, so that acting may set the next one.
            models.Deadline.objects.filter(pk=row.pk).delete()
            wakes[row.kind](Due(row.pk, row.kind, row.subject, row.due_at, row.facts))
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        logger.exception("the deadline %s of %s could not be woken", row.kind, row.subject)
        row.tries += 1
        row.error = f"{type(error).__name__}: {error}"[:1000]
        row.due_at = at + min(PAUSE * 2 ** min(row.tries - 1, 20), timedelta(days=1))
        row.save(update_fields=["tries", "error", "due_at"])
    return True
