"""What becomes of a copy apart from its parts: it is begun, subscribed to, acknowledged, told of and doubted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction

from clearway.core.watch import ReceivingRefused
from clearway.watch.intake import public as intake
from clearway.watch.received import models
from clearway.watch.received.contracts import Standing
from clearway.watch.received.delivering import deliver, is_in, numbered
from clearway.watch.received.queries import told
from clearway.watch.received.taking import UNSURE
from clearway.watch.rulebook.public import Book

_LONGEST: Final = 200
#: A row that is not as it was taken is not what its digest says.
_DOUBT: Final = """
UPDATE watch_received_row AS r SET digest = %(unsure)s
WHERE r.copy_id = %(copy)s AND r.digest <> %(unsure)s AND NOT EXISTS (
    SELECT 1 FROM {table} AS t WHERE t.tenant = %(tenant)s AND t.row_id = r.row_id AND t.changed = r.changed)
"""


@transaction.atomic
def begin(tenant: str, source: str, terms: Mapping[str, Any], *, at: datetime) -> Standing:
    """A source is to receive a register, or goes on with it; another, or one whose end has come, is refused."""
    over = models.Copy.objects.filter(tenant=tenant, source=source, is_over=True).order_by("-id").first()
    row, is_new = models.Copy.objects.get_or_create(
        tenant=tenant, source=source, is_over=False, defaults={"terms": dict(terms), "begun_at": at}
    )
    if is_new and over is not None and over.terms == terms:
        found = f"{source} of {tenant}, whose copy was destroyed"
        raise ReceivingRefused("WAT-086", found=found, allowed=("another keepUntil",))
    if row.terms != terms:
        other = next(name for name in sorted({*terms, *row.terms}) if terms.get(name) != row.terms.get(name))
        allowed = (_said(other, row.terms), "or anything else once this was ended")
        raise ReceivingRefused("WAT-086", found=_said(other, terms), allowed=allowed)
    return told(row, is_new=is_new)


@transaction.atomic
def subscribed(copy: int, number: str, seal: bytes) -> Standing:
    """The hub has given it a number and a seal."""
    row = models.Copy.objects.select_for_update().get(id=copy)
    row.number, row.seal = number, seal
    row.save(update_fields=["number", "seal"])
    return told(row)


@transaction.atomic
def acknowledged(copy: int, checksum: str) -> None:
    """The hub knows that what was taken last is kept."""
    models.Copy.objects.filter(id=copy, checksum=checksum).update(checksum="")


@transaction.atomic
def tell(copy: int, reached: datetime, book: Book, *, at: datetime) -> bool:
    """The source has told everything up to an instant; whether that is more than it had told."""
    row = models.Copy.objects.select_for_update().get(id=copy)
    if any(one.reached is not None and one.reached >= reached for one in intake.standing(row.tenant, [row.source])):
        return False
    number, _ = numbered(row, book)
    return is_in(deliver(row, number, (), book, watermark=reached, at=at))


@transaction.atomic
def doubt(copy: int, book: Book) -> bool:
    """Whether the copy is to be compared: parts came, or rows are not as they were taken, which then are not sure."""
    row = models.Copy.objects.select_for_update().get(id=copy)
    statement = _DOUBT.format(table=intake.table_name(book.sources.table(row.source).name))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"copy": copy, "tenant": row.tenant, "unsure": UNSURE})
        row.is_proven = row.is_proven and not cursor.rowcount
    row.save(update_fields=["is_proven"])
    return not row.is_proven


@transaction.atomic
def proven(copy: int) -> None:
    """The hub has said that the copy is what it has sent."""
    models.Copy.objects.filter(id=copy).update(is_proven=True)


def _said(name: str, terms: Mapping[str, Any]) -> str:
    return f"{name}: {terms.get(name)}"[:_LONGEST]
