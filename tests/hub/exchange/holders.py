"""A holder of the same two records, reached in each way, who can be put in a mood."""

import csv
import os
import threading
import time
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import psycopg
from django.conf import settings
from psycopg import sql

from clearway.core.law.information import InformationKind
from clearway.core.share import Record
from clearway.gateways.simulators.registers.people import Registers
from clearway.gateways.simulators.registers.serving import server
from clearway.hub.exchange import errors
from clearway.hub.exchange.connectors import Connector
from clearway.hub.exchange.dropped import FileConnector
from clearway.hub.exchange.rest import RestConnector
from clearway.hub.exchange.views import SqlConnector

HOLDER = "DL800101"
REGISTERS = Registers(1)


class Holder(Protocol):
    """Somebody who holds the records of a kind, with the way to them."""

    connector: Connector

    def feel(self, mood: str) -> None:
        """Be well, slow, away or wrong."""
        ...


class InMemory:
    """A holder who is no system at all: what the others are compared with."""

    def __init__(self, kind: InformationKind, keys: list[str]) -> None:
        self.connector, self.mood = self, "well"
        self.records = {key: REGISTERS.record(kind.code, key) for key in keys}

    def feel(self, mood: str) -> None:
        self.mood = mood

    def record(self, kind: InformationKind, key: str) -> Record | None:
        if self.mood in ("slow", "away"):
            raise errors.HolderAway(holder=HOLDER)
        if self.mood == "wrong":
            raise errors.AnswerUnreadable(holder=HOLDER)
        found = self.records.get(key)
        return {name: found[name] for name in kind.fields} if found is not None else None


class OverHttp:
    """The simulated registers' own server."""

    def __init__(self) -> None:
        self.server: ThreadingHTTPServer = server(REGISTERS, 0)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        self.connector = RestConnector(HOLDER, f"http://127.0.0.1:{self.server.server_port}/{HOLDER}")

    def feel(self, mood: str) -> None:
        self.server.RequestHandlerClass.moods[HOLDER] = mood  # type: ignore[attr-defined] # the simulator's.

    def close(self) -> None:
        self.server.RequestHandlerClass.stopping.set()  # type: ignore[attr-defined] # the simulator's.
        self.server.shutdown()
        self.server.server_close()


class InViews:
    """A schema of the tests' own server, with a view."""

    SCHEMA = "holder of tests"

    def __init__(self, kind: InformationKind, keys: list[str]) -> None:
        self.kind, self.keys = kind, keys
        self.connector = SqlConnector(HOLDER, f"{database()}#{quote(self.SCHEMA)}")
        self.feel("well")

    def feel(self, mood: str) -> None:
        columns = [name for name in self.kind.fields if not (mood == "wrong" and name == "address")]
        self._run("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}")
        if mood == "away":
            return
        self._run("CREATE TABLE {schema}.kept ({columns})", columns=_list(columns, " text"))
        for key in self.keys:
            record: dict[str, Any] = REGISTERS.record(self.kind.code, key) or {}
            self._run("INSERT INTO {schema}.kept VALUES ({columns})", columns=_values(record, columns))
        slowly = "WHERE (SELECT true FROM pg_sleep(10))" if mood == "slow" else ""
        self._run(f"CREATE VIEW {{schema}}.res_001 AS SELECT * FROM {{schema}}.kept {slowly}")

    def close(self) -> None:
        self._run("DROP SCHEMA {schema} CASCADE")

    def _run(self, text: str, **parts: sql.Composable) -> None:
        with psycopg.connect(database(), autocommit=True) as connection:
            connection.execute(sql.SQL(text).format(schema=sql.Identifier(self.SCHEMA), **parts))


class InFiles:
    """A folder with a table; a holder is slow who has dropped nothing for too long."""

    def __init__(self, folder: Path, kind: InformationKind, keys: list[str]) -> None:
        self.folder, self.kind, self.keys = folder, kind, keys
        self.connector = FileConnector(HOLDER, folder.as_uri())
        self.feel("well")

    @property
    def path(self) -> Path:
        return self.folder / f"{self.kind.code}.csv"

    def feel(self, mood: str) -> None:
        self.path.unlink(missing_ok=True)
        if mood == "away":
            return
        self.drop(self.keys)
        if mood == "wrong":
            self.path.write_bytes(self.path.read_bytes().replace(b",", b"\xff\n"))
        if mood == "slow":
            old = time.time() - (self.kind.fresh_within + 1) * 3600
            os.utime(self.path, (old, old))

    def drop(self, keys: list[str]) -> None:
        """Drop another table in the place of the one before, at once."""
        beside = self.path.with_suffix(".part")
        with beside.open("w", encoding="utf-8", newline="") as written:
            table = csv.DictWriter(written, list(self.kind.fields))
            table.writeheader()
            table.writerows(REGISTERS.record(self.kind.code, key) or {} for key in keys)
        beside.replace(self.path)


def database() -> str:
    """The tests' database as an address."""
    one = settings.DATABASES["default"]
    user = quote(str(one["USER"] or ""), safe="")
    secret = f":{quote(str(one['PASSWORD']), safe='')}" if one["PASSWORD"] else ""
    host = quote(str(one["HOST"]), safe="")
    return f"postgresql://{user}{secret}@/{one['NAME']}?host={host}&port={one['PORT'] or 5432}"


def _list(columns: list[str], after: str) -> sql.Composable:
    return sql.SQL(", ").join(sql.Identifier(one) + sql.SQL(after) for one in columns)


def _values(record: dict[str, Any], columns: list[str]) -> sql.Composable:
    return sql.SQL(", ").join(sql.Literal(record[one]) for one in columns)
