"""What holders offer who answer no calls: views in schemas of their own, and tables dropped into folders of theirs.

Everything is made once and kept under a mark; a country of another seed, or of another catalogue, is made again.
"""

import csv
import os
import threading
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from clearway.gateways.simulators.registers.people import MOST, Registers
from clearway.gateways.simulators.registers.shapes import Shape

#: So many subjects are written at once: a longer transaction would hold others back.
BATCH = 2000
#: A holder drops its tables again so often, as the law promises.
AGAIN_SECONDS = 3600.0
_COLUMNS = {"text": "text", "date": "date", "amount": "numeric", "number": "numeric", "flag": "boolean"}


def schema_of(holder: str) -> str:
    """The schema of a holder's views."""
    return f"holder_{holder.lower()}"


def _mark(registers: Registers, shapes: list[Shape]) -> str:
    return f"{registers.seed} {sha256(repr((shapes, MOST)).encode()).hexdigest()}"


def _batches(registers: Registers, shapes: list[Shape]) -> Iterator[tuple[Shape, list[dict[str, Any]]]]:
    """Every record of some kinds; what is about one subject follows from the same facts, and so is made together."""
    for about, of_kind in groupby(sorted(shapes, key=lambda one: one.about), key=lambda one: one.about):
        kinds = list(of_kind)
        for first in range(0, MOST[about], BATCH):
            places = range(first, min(first + BATCH, MOST[about]))
            found: dict[str, list[dict[str, Any]]] = {one.kind: [] for one in kinds}
            for place in places:
                for one in kinds:
                    record = registers.facts(one, place)
                    if record is not None:
                        found[one.kind].append(record)
            yield from ((one, found[one.kind]) for one in kinds)


class Views:
    """The holders with views, in a database."""

    def __init__(self, registers: Registers, database: str, stopping: threading.Event) -> None:
        """Offer what the registers know in a database; a stop is heeded between batches."""
        self.registers, self.database, self.stopping = registers, database, stopping
        self.shapes = [one for one in registers.shapes.values() if one.system == "sql"]

    def offer(self) -> None:
        """Make every holder's views, where they are not there already."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            for holder, of_holder in groupby(sorted(self.shapes, key=lambda one: one.holder), lambda one: one.holder):
                kinds = list(of_holder)
                if not self.stopping.is_set() and not self._is_made(connection, holder, kinds):
                    self._make(connection, holder, kinds)

    def _is_made(self, connection: psycopg.Connection[Any], holder: str, kinds: list[Shape]) -> bool:
        found = connection.execute(
            "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s", [schema_of(holder)]
        ).fetchone()
        return found is not None and found[0] == _mark(self.registers, kinds)

    def _make(self, connection: psycopg.Connection[Any], holder: str, kinds: list[Shape]) -> None:
        schema = sql.Identifier(schema_of(holder))
        connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(schema))
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(schema))
        for one in kinds:
            connection.execute(self._table(one))
        for one, records in _batches(self.registers, kinds):
            if self.stopping.is_set():
                return
            _copy(connection, one, records)
        for one in kinds:
            connection.execute(
                sql.SQL("CREATE VIEW {} AS SELECT * FROM {}").format(_name(one, ""), _name(one, "kept_"))
            )
        mark = sql.Literal(_mark(self.registers, kinds))
        connection.execute(sql.SQL("COMMENT ON SCHEMA {} IS {}").format(schema, mark))

    def _table(self, one: Shape) -> sql.Composed:
        columns = [
            sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(_COLUMNS[self.registers.types[name]]))
            for name in one.fields
        ]
        key = sql.SQL("PRIMARY KEY ({})").format(sql.Identifier(one.fields[0]))
        return sql.SQL("CREATE TABLE {} ({})").format(_name(one, "kept_"), sql.SQL(", ").join([*columns, key]))


def _name(one: Shape, before: str) -> sql.Identifier:
    return sql.Identifier(schema_of(one.holder), before + one.kind.lower().replace("-", "_"))


def _copy(connection: psycopg.Connection[Any], one: Shape, records: list[dict[str, Any]]) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, one.fields))
    with (
        connection.cursor() as cursor,
        cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(_name(one, "kept_"), columns)) as copy,
    ):
        for record in records:
            copy.write_row(list(record.values()))


class Drops:
    """The holders that drop tables, each into a folder of its own."""

    def __init__(self, registers: Registers, folder: Path, stopping: threading.Event) -> None:
        """Drop what the registers know below a folder; a stop is heeded between batches."""
        self.registers, self.folder, self.stopping = registers, folder, stopping
        self.shapes = [one for one in registers.shapes.values() if one.system == "file"]

    def offer(self) -> None:
        """Drop every table: made where it is not there, and else the same again."""
        mark, kept = _mark(self.registers, self.shapes), self.folder / "mark"
        if (
            kept.exists()
            and kept.read_text(encoding="utf-8") == mark
            and all(self._is_there(one) for one in self.shapes)
        ):
            for one in self.shapes:
                os.utime(self._path(one))
            return
        kept.unlink(missing_ok=True)
        if self._make():
            kept.write_text(mark, encoding="utf-8")

    def keep_fresh(self) -> None:
        """Drop again and again what has been made, until told to end."""
        while not self.stopping.wait(AGAIN_SECONDS):
            if (self.folder / "mark").exists():
                self.offer()

    def _path(self, one: Shape) -> Path:
        return self.folder / one.holder / f"{one.kind}.csv"

    def _is_there(self, one: Shape) -> bool:
        return self._path(one).exists()

    def _make(self) -> bool:
        """Each table grows beside its place and is moved there whole."""
        for one in self.shapes:
            self._path(one).parent.mkdir(parents=True, exist_ok=True)
            self._part(one).write_text(",".join(one.fields) + "\n", encoding="utf-8")
        for one, records in _batches(self.registers, self.shapes):
            if self.stopping.is_set():
                return False
            with self._part(one).open("a", encoding="utf-8", newline="") as table:
                csv.writer(table, lineterminator="\n").writerows(record.values() for record in records)
        for one in self.shapes:
            self._part(one).replace(self._path(one))
        return True

    def _part(self, one: Shape) -> Path:
        return self._path(one).with_suffix(".part")
