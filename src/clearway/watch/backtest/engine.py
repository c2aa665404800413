"""What every engine of full runs can do, and the parts that are the same for all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol, Self

import pyarrow as pa

from clearway.core.watch import LAW, Found, LawRow, Query, SourceRefused, Sources, Table, Type, by_key, counted, found
from clearway.core.watch.sources import Cell

#: How a source is written where a query names it.
Place = Callable[[str], str]


class Engine(Protocol):
    """Holds the sources of one tenant and the numbers of law, and answers queries about them."""

    #: What it raises where it cannot answer.
    faults: tuple[type[Exception], ...]

    def take(self, table: Table, rows: Sequence[Mapping[str, Cell]]) -> None:
        """The rows of a source, in place of those it had."""

    def open(self, folder: Path, table: Table) -> None:
        """The rows of a source as they came, from a file of a folder: ``<source>.parquet`` or ``<source>.csv``."""

    def lay(self, folder: Path, sources: Sources, names: Iterable[str]) -> dict[str, SourceRefused]:
        """Sources of a folder, by linked keys; what cannot be opened, by name."""

    def rows(self, query: Query, today: date, place: Place | None = None) -> list[tuple[Any, ...]]:
        """What a query gives on a day."""

    def named(self, name: str) -> str:
        """A name as the engine writes it."""

    def close(self) -> None:
        """Let go of everything."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...


def cases(engine: Engine, query: Query, today: date, place: Place | None = None) -> dict[str, Found]:
    """Every case that a query finds, by key."""
    return by_key(found(tuple(query.columns), row) for row in engine.rows(query, today, place))


def of_law(rows: Iterable[LawRow]) -> list[dict[str, Cell]]:
    """The numbers of law as the law has them, for a run that is of no government."""
    names = [one.name for one in LAW.columns]
    return [dict(zip(names, row, strict=True)) for row in counted(rows)]


def arrow(table: Table, rows: Sequence[Mapping[str, Cell]]) -> pa.Table:
    """Rows of a source as a table of Arrow."""
    fields = [(one.name, arrow_type(one.type)) for one in table.columns]
    arrays = [pa.array([row.get(name) for row in rows], kind) for name, kind in fields]
    return pa.table(arrays, schema=pa.schema(fields))


def arrow_type(type_: Type) -> pa.DataType:
    """The Arrow type that holds every value of the type."""
    if type_.kind == "decimal":
        return pa.decimal128(type_.digits, type_.scale)
    return {"whole": pa.int64(), "text": pa.string(), "day": pa.date32()}[type_.kind]


def file_of(folder: Path, table: Table) -> Path:
    """The file that holds a source."""
    parquet, plain = _files(folder, table)
    if not is_there(folder, table):
        raise SourceRefused("WAT-067", found=f"no {table.name}", allowed=(parquet.name, plain.name))
    return parquet if parquet.exists() else plain


def is_there(folder: Path, table: Table) -> bool:
    """Whether a folder holds a source."""
    return any(path.exists() for path in _files(folder, table))


def _files(folder: Path, table: Table) -> tuple[Path, Path]:
    return folder / f"{table.name}.parquet", folder / f"{table.name}.csv"
