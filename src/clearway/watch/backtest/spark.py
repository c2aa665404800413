"""Scenarios over whole tables on engines of Spark's protocol: Sail in this process, or a cluster of Spark."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

from clearway.core.watch import LAW, Found, LawRow, Query, Scenario, SourceRefused, Sources, Table, named, render
from clearway.core.watch.sources import Cell
from clearway.watch.backtest import engine
from clearway.watch.backtest.duck import Duck
from clearway.watch.backtest.engine import Place

_SETTINGS: Final = {
    # What is too large for a decimal is an error, as everywhere; no digit is cut to make room for it.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
}


class Spark:
    """A session with a server of Spark's protocol, with the sources of one tenant and the numbers of law.

    Files are read by the server where they lie: a cluster has to see the same folders as we do.
    """

    def __init__(self, law: Iterable[LawRow], address: str) -> None:
        sessions = installed("pyspark.sql.connect.session", "pyspark-client")
        faults = installed("pyspark.errors", "pyspark-client")
        self.faults: tuple[type[Exception], ...] = (faults.PySparkException,)
        self._folder = tempfile.TemporaryDirectory(prefix="clearway-spark-")
        self._given = 0
        self._session = sessions.SparkSession.builder.remote(address).create()
        for name, value in _SETTINGS.items():
            self._session.conf.set(name, value)
        self.take(LAW, engine.of_law(law))

    def __enter__(self) -> "Spark":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of everything."""
        self._session.stop()
        self._folder.cleanup()

    def named(self, name: str) -> str:
        """A name as Spark writes it."""
        return named(name, "spark")

    def take(self, table: Table, rows: Sequence[Mapping[str, Cell]]) -> None:
        """The rows of a source, in place of those it had."""
        path = self._next(table)
        pq.write_table(engine.arrow(table, rows), path)
        self._look_at(path, table)

    def open(self, folder: Path, table: Table) -> None:
        """The rows of a source from a file of a folder, as ``<source>.parquet`` or ``<source>.csv``."""
        path = engine.file_of(folder, table)
        if path.suffix != ".parquet":
            # A file of texts is read in one way for all engines.
            with Duck(()) as duck:
                duck.open(folder, table)
                self._copy(duck, table)
            return
        try:
            self._look_at(path, table)
        except self.faults as error:
            raise _unfit(table, error) from None

    def lay(self, folder: Path, sources: Sources, names: Iterable[str]) -> dict[str, SourceRefused]:
        """Sources of a folder, by linked keys; what cannot be opened, by name.

        Only where a key is another than it came is a source written anew.
        """
        with Duck((), threads=2) as duck:
            refused = duck.open_all(folder, sources, names)
            wanted = set(names) - refused.keys()
            anew = duck.link(sources, wanted)
            for name in sorted(wanted):
                try:
                    if name in anew:
                        self._copy(duck, sources.table(name))
                    else:
                        self.open(folder, sources.table(name))
                except SourceRefused as error:
                    refused[name] = error
        return refused

    def found(self, scenario: Scenario, today: date, place: Place | None = None) -> dict[str, Found]:
        """Every case that a scenario finds, by key."""
        return engine.cases(self, scenario.query, today, place)

    def rows(self, query: Query, today: date, place: Place | None = None) -> list[tuple[Any, ...]]:
        """What a query gives on a day."""
        given = {"today": today.isoformat()} if query.asks_today else None
        came = self._session.sql(render(query, "spark", place or self.named), args=given).toArrow()
        return list(zip(*(column.to_pylist() for column in came.columns), strict=True))

    def _copy(self, duck: Duck, table: Table) -> None:
        """A source as another engine holds it."""
        path = self._next(table)
        try:
            duck.write(table.name, path)
            self._look_at(path, table)
        except (*duck.faults, *self.faults) as error:
            raise _unfit(table, error) from None

    def _look_at(self, path: Path, table: Table) -> None:
        columns = [
            f"CAST({self.named(one.name)} AS {_type(one.type)}) AS {self.named(one.name)}" for one in table.columns
        ]
        read = self._session.read.parquet(str(path.resolve())).selectExpr(*columns)
        read.createOrReplaceTempView(table.name)

    def _next(self, table: Table) -> Path:
        self._given += 1
        return Path(self._folder.name) / f"{table.name}-{self._given}.parquet"


@contextmanager
def sail() -> Iterator[str]:
    """Sail listens in this process, on the loopback; gives its address."""
    os.environ.setdefault("RUST_LOG", "error")
    server = installed("pysail.spark", "pysail").SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    host, port = server.listening_address
    try:
        yield f"sc://{host}:{port}"
    finally:
        server.stop()


def installed(module: str, package: str) -> Any:
    """A module of an engine that not every house has."""
    try:
        return import_module(module)
    except ImportError:
        raise SourceRefused("WAT-068", found=package, allowed=(f"pip install {package}",)) from None


def _type(type_: Any) -> str:
    return "STRING" if type_.kind == "text" else str(type_)


def _unfit(table: Table, error: Exception) -> SourceRefused:
    return SourceRefused("WAT-067", found=f"{table.name}: {str(error).splitlines()[0][:200]}")
