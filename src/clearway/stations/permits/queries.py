"""What the permits station can say; agencies are told of their own permits only."""

from datetime import datetime, timedelta

import msgspec
from django.db import connection
from django.db.models import Q, QuerySet

from clearway.core.kernel.finding import Finding
from clearway.stations.permits import models
from clearway.stations.permits.contracts import Balance, PermitFile, Standing, Use, Waiting

ON_A_PAGE = 25
#: Clocks of two transactions may differ by their own length; after this long both have ended.
SETTLED = timedelta(minutes=1)

_LEFT_WAITING = """
SELECT DISTINCT awaited.declaration_id
FROM permits_awaited awaited JOIN permits_permit permit ON permit.number = awaited.number
WHERE awaited.asked_at < permit.changed_at + %s AND permit.changed_at + %s <= %s
ORDER BY 1 LIMIT %s
"""


def find(number: str, *, agency: str) -> PermitFile | None:
    """An agency's permit under its number."""
    row = models.Permit.objects.filter(number=number, agency=agency).prefetch_related("balances").first()
    return _file(row) if row else None


def search(*, agency: str, words: str = "", status: str = "", page: int = 1) -> tuple[list[PermitFile], bool]:
    """An agency's permits, newest first, by number, holder, document or status; and whether there are more."""
    rows = models.Permit.objects.filter(agency=agency)
    if words:
        rows = rows.filter(Q(number__istartswith=words) | Q(holder=words) | Q(document=words))
    if status:
        rows = rows.filter(status=status)
    first = (page - 1) * ON_A_PAGE
    found = list(rows.order_by("-issued_at", "number").prefetch_related("balances")[first : first + ON_A_PAGE + 1])
    return [_file(row) for row in found[:ON_A_PAGE]], len(found) > ON_A_PAGE


def uses_of(number: str, *, agency: str, limit: int = 100) -> list[Use]:
    """What declarations have written off an agency's permit, latest first."""
    return _uses(models.WriteOff.objects.filter(permit_id=number, permit__agency=agency), limit)


def standing_of(declaration: int) -> Standing:
    """What a declaration's permits lack, as it was found last, and what it has written off and given back."""
    rows = models.Awaited.objects.filter(declaration_id=declaration).order_by("id").values_list("finding", flat=True)
    uses = _uses(models.WriteOff.objects.filter(declaration_id=declaration), 100)
    return Standing(tuple(msgspec.convert(row, Finding) for row in rows), tuple(uses))


def waiting_for(number: str) -> list[int]:
    """The declarations that wait for the permit of a number, first come first."""
    rows = (
        models.Awaited.objects.filter(number=number)
        .order_by("declaration_id")
        .values_list("declaration_id", flat=True)
    )
    return list(dict.fromkeys(rows))


def left_waiting(*, at: datetime, limit: int) -> list[int]:
    """The declarations that were not asked again though the permit they wait for was written meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(_LEFT_WAITING, [SETTLED, SETTLED, at, limit])
        return [row[0] for row in cursor.fetchall()]


def waiting_at(agency: str, *, limit: int = 50) -> list[Waiting]:
    """The declarations that wait for an agency, longest waiting first."""
    rows = models.Awaited.objects.filter(agency=agency).order_by("at", "id")[:limit]
    return [_waiting(row) for row in rows]


def _uses(rows: "QuerySet[models.WriteOff]", limit: int) -> list[Use]:
    return [
        Use(row.permit_id, row.mrn, row.unit, row.quantity, row.at, row.given_back_at)
        for row in rows.order_by("-at", "-id")[:limit]
    ]


def _waiting(row: models.Awaited) -> Waiting:
    said = msgspec.convert(row.finding, Finding)
    return Waiting(row.mrn, row.number, said.rule, said.sentence, said.facts, row.at)


def _file(row: models.Permit) -> PermitFile:
    balances = sorted(row.balances.all(), key=lambda one: one.unit)
    return PermitFile(
        number=row.number,
        document=row.document,
        agency=row.agency,
        holder=row.holder,
        goods=tuple(row.goods),
        countries=tuple(row.countries),
        since=row.since,
        until=row.until,
        status=row.status,
        reason=row.reason,
        issued_at=row.issued_at,
        changed_at=row.changed_at,
        balances=tuple(Balance(one.unit, one.quantity, one.left) for one in balances),
    )
