"""The life of a consent: asked by an organisation, given or refused by the subject, withdrawn at once."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from clearway.hub.consents import errors, events, models
from clearway.platform.events import log


@transaction.atomic
def ask(
    subject: str, organisation: str, kind: str, article: str, grants: Collection[str], *, by: str, at: datetime
) -> str:
    """An organisation asks a subject; says the number of what was asked."""
    row = models.Consent.objects.create(
        subject=subject, organisation=organisation, kind=kind, article=article, grants=sorted(grants),
        asked_by=by, asked_at=at,
    )  # fmt: skip
    _tell(row, by=by, at=at)
    return str(row.number)


@transaction.atomic
def give(number: str, *, subject: str, by: str, at: datetime, until: datetime | None = None) -> None:
    """The subject allows what was asked, from now until an instant or until withdrawn."""
    row = _locked(number, subject, {"asked"}, "given")
    row.state, row.given_by, row.since, row.until = "given", by, at, until
    row.save(update_fields=["state", "given_by", "since", "until"])
    _tell(row, by=by, at=at)


@transaction.atomic
def refuse(number: str, *, subject: str, by: str, at: datetime) -> None:
    """The subject does not allow it."""
    row = _locked(number, subject, {"asked"}, "refused")
    row.state, row.given_by = "refused", by
    row.save(update_fields=["state", "given_by"])
    _tell(row, by=by, at=at)


@transaction.atomic
def withdraw(number: str, *, subject: str, by: str, at: datetime) -> None:
    """The subject takes it back; once this has returned, no look-up rests on it any more."""
    row = _locked(number, subject, {"given"}, "withdrawn")
    row.state, row.withdrawn_at = "withdrawn", at
    row.save(update_fields=["state", "withdrawn_at"])
    _tell(row, by=by, at=at)


def _locked(number: str, subject: str, states: Collection[str], wanted: str) -> models.Consent:
    row = models.Consent.objects.select_for_update().filter(number=number, subject=subject).first()
    if row is None:
        raise errors.ConsentUnknown(consent=number)
    if row.state not in states:
        raise errors.NotPossibleNow(state=row.state, wanted=wanted)
    return row


def _tell(row: models.Consent, *, by: str, at: datetime) -> None:
    event = events.ConsentMoved(
        consent=str(row.number),
        organisation=row.organisation,
        kind=row.kind,
        article=row.article,
        grants=tuple(row.grants),
        state=row.state,
    )
    log.record(event, subject=f"person/{row.subject}", actor=by, at=at)
