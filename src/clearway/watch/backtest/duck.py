"""Scenarios over whole tables, on DuckDB."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb

from clearway.core.watch import LAW, Found, LawRow, Query, Scenario, SourceRefused, Sources, Table, named, render
from clearway.core.watch.sources import Cell
from clearway.watch.backtest import engine, linked
from clearway.watch.backtest.engine import Place

#: The engine reads what it is given and nothing else: no network, no extension.
_ALONE: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


class Duck:
    """A DuckDB of our own, with the sources of one tenant and the numbers of law."""

    faults: tuple[type[Exception], ...] = (duckdb.Error,)

    def __init__(self, law: Iterable[LawRow], *, threads: int = 1) -> None:
        self.connection = duckdb.connect(":memory:", config={**_ALONE, "threads": threads})
        self.take(LAW, engine.of_law(law))

    def __enter__(self) -> "Duck":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of everything."""
        self.connection.close()

    def named(self, name: str) -> str:
        """A name as DuckDB writes it."""
        return named(name)

    def take(self, table: Table, rows: Sequence[Mapping[str, Cell]]) -> None:
        """The rows of a source, in place of those it had."""
        self.connection.register("given", engine.arrow(table, rows))
        self.connection.execute(f"CREATE OR REPLACE TABLE {named(table.name)} AS SELECT * FROM given")
        self.connection.unregister("given")

    def open(self, folder: Path, table: Table) -> None:
        """The rows of a source from a file of a folder, as ``<source>.parquet`` or ``<source>.csv``."""
        path = engine.file_of(folder, table)
        columns = ", ".join(f"CAST({named(one.name)} AS {one.type}) AS {named(one.name)}" for one in table.columns)
        reading = f"read_parquet({_quoted(path)})" if path.suffix == ".parquet" else _csv(path)
        try:
            self.connection.execute(f"CREATE OR REPLACE VIEW {named(table.name)} AS SELECT {columns} FROM {reading}")
        except duckdb.Error as error:
            raise SourceRefused("WAT-067", found=f"{table.name}: {str(error).splitlines()[0][:200]}") from None

    def open_all(self, folder: Path, sources: Sources, names: Iterable[str]) -> dict[str, SourceRefused]:
        """Sources of a folder as they came, with what their links rest on, where that is there; what is refused."""
        wanted = frozenset(names)
        refused: dict[str, SourceRefused] = {}
        for name in sorted(wanted):
            try:
                self.open(folder, sources.table(name))
            except SourceRefused as error:
                refused[name] = error
        for name in sorted(linked.needed(sources, wanted) - wanted):
            if engine.is_there(folder, sources.table(name)):
                self.open(folder, sources.table(name))
        return refused

    def lay(self, folder: Path, sources: Sources, names: Iterable[str]) -> dict[str, SourceRefused]:
        """Sources of a folder, by linked keys; what cannot be opened, by name."""
        refused = self.open_all(folder, sources, names)
        self.link(sources, set(names) - refused.keys())
        return refused

    def link(self, sources: Sources, names: Iterable[str]) -> frozenset[str]:
        """Sources that are here go by linked keys; those in which any key is another than it came."""
        return linked.link_all(self.connection, sources, sorted(names))

    def moved(self, source: str, column: str, row: str) -> dict[str, str | None]:
        """The keys of a column that are others than they came, by a column that tells rows apart."""
        return linked.moved(self.connection, source, column, row)

    def write(self, name: str, path: Path) -> None:
        """What a source holds, as a file of Parquet."""
        self.connection.execute(f"COPY {named(name)} TO {_quoted(path)} (FORMAT parquet)")

    def found(self, scenario: Scenario, today: date, place: Place | None = None) -> dict[str, Found]:
        """Every case that a scenario finds, by key."""
        return engine.cases(self, scenario.query, today, place)

    def rows(self, query: Query, today: date, place: Place | None = None) -> list[tuple[Any, ...]]:
        """What a query gives on a day."""
        given = {"today": today.isoformat()} if query.asks_today else None
        return self.connection.execute(render(query, "duckdb", place or named), given).fetchall()


def _csv(path: Path) -> str:
    return f"read_csv({_quoted(path)}, header = true, all_varchar = true, nullstr = '', allow_quoted_nulls = true)"


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
