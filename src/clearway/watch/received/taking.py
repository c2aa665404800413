"""A part is taken: what differs is delivered, and what the hub knows it by is kept, in one transaction.

So a process that dies has taken a part or has not; one that was taken and not acknowledged comes again, and changes
only what has changed meanwhile.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec
from django.db import connection, transaction

from clearway.core.watch import ReceivingRefused, SourceRefused, Table
from clearway.watch.intake.public import Change, Reason, Taken
from clearway.watch.received import models
from clearway.watch.received.contracts import Part, Put
from clearway.watch.received.delivering import deliver, is_in, numbered
from clearway.watch.rulebook.public import Book

#: Stands for a row of which is not known that it is as the hub has sent it; no digest is all zero.
UNSURE: Final = bytes(16)
#: Between the cells that identify a row.
_BETWEEN: Final = "\x1f"
_KNOWN: Final = """
SELECT key, digest, row_id FROM watch_received_row
WHERE copy_id = %(copy)s AND (key = ANY(%(keys)s) OR range = %(range)s)
"""
_HELD: Final = """
SELECT row_id FROM watch_received_row WHERE copy_id = %(copy)s AND row_id = ANY(%(rows)s) AND NOT key = ANY(%(keys)s)
"""
_FORGET: Final = "DELETE FROM watch_received_row WHERE copy_id = %(copy)s AND key = ANY(%(keys)s)"
#: Where two keys are one row, it is as the one says that came last; of the other it is not sure any more.
_OVERRULE: Final = """
UPDATE watch_received_row AS r
SET changed = %(changed)s, digest = CASE WHEN r.digest = g.digest THEN r.digest ELSE %(unsure)s END
FROM unnest(%(rows)s::text[], %(digests)s::bytea[]) AS g(row_id, digest)
WHERE r.copy_id = %(copy)s AND r.row_id = g.row_id AND NOT r.key = ANY(%(keys)s)
"""
_PUT: Final = """
INSERT INTO watch_received_row AS r (copy_id, key, digest, row_id, range, changed)
SELECT %(copy)s, g.key, g.digest, g.row_id, %(range)s, %(changed)s
FROM unnest(%(keys)s::bytea[], %(digests)s::bytea[], %(rows)s::text[]) AS g(key, digest, row_id)
ON CONFLICT (copy_id, key) DO UPDATE SET range = EXCLUDED.range, digest = EXCLUDED.digest, row_id = EXCLUDED.row_id,
    changed = CASE WHEN r.digest = EXCLUDED.digest AND r.row_id = EXCLUDED.row_id THEN r.changed
                   ELSE EXCLUDED.changed END
"""


class _Plan(msgspec.Struct, frozen=True):
    """What a part does: which row each put is, which differ, which keys and rows go, and what does not fit."""

    rows: Mapping[bytes, str]
    fresh: Sequence[Put]
    leaving: Sequence[bytes]
    gone: Sequence[str]
    unfit: tuple[Reason, ...]


@transaction.atomic
def take(copy: int, part: Part, book: Book, *, at: datetime) -> Taken:
    """Take a part; where a row does not fit the source it is set aside whole, and nothing is kept of it."""
    row = models.Copy.objects.select_for_update().get(id=copy)
    _must_be_next(row, part)
    table = book.sources.table(row.source)
    plan = _planned(row, part, table)
    number, changed = numbered(row, book)
    changes = [
        *(Change("upsert", changed, one.row) for one in plan.fresh),
        *(Change("delete", changed, row_cells(table, one)) for one in plan.gone),
    ]
    taken = Taken("applied")
    if changes or plan.unfit or row.aside is not None:
        taken = deliver(row, number, changes, book, until=part.as_of, unread=plan.unfit, at=at)
    if is_in(taken):
        _keep(row, part, plan, changed)
    return taken


def _must_be_next(row: models.Copy, part: Part) -> None:
    """One part comes after another; one that was not acknowledged may come again, but no older sending of it."""
    is_again = part.number == row.part and row.checksum != "" and part.sending > row.sending
    if is_again or (part.number == row.part + 1 and row.checksum == ""):
        return
    waited = row.part if row.checksum else row.part + 1
    allowed = (f"part {waited}", "else end what is received, and receive it anew")
    raise ReceivingRefused("WAT-085", found=f"part {part.number}, sent {part.sending} times", allowed=allowed)


def _planned(row: models.Copy, part: Part, table: Table) -> _Plan:
    put = {one.key for one in part.puts}
    asked = {"copy": row.id, "keys": [*put, *part.removed], "range": part.range if part.is_whole else 0}
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, asked)
        known = {bytes(key): (bytes(digest), row_id) for key, digest, row_id in cursor.fetchall()}
    rows, unfit = _identified(part.puts, table)
    fresh = [one for one in part.puts if known.get(one.key) != (one.digest, rows.get(one.key))]
    leaving = [key for key in known if key not in put]
    left = {known[key][1] for key in (*leaving, *(one.key for one in fresh if one.key in known))} - {*rows.values()}
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"copy": row.id, "rows": sorted(left), "keys": [*put, *leaving]})
        left -= {row_id for (row_id,) in cursor.fetchall()}
    return _Plan(rows, fresh, leaving, sorted(left), unfit)


def _identified(puts: Sequence[Put], table: Table) -> tuple[dict[bytes, str], tuple[Reason, ...]]:
    """Which row of the source each put is, and what cannot be one; what else does not fit, intake says itself."""
    rows: dict[bytes, str] = {}
    said: dict[str, bytes] = {}
    unfit: list[Reason] = []
    for place, one in enumerate(puts, start=1):
        try:
            cells = table.read(one.row)
        except SourceRefused:
            continue
        row_id = rows[one.key] = table.identity(cells)
        if row_id.count(_BETWEEN) != len(table.row) - 1:
            unfit.append(
                Reason("WAT-061", repr(row_id[:60]), place, table.row[0], ("a key without control characters",))
            )
        elif said.setdefault(row_id, one.digest) != one.digest:
            unfit.append(Reason("WAT-089", repr(row_id[:60]), place, table.row[0], ("a row for each record",)))
    return rows, tuple(unfit)


def row_cells(table: Table, row_id: str) -> dict[str, str]:
    """What identifies a row, as its columns read it."""
    return dict(zip(table.row, row_id.split(_BETWEEN), strict=True))


def _keep(row: models.Copy, part: Part, plan: _Plan, changed: int) -> None:
    """Remember the part as it was taken."""
    put = [one.key for one in part.puts]
    said = {"copy": row.id, "changed": changed, "unsure": UNSURE, "range": part.range, "keys": put}
    fresh = {"rows": [plan.rows[one.key] for one in plan.fresh], "digests": [one.digest for one in plan.fresh]}
    every = {"rows": [plan.rows[one.key] for one in part.puts], "digests": [one.digest for one in part.puts]}
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, {"copy": row.id, "keys": plan.leaving})
        cursor.execute(_OVERRULE, said | fresh)
        cursor.execute(_PUT, said | every)
    row.part, row.sending, row.checksum = part.number, part.sending, part.checksum
    row.ranges, row.is_proven = sorted({*row.ranges, part.range}), False
    row.save(update_fields=["part", "sending", "checksum", "ranges", "is_proven"])
