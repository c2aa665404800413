"""What a declaration asks of its cargo: is it here, and, once released, let its operator know.

Whoever waits for cargo, and whoever reports it, first takes the lock of the document or container by which they know
it, several in one order: so a file that finds nothing, and the operator who reports it, cannot miss each other.
"""

from datetime import datetime

from django.db import connection, transaction

from clearway.core.facts.declaration import Declaration
from clearway.core.law.lawbook import Law
from clearway.core.release import Hindrance
from clearway.core.release.arrival import Named, Reported, arrival, named, packages
from clearway.platform.events import log
from clearway.stations.cargo import models, queries
from clearway.stations.cargo.events import ReleaseTold

#: Who writes where the house acts by itself.
HOUSE = "clearway"
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('cargo/' || key, 0)) FROM unnest(%s::text[]) AS key"


@transaction.atomic
def hindrances(
    declaration_id: int, mrn: str, declaration: Declaration, law: Law, at: datetime
) -> tuple[Hindrance, ...]:
    """What keeps goods from leaving because they are not here; whoever reports them finds the declaration.

    The caller's transaction holds the declaration's lock.
    """
    cargo = named(declaration, law)
    if not cargo:
        return arrival(declaration, law, ())
    keys = _keys(cargo)
    lock(keys)
    reported = [
        Reported(row.number, row.arrived_at is not None, row.packages if row.counted is None else row.counted)
        for row in queries.records_of(cargo)
    ]
    found = arrival(declaration, law, reported)
    _await(declaration_id, mrn, keys if found else (), at)
    return found


@transaction.atomic
def tell_released(declaration_id: int, mrn: str, declaration: Declaration, law: Law, at: datetime) -> None:
    """The operators who keep a declaration's goods may let them go; told once."""
    cargo = named(declaration, law)
    if not cargo:
        return
    lock(_keys(cargo))
    count = packages(declaration)
    records = list(queries.records_of(cargo))
    for record in records:
        _, is_new = models.MayLeave.objects.get_or_create(
            declaration_id=declaration_id,
            record=record,
            defaults={"mrn": mrn, "document": record.document, "packages": count, "released_at": at},
        )
        if is_new:
            told(record, mrn, at)
    for document in sorted(set(cargo.documents) - {record.document for record in records}):
        models.MayLeave.objects.get_or_create(
            declaration_id=declaration_id,
            document=document,
            defaults={"mrn": mrn, "packages": count, "released_at": at},
        )


def forget(declaration_id: int) -> None:
    """A declaration waits for no cargo any more: it was withdrawn."""
    models.Awaited.objects.filter(declaration_id=declaration_id).delete()


def lock(keys: tuple[str, ...]) -> None:
    """Keep others from cargo under these keys until the transaction ends, whether or not it was announced yet."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [list(keys)])


def told(record: models.Record, mrn: str, at: datetime) -> None:
    """Write that an operator was told of a release."""
    event = ReleaseTold(mrn=mrn, cargo=record.number, operator=record.operator)
    log.record(event, subject=f"declaration/{mrn}", actor=HOUSE, at=at)


def _keys(cargo: Named) -> tuple[str, ...]:
    found = (*(f"document/{one}" for one in cargo.documents), *(f"container/{one}" for one in cargo.containers))
    return tuple(sorted(found))


def _await(declaration: int, mrn: str, keys: tuple[str, ...], at: datetime) -> None:
    models.Awaited.objects.filter(declaration_id=declaration).exclude(key__in=keys).delete()
    models.Awaited.objects.bulk_create(
        [models.Awaited(declaration_id=declaration, mrn=mrn, key=key, asked_at=at) for key in keys],
        update_conflicts=True,
        unique_fields=["declaration", "key"],
        update_fields=["asked_at"],
    )
