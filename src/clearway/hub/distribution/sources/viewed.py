"""Registers behind a view of each kind in a PostgreSQL schema, read through a cursor of the server's.

Only the columns that are needed are selected. A holder that keeps a list of changes offers it as a second view,
``tax_001_changes``, with columns ``mark`` (a number that only grows) and ``key``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import unquote, urldefrag

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from clearway.core.law.information import InformationKind
from clearway.core.share import Record
from clearway.hub.distribution.sources.source import Changes
from clearway.hub.exchange.public import AnswerUnreadable, HolderAway
from clearway.platform.database import hot

#: A run of records is no look-up that somebody waits for at a counter.
STATEMENT_MILLISECONDS, CONNECT_SECONDS = 60_000, 5
#: So many rows of the server's cursor are fetched at once.
AT_ONCE: Final = 2000
#: More changes than these are not worth being told one by one.
MOST_CHANGES: Final = 100_000
OWN_SERVER: Final = "postgresql:"
_RUN = sql.SQL("SELECT {columns} FROM {view} WHERE {key}{order} > %s{end} ORDER BY {key}{order} LIMIT %s")
_COUNT = sql.SQL("SELECT count(*) FROM {view}")
_LAST = sql.SQL("SELECT coalesce(max(mark), 0) FROM {view}")
_SINCE = sql.SQL("SELECT DISTINCT key FROM {view} WHERE mark > %s AND mark <= %s LIMIT %s")
_OFFERED = "SELECT to_regclass(%s) IS NOT NULL"
#: Where text is ordered by its code points already, the order of an index serves.
_IN_BYTES = """
SELECT datcollate IN ('C', 'POSIX', 'C.UTF-8', 'C.utf8') FROM pg_database WHERE datname = current_database()
"""


class ViewedSource:
    """A server with a view of each kind, at ``postgresql://…#schema``; ``postgresql:#schema`` is the hub's own."""

    def __init__(self, holder: str, address: str) -> None:
        """Speak to a holder's server; the part after # names the schema."""
        self.holder = holder
        server, schema = urldefrag(address)
        self.server = hot.conninfo() if server == OWN_SERVER else server
        self.schema = unquote(schema) or "public"

    def records(self, kind: InformationKind, after: str, through: str, limit: int) -> Iterator[Record]:
        """The records of a run, never more of them in memory than are fetched at once."""
        with self._asked() as server:
            is_in_bytes = _one(server, _IN_BYTES)
            asked = _RUN.format(
                columns=sql.SQL(", ").join(map(sql.Identifier, kind.fields)),
                view=self._view(kind),
                key=sql.Identifier(kind.key),
                order=sql.SQL("" if is_in_bytes else ' COLLATE "C"'),
                end=sql.SQL(" AND {key}{order} <= %s").format(
                    key=sql.Identifier(kind.key), order=sql.SQL("" if is_in_bytes else ' COLLATE "C"')
                )
                if through
                else sql.SQL(""),
            )
            with server.transaction(), server.cursor("run", row_factory=dict_row) as cursor:
                cursor.itersize = AT_ONCE
                cursor.execute(asked, [after, through, limit] if through else [after, limit])
                yield from cursor

    def count(self, kind: InformationKind) -> int:
        """How many rows the view has."""
        with self._asked() as server:
            return int(_one(server, _COUNT.format(view=self._view(kind))))

    def changed(self, kind: InformationKind, mark: str) -> Changes | None:
        """What the holder's own list of changes says, where it keeps one."""
        view = self._view(kind, "_changes")
        with self._asked() as server:
            if not _one(server, _OFFERED, [view.as_string(server)]):
                return None
            last = int(_one(server, _LAST.format(view=view)))
            if not mark:
                return Changes((), str(last))
            rows = server.execute(_SINCE.format(view=view), [int(mark), last, MOST_CHANGES + 1]).fetchall()
        return Changes(tuple(str(key) for (key,) in rows), str(last)) if len(rows) <= MOST_CHANGES else None

    def _view(self, kind: InformationKind, after: str = "") -> sql.Identifier:
        return sql.Identifier(self.schema, kind.code.lower().replace("-", "_") + after)

    @contextmanager
    def _asked(self) -> Iterator[psycopg.Connection[Any]]:
        try:
            with psycopg.connect(
                self.server,
                autocommit=True,
                connect_timeout=CONNECT_SECONDS,
                application_name="clearway distribution",
                options=f"-c statement_timeout={STATEMENT_MILLISECONDS} -c default_transaction_read_only=on",
            ) as server:
                yield server
        except (psycopg.errors.UndefinedColumn, psycopg.DataError):
            raise AnswerUnreadable(holder=self.holder) from None
        except psycopg.Error:
            raise HolderAway(holder=self.holder) from None


def _one(server: psycopg.Connection[Any], question: Any, values: list[Any] | None = None) -> Any:
    row = server.execute(question, values).fetchone()
    return row[0] if row is not None else None
