"""Every engine of full runs that is here, and a table of edges to ask them about."""

import itertools
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.db import connection

from clearway.core.watch import Query, Table, read_sources, render
from clearway.watch.backtest.cluster import cluster, home
from clearway.watch.backtest.duck import Duck
from clearway.watch.backtest.engine import Engine
from clearway.watch.backtest.spark import Spark, sail
from clearway.watch.rulebook.public import LawRow

TODAY = date(2026, 3, 1)
SOURCES = read_sources(
    {
        "sources": {
            "cells": {
                "system": "tests",
                "row": ["n"],
                "columns": {
                    "n": {"type": "BIGINT"},
                    "m": {"type": "BIGINT"},
                    "x": {"type": "DECIMAL(18,2)"},
                    "y": {"type": "DECIMAL(18,6)"},
                    "d": {"type": "DATE"},
                    "e": {"type": "DATE"},
                    "s": {"type": "VARCHAR"},
                    "t": {"type": "VARCHAR"},
                },
            }
        }
    }
)
CELLS = SOURCES.table("cells")
#: What engines disagree about: halves, signs, ends of months, Sundays, leap days, letters, signs of SQL.
_DAYS = "1900-01-01", "2024-01-31", "2024-02-29", "2023-02-28", "2026-03-01"
_OTHER_DAYS = "1899-12-31", "2024-03-31", "2026-02-28", "2025-12-29", "2100-12-31"
EDGES: Mapping[str, Sequence[Any]] = {
    "n": (None, 0, 1, -1, 7, 5, 10**6, -(10**6), 10**12),
    "m": (None, 0, 2, -3, 7, 10**12),
    "x": (None, *(Decimal(one).scaleb(-2) for one in (0, 5, -5, 15, 25, -25, 250, -250, 10**11))),
    "y": (None, *(Decimal(one).scaleb(-6) for one in (0, 5, -5, 15, -25, 5000, -5000, 1234567, 10**11))),
    "d": (None, *map(date.fromisoformat, _DAYS)),
    "e": (None, *map(date.fromisoformat, _OTHER_DAYS)),
    "s": (None, "", "a", "A", "b", "a%", "ä", "Z", "it's %s", "한", "a b", "_", "a\\b", "\\", "é", "e\u0301", "😀"),
    "t": (None, "", "a", "B", "b", "ä", "'", "한글", "\n", "%"),
}  # fmt: skip


def edges(many: int = 200) -> list[dict[str, Any]]:
    """Rows in which every edge stands, beside others by chance."""
    chance = Random(20261122)
    every = itertools.zip_longest(*EDGES.values())
    rows = [dict(zip(EDGES, row, strict=True)) for row in every]
    rows += [{name: chance.choice(values) for name, values in EDGES.items()} for _ in range(many - len(rows))]
    return rows


@contextmanager
def engine(name: str, law: Sequence[LawRow] = ()) -> Iterator[Engine]:
    """An engine by its name; a test that needs what this machine has not is skipped, and says so."""
    if name == "duckdb":
        with Duck(law) as duck:
            yield duck
        return
    if name == "spark" and home() is None:
        pytest.skip("Apache Spark is not here: it needs Java 17 and pip install 'clearway[spark]', or SPARK_HOME")
    pytest.importorskip("pysail" if name == "sail" else "pyspark")
    in_a_file()
    with sail() if name == "sail" else cluster() as address, Spark(law, address) as spark:
        yield spark


def in_a_file() -> None:
    """Give the main module of a worker of tests a file: without one, the client takes itself for a doctest."""
    main = sys.modules["__main__"]
    if not hasattr(main, "__file__"):
        main.__file__ = __file__


def on_postgres(query: Query, table: Table, rows: Sequence[Mapping[str, Any]], today: date) -> list[tuple[Any, ...]]:
    """What a query gives on PostgreSQL over one table of such rows."""
    columns = ", ".join(f'"{one.name}" {one.type}' for one in table.columns).replace("VARCHAR", 'VARCHAR COLLATE "C"')
    names = [one.name for one in table.columns]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE cells ({columns})")
        try:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO cells VALUES ({marks})", [[row[name] for name in names] for row in rows])
            cursor.execute(render(query, "postgres", lambda _: "cells"), {"today": today})
            return list(cursor.fetchall())
        finally:
            cursor.execute("DROP TABLE cells")
