"""Holders that offer a view of each kind in a PostgreSQL schema.

The view of kind ``TAX-001`` is ``tax_001``; its columns have the names of the fields. Only those that were granted
are selected, so nothing else leaves the holder's server.
"""

import threading
from urllib.parse import unquote, urldefrag

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool, PoolTimeout

from clearway.core.law.information import InformationKind
from clearway.core.share import Record
from clearway.hub.exchange import errors
from clearway.platform.database import hot

#: No official waits longer, nor does the holder's server work longer.
STATEMENT_MILLISECONDS, CONNECT_SECONDS = 5000, 2.0
#: So many look-ups are put to one holder's server at once, by each process.
MOST_CONNECTIONS = 4
#: A holder whose views stand beside the hub, as in a demonstration: no secret is written down twice.
OWN_SERVER = "postgresql:"
_FROM = sql.SQL("SELECT {columns} FROM {view} WHERE {key} = %s LIMIT 2")


_pools: dict[str, ConnectionPool[psycopg.Connection[DictRow]]] = {}
_lock = threading.Lock()


def _pool(address: str) -> ConnectionPool[psycopg.Connection[DictRow]]:
    with _lock:
        if address not in _pools:
            _pools[address] = _opened(address)
        return _pools[address]


def _opened(address: str) -> ConnectionPool[psycopg.Connection[DictRow]]:
    server = make_conninfo(
        address,
        connect_timeout=int(CONNECT_SECONDS),
        application_name="clearway look-ups",
        options=f"-c statement_timeout={STATEMENT_MILLISECONDS} -c default_transaction_read_only=on",
    )
    return ConnectionPool(
        server,
        min_size=0,
        max_size=MOST_CONNECTIONS,
        timeout=CONNECT_SECONDS,
        reconnect_timeout=CONNECT_SECONDS,
        kwargs={"autocommit": True, "row_factory": dict_row},
        check=ConnectionPool.check_connection,
        open=True,
    )


def close() -> None:
    """Let go of every holder's server."""
    with _lock:
        while _pools:
            _pools.popitem()[1].close()


class SqlConnector:
    """A server with a view of each kind, at ``postgresql://…#schema``; ``postgresql:#schema`` is the hub's own."""

    def __init__(self, holder: str, address: str) -> None:
        """Speak to a holder's server; the part after # names the schema."""
        self.holder = holder
        server, schema = urldefrag(address)
        self.server = hot.conninfo() if server == OWN_SERVER else server
        self.schema = unquote(schema) or "public"

    def record(self, kind: InformationKind, key: str) -> Record | None:
        """The fields of a kind under a key; two records of one key are none."""
        asked = _FROM.format(
            columns=sql.SQL(", ").join(map(sql.Identifier, kind.fields)),
            view=sql.Identifier(self.schema, kind.code.lower().replace("-", "_")),
            key=sql.Identifier(kind.key),
        )
        rows = self._rows(asked, key)
        if len(rows) > 1:
            raise errors.AnswerUnreadable(holder=self.holder)
        return dict(rows[0]) if rows else None

    def _rows(self, asked: sql.Composed, key: str) -> list[DictRow]:
        try:
            with _pool(self.server).connection() as server:
                return server.execute(asked, [key]).fetchall()
        except (psycopg.errors.UndefinedColumn, psycopg.DataError):
            raise errors.AnswerUnreadable(holder=self.holder) from None
        except (psycopg.Error, PoolTimeout):
            raise errors.HolderAway(holder=self.holder) from None
