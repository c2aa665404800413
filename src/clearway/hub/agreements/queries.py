"""Agreements as they stand."""

from datetime import date, datetime
from typing import Any

import msgspec
from django.db import connection
from django.db.models import Count, Q

from clearway.core.kernel.period import Period
from clearway.core.share import Agreement
from clearway.hub.agreements import models

#: No list shows more at a time.
MOST = 100
_SHARED = "SELECT 1 FROM agreements_agreement WHERE kind = %s AND organisation = %s FOR SHARE"


class Filed(msgspec.Struct, frozen=True):
    """A version of an agreement with its file: who asked for it, who moved it last, when and why."""

    agreement: Agreement
    holder: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    reason: str
    is_stopped: bool

    @property
    def state(self) -> str:
        """Where it stands; what a privacy officer has stopped is suspended."""
        return self.agreement.state


def find(number: str, version: int) -> Filed | None:
    """One version, with its file."""
    row = models.Agreement.objects.filter(number=number, version=version).first()
    return _filed(row) if row else None


def versions(number: str) -> tuple[Filed, ...]:
    """Every version of an agreement, the newest first."""
    return tuple(_filed(row) for row in models.Agreement.objects.filter(number=number).order_by("-version")[:MOST])


def listed(
    *, holder: str = "", organisation: str = "", states: tuple[str, ...] = (), words: str = "", page: int = 1
) -> tuple[tuple[Filed, ...], bool]:
    """The versions of a holder or an organisation, newest first, and whether there are more; found by some words."""
    rows = models.Agreement.objects.all()
    for name, value in (("holder", holder), ("organisation", organisation)):
        rows = rows.filter(**{name: value}) if value else rows
    rows = rows.filter(state__in=states) if states else rows
    if words:
        rows = rows.filter(
            Q(number__istartswith=words) | Q(kind__istartswith=words) | Q(organisation=words) | Q(article=words)
        )
    first = (page - 1) * MOST
    found = rows.order_by("-proposed_at", "number", "-version")[first : first + MOST + 1]
    return tuple(_filed(row) for row in found[:MOST]), len(found) > MOST


def counted(*, holder: str = "", organisation: str = "") -> dict[str, int]:
    """How many versions stand in each state."""
    rows = models.Agreement.objects.filter(holder=holder) if holder else models.Agreement.objects.all()
    rows = rows.filter(organisation=organisation) if organisation else rows
    return dict(rows.values_list("state").annotate(many=Count("number")).order_by("state"))


def ending_before(day: date, *, holder: str = "", organisation: str = "") -> tuple[Filed, ...]:
    """What is in use and ends before a day, the first to end first."""
    rows = models.Agreement.objects.filter(state__in=("approved", "suspended"), until__lt=day)
    rows = rows.filter(holder=holder) if holder else rows
    rows = rows.filter(organisation=organisation) if organisation else rows
    return tuple(_filed(row) for row in rows.order_by("until", "number")[:MOST])


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


def _filed(row: Any) -> Filed:
    return Filed(
        read(row), row.holder, row.proposed_by, row.proposed_at, row.decided_by, row.decided_at, row.reason,
        row.is_stopped,
    )  # fmt: skip


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
