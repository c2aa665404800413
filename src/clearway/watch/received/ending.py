"""The end of a copy: its rows are deleted from the source, and nothing that leads to them is kept."""

from datetime import datetime
from typing import Final

from django.db import connection, transaction

from clearway.watch.intake.public import Change, Taken
from clearway.watch.received import models
from clearway.watch.received.delivering import deliver, is_in, numbered
from clearway.watch.received.taking import row_cells
from clearway.watch.rulebook.public import Book

ROWS_AT_ONCE: Final = 10_000
#: That a row is gone is kept so that no older change brings it back; no change of a copy that is over comes late.
_FORGET: Final = "DELETE FROM watch_intake_gone WHERE tenant = %s AND source = %s"


@transaction.atomic
def delete(copy: int, book: Book, *, at: datetime) -> Taken | None:
    """Delete some of the rows from the source; nothing where there are none any more."""
    row = models.Copy.objects.select_for_update().get(id=copy)
    rows = models.Row.objects.filter(copy=row)
    some = list(rows.order_by("row_id").values_list("row_id", flat=True).distinct()[:ROWS_AT_ONCE])
    if not some:
        return None
    table = book.sources.table(row.source)
    number, changed = numbered(row, book)
    changes = [Change("delete", changed, row_cells(table, one)) for one in some]
    taken = deliver(row, number, changes, book, until=at, at=at)
    if is_in(taken):
        row.deleted += rows.filter(row_id__lte=some[-1]).delete()[0]
        row.is_proven = False
        row.save(update_fields=["deleted", "is_proven"])
    return taken


@transaction.atomic
def end(copy: int) -> None:
    """Nothing is received any more, and nothing is known of what was."""
    row = models.Copy.objects.select_for_update().get(id=copy)
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [row.tenant, row.source])
    row.seal, row.checksum, row.is_over = b"", "", True
    row.save(update_fields=["seal", "checksum", "is_over"])
