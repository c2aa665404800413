"""What the cargo station can say; operators and carriers are told of their own cargo only."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from clearway.core.facts.declaration import Declaration
from clearway.core.law.lawbook import Law
from clearway.core.release.arrival import Named, named
from clearway.stations.cargo import models
from clearway.stations.cargo.contracts import CargoFile, Freed, Listed, Whereabouts

ON_A_PAGE = 25
#: Clocks of two transactions may differ by their own length; after this long both have ended.
SETTLED = timedelta(minutes=1)

_LEFT_WAITING = """
SELECT DISTINCT declaration_id FROM (
    SELECT awaited.declaration_id, awaited.asked_at, record.changed_at
    FROM cargo_awaited awaited JOIN cargo_record record ON record.document = substr(awaited.key, 10)
    WHERE awaited.key LIKE 'document/%%'
    UNION ALL
    SELECT awaited.declaration_id, awaited.asked_at, record.changed_at
    FROM cargo_awaited awaited JOIN cargo_record record ON record.containers @> ARRAY[substr(awaited.key, 11)]
    WHERE awaited.key LIKE 'container/%%'
) AS pair
WHERE asked_at < changed_at + %s AND changed_at + %s <= %s
ORDER BY 1 LIMIT %s
"""


def records_of(cargo: Named) -> "QuerySet[models.Record]":
    """The records that are meant; a container is only looked for where the cargo has not left, for it comes again."""
    by_document = Q(document__in=cargo.documents)
    by_container = Q(containers__overlap=list(cargo.containers), left_at__isnull=True)
    return models.Record.objects.filter(by_document if cargo.documents else by_container).order_by("number")


def whereabouts(declaration: Declaration, law: Law) -> tuple[Whereabouts, ...]:
    """Where the goods of a declaration are, as far as anybody has reported it."""
    cargo = named(declaration, law)
    if not cargo:
        return ()
    return tuple(
        Whereabouts(
            number=row.number,
            document=row.document,
            containers=tuple(row.containers),
            place=row.place,
            announced_at=row.announced_at,
            arrived_at=row.arrived_at,
            left_at=row.left_at,
            packages=row.packages if row.counted is None else row.counted,
        )
        for row in records_of(cargo)
    )


def find(number: str, *, party: str) -> CargoFile | None:
    """A party's cargo under its number."""
    row = _of_party(party).filter(number=number).first()
    return _file(row) if row else None


def search(*, party: str, words: str = "", state: str = "", page: int = 1) -> Listed:
    """A party's cargo, newest first, by number, transport document or container, in a state where one is given."""
    rows = _of_party(party)
    if words:
        rows = rows.filter(Q(number__istartswith=words) | Q(document=words) | Q(containers__contains=[words]))
    rows = _in_state(rows, state)
    first = (page - 1) * ON_A_PAGE
    found = list(rows.order_by("-announced_at", "number")[first : first + ON_A_PAGE + 1])
    return Listed(tuple(_file(row) for row in found[:ON_A_PAGE]), len(found) > ON_A_PAGE)


def may_leave(*, operator: str, limit: int = 200) -> tuple[CargoFile, ...]:
    """The cargo on an operator's own premises of which something is released and still here."""
    rows = _of_party(operator).filter(operator=operator, arrived_at__isnull=False)
    rows = rows.filter(releases__isnull=False, releases__left_at__isnull=True).distinct()
    return tuple(_file(row) for row in rows.order_by("arrived_at", "number")[:limit])


def awaiting(number: str) -> list[int]:
    """The declarations that wait for a cargo record, by its document or its containers."""
    row = models.Record.objects.filter(number=number).first()
    if row is None:
        return []
    rows = models.Awaited.objects.filter(key__in=keys_of(row)).order_by("declaration_id")
    return list(dict.fromkeys(rows.values_list("declaration_id", flat=True)))


def left_waiting(*, at: datetime, limit: int) -> list[int]:
    """The declarations that were not asked again though the cargo they wait for was reported meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(_LEFT_WAITING, [SETTLED, SETTLED, at, limit])
        return [row[0] for row in cursor.fetchall()]


def keys_of(row: models.Record) -> tuple[str, ...]:
    """Under which keys declarations may wait for a record, in the one order in which they are locked."""
    return tuple(sorted({f"document/{row.document}", *(f"container/{one}" for one in row.containers)}))


def _of_party(party: str) -> "QuerySet[models.Record]":
    releases = Prefetch("releases", models.MayLeave.objects.order_by("id"))
    return models.Record.objects.filter(Q(operator=party) | Q(announcer=party)).prefetch_related(releases)


def _in_state(rows: "QuerySet[models.Record]", state: str) -> "QuerySet[models.Record]":
    if state == "announced":
        return rows.filter(arrived_at__isnull=True)
    if state == "arrived":
        return rows.filter(arrived_at__isnull=False, left_at__isnull=True)
    return rows.filter(left_at__isnull=False) if state == "left" else rows


def _file(row: models.Record) -> CargoFile:
    return CargoFile(
        number=row.number,
        operator=row.operator,
        announcer=row.announcer,
        document=row.document,
        containers=tuple(row.containers),
        packages=row.packages,
        counted=row.counted,
        mass=row.mass,
        consignee=row.consignee,
        place=row.place,
        announced_at=row.announced_at,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
        releases=tuple(Freed(one.mrn, one.packages, one.released_at, one.left_at) for one in row.releases.all()),
    )
