"""Scenarios over whole tables, on DuckDB."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import duckdb
import pyarrow as pa

from clearway.core.watch import (
    LAW,
    Found,
    Query,
    Scenario,
    SourceRefused,
    Sources,
    Table,
    Type,
    by_key,
    found,
    named,
    render,
)
from clearway.core.watch.sources import Cell
from clearway.watch.rulebook.public import LawRow

#: The engine reads what it is given and nothing else: no network, no extension.
_ALONE: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


class Duck:
    """A DuckDB of our own, with the sources of one tenant and the numbers of law."""

    def __init__(self, law: Iterable[LawRow], *, threads: int = 1) -> None:
        self.connection = duckdb.connect(":memory:", config={**_ALONE, "threads": threads})
        self.take(LAW, [dict(zip(("code", "since", "until", "amount"), row, strict=True)) for row in law])

    def __enter__(self) -> "Duck":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def take(self, table: Table, rows: Sequence[Mapping[str, Cell]]) -> None:
        """The rows of a source, in place of those it had."""
        fields = [(one.name, arrow_type(one.type)) for one in table.columns]
        arrays = [pa.array([row.get(name) for row in rows], kind) for name, kind in fields]
        self.connection.register("given", pa.table(arrays, schema=pa.schema(fields)))
        self.connection.execute(f"CREATE OR REPLACE TABLE {named(table.name)} AS SELECT * FROM given")
        self.connection.unregister("given")

    def open(self, folder: Path, table: Table) -> None:
        """The rows of a source from a file of a folder, as ``<source>.parquet`` or ``<source>.csv``."""
        parquet, plain = folder / f"{table.name}.parquet", folder / f"{table.name}.csv"
        if not parquet.exists() and not plain.exists():
            raise SourceRefused("WAT-067", found=f"no {table.name}", allowed=(parquet.name, plain.name))
        columns = ", ".join(f"CAST({named(one.name)} AS {one.type}) AS {named(one.name)}" for one in table.columns)
        reading = f"read_parquet({_quoted(parquet)})" if parquet.exists() else _csv(plain)
        try:
            self.connection.execute(f"CREATE OR REPLACE VIEW {named(table.name)} AS SELECT {columns} FROM {reading}")
        except duckdb.Error as error:
            raise SourceRefused("WAT-067", found=f"{table.name}: {str(error).splitlines()[0][:200]}") from None

    def found(self, scenario: Scenario, today: date, place: Any = named) -> dict[str, Found]:
        """Every case that a scenario finds, by key."""
        rows = self.rows(scenario.query, today, place)
        return by_key(found(tuple(scenario.query.columns), row) for row in rows)

    def rows(self, query: Query, today: date, place: Any = named) -> list[tuple[Any, ...]]:
        """What a query gives on a day."""
        given = {"today": today.isoformat()} if query.asks_today else None
        return self.connection.execute(render(query, "duckdb", place), given).fetchall()


def arrow_type(type_: Type) -> pa.DataType:
    """The Arrow type that holds every value of the type."""
    if type_.kind == "decimal":
        return pa.decimal128(type_.digits, type_.scale)
    return {"whole": pa.int64(), "text": pa.string(), "day": pa.date32()}[type_.kind]


def open_folder(duck: Duck, folder: Path, sources: Sources, wanted: Iterable[str]) -> dict[str, SourceRefused]:
    """The sources of a folder; what cannot be opened, by name."""
    refused = {}
    for name in sorted(wanted):
        try:
            duck.open(folder, sources.table(name))
        except SourceRefused as error:
            refused[name] = error
    return refused


def _csv(path: Path) -> str:
    return f"read_csv({_quoted(path)}, header = true, all_varchar = true, nullstr = '', allow_quoted_nulls = true)"


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
