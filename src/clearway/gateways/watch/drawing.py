"""A table of another PostgreSQL, drawn from by the number that it gives every change of a row.

Whoever changes a row takes a number and is seen later, when the change is committed: so each draw looks back over
some numbers, and says that everything was told up to a while ago. A row that comes again changes nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec
import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from clearway.watch.intake import public as intake
from clearway.watch.intake.public import Batch, Change
from clearway.watch.rulebook.public import Book

ROWS_AT_ONCE: Final = 10_000
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Drawn(msgspec.Struct, frozen=True):
    """What is drawn: a table or view with the columns of a source, the number of a row's change, and who is gone.

    ``gone`` names a column that is true where a row was deleted; without one, rows are never deleted.
    """

    address: str
    table: str
    source: str
    change: str
    gone: str = ""
    overlap: int = 1000
    lag: timedelta = timedelta(seconds=5)


def draw(said: Drawn, tenant: str, book: Book) -> Iterator[Batch]:
    """Everything that has changed since the last draw; a batch without rows where nothing has."""
    table = book.sources.table(said.source)
    last, number = intake.last_change(tenant, table), intake.last_number(tenant, said.source)
    columns = [one.name for one in table.columns]
    with psycopg.connect(said.address, row_factory=dict_row) as store:
        store.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        store.read_only = True
        begun = store.execute("SELECT clock_timestamp() AS at").fetchone()
        assert begun is not None
        watermark = begun["at"] - said.lag
        with store.cursor(name="drawn") as cursor:
            cursor.execute(_statement(said, columns), {"after": last - said.overlap})
            some = cursor.fetchmany(ROWS_AT_ONCE)
            while True:
                number += 1
                following = cursor.fetchmany(ROWS_AT_ONCE) if some else []
                changes = _changes(said, columns, some)
                told = _NEVER if following else watermark
                # What was changed within the lag is drawn too, while other such changes may not be seen yet.
                yield Batch(tenant, said.source, number, told, changes, until=begun["at"])
                if not following:
                    return
                some = following


def _statement(said: Drawn, columns: Sequence[str]) -> sql.Composed:
    """What is new in the table; ``gone`` is false where it has no such column."""
    return sql.SQL(
        'SELECT {columns}, {change}::bigint AS "change of row", {gone} AS "row is gone" FROM {table}'
        " WHERE {change} > %(after)s ORDER BY {change}"
    ).format(
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        change=sql.Identifier(said.change),
        gone=sql.SQL("COALESCE({}, FALSE)").format(sql.Identifier(said.gone)) if said.gone else sql.SQL("FALSE"),
        table=sql.Identifier(*said.table.split(".")),
    )


def _changes(said: Drawn, columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> tuple[Change, ...]:
    return tuple(
        Change(
            "delete" if row["row is gone"] else "upsert", row["change of row"], {name: row[name] for name in columns}
        )
        for row in rows
    )
