"""Who may decide on consents for whom: named by the subject, revoked by the subject at once."""

import re
from datetime import datetime

import msgspec
from django.db import transaction
from django.db.models import Q, QuerySet

from clearway.hub.consents import errors, events, models
from clearway.platform.events import log

_NUMBER = re.compile("[A-Za-z0-9.-]{1,60}")
#: No list shows more.
MOST = 100


class Delegation(msgspec.Struct, frozen=True):
    """Somebody who may decide for a subject, and until when."""

    number: str
    subject: str
    delegate: str
    given_at: datetime
    until: datetime | None


@transaction.atomic
def delegate(subject: str, to: str, *, by: str, at: datetime, until: datetime | None = None) -> str:
    """A subject lets a person decide on consents for them from now on; what was said of them before is replaced."""
    if not _NUMBER.fullmatch(to) or to == subject:
        raise errors.NobodyToDelegate(found=to[:60])
    if until is not None and until <= at:
        raise errors.EndPassed
    rows = models.Delegation.objects.filter(subject=subject, delegate=to, revoked_at=None)
    rows.select_for_update().first()
    rows.update(revoked_at=at)
    row = models.Delegation.objects.create(subject=subject, delegate=to, given_by=by, given_at=at, until=until)
    _tell(row, "given", by=by, at=at)
    return str(row.number)


@transaction.atomic
def revoke(number: str, *, subject: str, by: str, at: datetime) -> None:
    """The subject takes it back; the delegate decides nothing any more once this has returned."""
    rows = models.Delegation.objects.select_for_update().filter(number=number, subject=subject, revoked_at=None)
    row = rows.first()
    if row is not None:
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        _tell(row, "revoked", by=by, at=at)


def stands(subject: str, to: str, at: datetime, *, locked: bool = False) -> bool:
    """Whether a person may decide for a subject; ``locked`` keeps a revocation waiting for the transaction."""
    rows = _live(at).filter(subject=subject, delegate=to)
    return (rows.select_for_update() if locked else rows).first() is not None


def of_subject(subject: str, at: datetime) -> tuple[Delegation, ...]:
    """Everybody who may decide for a subject now."""
    return tuple(_read(row) for row in _live(at).filter(subject=subject).order_by("given_at")[:MOST])


def of_delegate(person: str, at: datetime) -> tuple[Delegation, ...]:
    """Everybody for whom a person may decide now."""
    return tuple(_read(row) for row in _live(at).filter(delegate=person).order_by("given_at")[:MOST])


def _live(at: datetime) -> QuerySet[models.Delegation]:
    return models.Delegation.objects.filter(Q(until=None) | Q(until__gt=at), revoked_at=None)


def _read(row: models.Delegation) -> Delegation:
    return Delegation(str(row.number), row.subject, row.delegate, row.given_at, row.until)


def _tell(row: models.Delegation, state: str, *, by: str, at: datetime) -> None:
    told = events.DelegationMoved(delegation=str(row.number), delegate=row.delegate, state=state)
    log.record(told, subject=f"person/{row.subject}", actor=by, at=at)
