"""Agreements as they stand."""

from typing import Any

from django.db import connection

from clearway.core.kernel.period import Period
from clearway.core.share import Agreement
from clearway.hub.agreements import models

_SHARED = "SELECT 1 FROM agreements_agreement WHERE kind = %s AND organisation = %s FOR SHARE"


def about(kind: str, organisation: str, *, locked: bool = False) -> tuple[Agreement, ...]:
    """Every version that an organisation has, or asked for, about a kind.

    ``locked`` keeps a holder who suspends one waiting until the transaction ends, and no other look-up.
    """
    if locked:
        with connection.cursor() as cursor:
            cursor.execute(_SHARED, [kind, organisation])
    return tuple(read(row) for row in models.Agreement.objects.filter(kind=kind, organisation=organisation))


def of_holder(holder: str) -> tuple[Agreement, ...]:
    """What a holder was asked to agree to, newest first."""
    return tuple(read(row) for row in models.Agreement.objects.filter(holder=holder).order_by("-proposed_at"))


def of_organisation(organisation: str) -> tuple[Agreement, ...]:
    """What an organisation has agreed or asked for, newest first."""
    rows = models.Agreement.objects.filter(organisation=organisation).order_by("-proposed_at")
    return tuple(read(row) for row in rows)


def read(row: Any) -> Agreement:
    """An agreement as the purpose engine takes it."""
    return Agreement(
        number=row.number,
        version=row.version,
        kind=row.kind,
        organisation=row.organisation,
        article=row.article,
        grants=frozenset(row.grants),
        roles=frozenset(row.roles),
        period=Period(row.since, row.until),
        state=row.state,
        offices=frozenset(row.offices),
        case_kinds=frozenset(row.case_kinds),
        exemption=row.exemption,
        in_office_hours=row.in_office_hours,
        emergency=row.emergency,
        assurance=row.assurance,
    )
