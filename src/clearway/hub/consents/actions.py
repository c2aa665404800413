"""The life of a consent: asked by an organisation, given or refused by the subject, withdrawn at once."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction

from clearway.core.law.information import Catalogue
from clearway.hub.consents import delegating, errors, events, models
from clearway.hub.wordings import public as wordings
from clearway.platform.events import log


class Words(msgspec.Struct, frozen=True):
    """In which words of its own an organisation asks: the wording, its revision, and what is read."""

    wording: str
    revision: str
    purpose: str


@transaction.atomic
def ask(
    subject: str,
    organisation: str,
    kind: str,
    article: str,
    grants: Collection[str],
    *,
    by: str,
    at: datetime,
    known: Catalogue | None = None,
    words: Words | None = None,
) -> str:
    """An organisation asks a subject; says the number of what was asked.

    With a catalogue, only what it knows can be asked for. What waits for its answer is not asked twice. ``words``
    are the organisation's own; only in such it may ask for what is nothing of the hub's.
    """
    if known is not None and not (words and not kind and not grants):
        must_be_known(known, kind, article, grants)
    wanted: dict[str, Any] = {"subject": subject, "organisation": organisation, "kind": kind, "article": article}
    wanted |= msgspec.structs.asdict(words) if words else {"wording": None}
    waiting = models.Consent.objects.filter(**wanted, grants=sorted(grants), state="asked").first()
    if waiting is not None:
        return str(waiting.number)
    row = models.Consent.objects.create(**wanted, grants=sorted(grants), asked_by=by, asked_at=at)
    _tell(row, by=by, at=at)
    return str(row.number)


@transaction.atomic
def give(
    number: str, *, subject: str, by: str, at: datetime, until: datetime | None = None, delegate: str = ""
) -> None:
    """The subject allows what was asked, from now until an instant or until withdrawn."""
    if until is not None and until <= at:
        raise errors.EndPassed
    row = _locked(number, subject, {"asked"}, "given", delegate, at)
    row.state, row.given_by, row.since, row.until = "given", by, at, until
    _decided(row, delegate, "since", "until", by=by, at=at)


@transaction.atomic
def refuse(number: str, *, subject: str, by: str, at: datetime, delegate: str = "") -> None:
    """The subject does not allow it."""
    row = _locked(number, subject, {"asked"}, "refused", delegate, at)
    row.state, row.given_by = "refused", by
    _decided(row, delegate, by=by, at=at)


@transaction.atomic
def withdraw(number: str, *, subject: str, by: str, at: datetime, delegate: str = "") -> None:
    """The subject takes it back; once this has returned, no look-up rests on it any more."""
    row = _locked(number, subject, {"given"}, "withdrawn", delegate, at)
    row.state, row.withdrawn_at = "withdrawn", at
    _decided(row, row.delegate, "withdrawn_at", by=by, at=at)


def _locked(
    number: str, subject: str, states: Collection[str], wanted: str, delegate: str, at: datetime
) -> models.Consent:
    """The consent, if whoever decides may, and it can be decided so; until the transaction ends, by nobody else."""
    if delegate and not delegating.stands(subject, delegate, at, locked=True):
        raise errors.NotDelegated(subject=subject)
    row = models.Consent.objects.select_for_update().filter(number=number, subject=subject).first()
    if row is None:
        raise errors.ConsentUnknown(consent=number)
    if row.state not in states:
        raise errors.NotPossibleNow(state=row.state, wanted=wanted)
    return row


def _decided(row: models.Consent, delegate: str, *more: str, by: str, at: datetime) -> None:
    row.delegate = delegate
    if row.state != "withdrawn":
        row.decided_at = at
    row.save(update_fields=["state", "given_by", "delegate", "decided_at", *more])
    _tell(row, by=by, at=at)


def must_be_known(known: Catalogue, kind: str, article: str, grants: Collection[str]) -> None:
    """Only names of a kind about persons can be asked for, under an article in force."""
    found = known.kinds.get(kind)
    if found is None or found.about != "person":
        raise errors.NotAskable(found=kind)
    if article not in known.articles:
        raise errors.NotAskable(found=article)
    unknown = sorted(one for one in grants if not found.knows(one))
    if unknown or not grants:
        raise errors.NotAskable(found=", ".join(unknown) or kind)


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
    wordings.revise("ConsentRecord", str(row.number), _state(row), by=by, at=at, individual=row.subject)


def _state(row: models.Consent) -> dict[str, Any]:
    """What a revision of it holds."""
    return {
        "dataAgreement": str(row.wording or ""),
        "dataAgreementRevision": str(row.revision or ""),
        "individual": row.subject,
        "controller": row.organisation,
        "dataAttributes": [f"{row.kind}/{name}" for name in row.grants],
        "article": row.article,
        "optIn": row.state == "given",
        "decision": row.state,
        "until": row.until,
    }
