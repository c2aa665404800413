"""Consents as they stand."""

from django.db import connection

from clearway.core.share import Consent
from clearway.hub.consents import models

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
