"""What many subjects have said to one organisation about one kind, asked at once."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet

from clearway.core.share import Consent
from clearway.hub.consents import models

_SHARED = """
SELECT 1 FROM consents_consent WHERE subject = ANY(%s) AND organisation = %s AND kind = %s ORDER BY number FOR SHARE
"""


def of_many(
    subjects: Collection[str], organisation: str, kind: str, *, locked: bool = False
) -> dict[str, list[Consent]]:
    """What each of many subjects has allowed, withdrawn or not; who has said nothing is absent.

    ``locked`` keeps whoever withdraws waiting until the transaction ends: what is sent in it was allowed.
    """
    if locked:
        with connection.cursor() as cursor:
            cursor.execute(_SHARED, [list(subjects), organisation, kind])
    found: dict[str, list[Consent]] = {}
    rows = _said(organisation, kind).filter(subject__in=list(subjects)).order_by("number")
    for number, subject, article, grants, since, until, withdrawn_at in rows.values_list(
        "number", "subject", "article", "grants", "since", "until", "withdrawn_at"
    ):
        one = Consent(
            str(number), subject, organisation, kind, article, frozenset(grants), since, until, withdrawn_at
        )
        found.setdefault(subject, []).append(one)
    return found


def standing(organisation: str, kind: str, article: str, names: Collection[str], at: datetime) -> int:
    """How many subjects have allowed at least these names, at an instant."""
    rows = _said(organisation, kind).filter(article=article, grants__contains=sorted(names), since__lte=at)
    rows = rows.filter(Q(until=None) | Q(until__gt=at), Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))
    return rows.values("subject").distinct().count()


def moved(organisation: str, kind: str, after: datetime, through: datetime) -> tuple[str, ...]:
    """The subjects with a consent that began, ended or was withdrawn after one instant and up to another."""
    window = (after, through)
    rows = _said(organisation, kind).filter(
        Q(since__range=window) | Q(until__range=window) | Q(withdrawn_at__range=window)
    )
    return tuple(rows.values_list("subject", flat=True).distinct().order_by("subject"))


def _said(organisation: str, kind: str) -> QuerySet[models.Consent]:
    return models.Consent.objects.filter(
        organisation=organisation, kind=kind, state__in=("given", "withdrawn"), since__isnull=False
    )
