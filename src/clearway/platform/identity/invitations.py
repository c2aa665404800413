"""Asking a person in by a one-time link, and taking them up on it."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec
from django.db import transaction

from clearway.platform.events import log
from clearway.platform.identity import events, models
from clearway.platform.identity.errors import InvitationSpent

#: A link that nobody used is worth nothing after so long.
LASTS = timedelta(days=7)


class Invited(msgspec.Struct, frozen=True):
    """What an invitation offers; ``handle`` names it to those who may withdraw it, and opens nothing."""

    subject: str
    role: str
    invited_by: str
    until: datetime
    handle: str


def invite(subject: str, role: str, *, by: str, at: datetime) -> str:
    """Make a link's secret; it is shown once and kept nowhere."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        models.Invitation.objects.create(
            digest=_digest(token), subject=subject, role=role, invited_by=by, made_at=at, until=at + LASTS
        )
        log.record(events.PersonInvited(role=role), subject=subject, actor=by, at=at)
    return token


def look(token: str, *, at: datetime) -> Invited:
    """What the link offers, while it can be used."""
    row = _open(at).filter(digest=_digest(token)).first()
    if row is None:
        raise InvitationSpent
    return _invited(row)


def use(token: str, *, at: datetime) -> Invited:
    """Take the offer; nobody can a second time. Called in the transaction in which the person joins."""
    row = _open(at).select_for_update().filter(digest=_digest(token)).first()
    if row is None:
        raise InvitationSpent
    row.used_at = at
    row.save(update_fields=["used_at"])
    return _invited(row)


def open_for(subject: str, *, at: datetime) -> tuple[Invited, ...]:
    """The invitations of a party or office that can still be used."""
    return tuple(_invited(row) for row in _open(at).filter(subject=subject).order_by("made_at"))


@transaction.atomic
def withdraw(subject: str, handle: str, *, by: str, at: datetime) -> None:
    """The link works no longer."""
    row = _open(at).select_for_update().filter(subject=subject, digest__startswith=handle).first()
    if row is None:
        raise InvitationSpent
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    log.record(events.InvitationWithdrawn(role=row.role), subject=subject, actor=by, at=at)


def _open(at: datetime) -> "models.models.QuerySet[models.Invitation]":
    return models.Invitation.objects.filter(used_at=None, withdrawn_at=None, until__gt=at)


def _invited(row: models.Invitation) -> Invited:
    return Invited(row.subject, row.role, row.invited_by, row.until, row.digest[:16])


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
