"""Consents as they stand."""

from datetime import datetime

import msgspec
from django.core.exceptions import ValidationError
from django.db import connection

from clearway.core.share import Consent
from clearway.hub.consents import models

#: No list shows more.
MOST = 200
_SHARED = "SELECT 1 FROM consents_consent WHERE subject = %s AND organisation = %s AND kind = %s FOR SHARE"


def said(subject: str, organisation: str, kind: str, *, locked: bool = False) -> tuple[Consent, ...]:
    """What a subject has allowed an organisation about a kind, withdrawn or not.

    ``locked`` keeps whoever withdraws waiting until the transaction ends, and no other look-up: what is answered in
    it was allowed.
    """
    if locked:
        with connection.cursor() as cursor:
            cursor.execute(_SHARED, [subject, organisation, kind])
    rows = models.Consent.objects.filter(
        subject=subject, organisation=organisation, kind=kind, state__in=("given", "withdrawn")
    ).order_by("number")
    return tuple(_read(row) for row in rows)


class Asked(msgspec.Struct, frozen=True):
    """A consent with every step of its life so far; ``over`` is one that was given and whose end has come."""

    number: str
    subject: str
    organisation: str
    kind: str
    article: str
    grants: tuple[str, ...]
    state: str
    asked_at: datetime
    decided_at: datetime | None
    since: datetime | None
    until: datetime | None
    withdrawn_at: datetime | None
    delegate: str
    purpose: str = ""
    wording: str = ""
    revision: str = ""

    def stands(self, at: datetime) -> str:
        """How it stands at an instant."""
        if self.state == "given" and self.until is not None and self.until <= at:
            return "over"
        return self.state


def of_subject(subject: str) -> tuple[Asked, ...]:
    """Everything a subject was asked, newest first."""
    return tuple(as_asked(row) for row in models.Consent.objects.filter(subject=subject).order_by("-asked_at")[:MOST])


def find(number: str, *, subject: str = "", organisation: str = "") -> Asked | None:
    """A consent that a subject was asked for, or that an organisation asked for; any other is not there."""
    mine = {"subject": subject} if subject else {"organisation": organisation}
    try:
        row = models.Consent.objects.filter(number=number, **mine).first()
    except ValidationError:
        return None
    return as_asked(row) if row else None


def as_asked(row: models.Consent) -> Asked:
    """A consent as others are given it."""
    said = {name: getattr(row, name) for name in Asked.__struct_fields__}
    numbers = {name: str(said[name] or "") for name in ("number", "wording", "revision")}
    return msgspec.convert({**said, **numbers}, Asked)


def _read(row: models.Consent) -> Consent:
    assert row.since is not None, "a consent that was given has begun"
    return Consent(
        number=str(row.number),
        subject=row.subject,
        organisation=row.organisation,
        kind=row.kind,
        article=row.article,
        grants=frozenset(row.grants),
        since=row.since,
        until=row.until,
        withdrawn_at=row.withdrawn_at,
    )
