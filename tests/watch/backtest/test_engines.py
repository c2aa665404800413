"""Every function and operator gives the same on DuckDB and on PostgreSQL, at the edges too."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from clearway.core.watch import check, read_sources, render
from clearway.watch.backtest.duck import Duck

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
VALUES = (
    "n + m", "n - m", "n * 3", "x + y", "x - 0.5", "x * y", "x * y * 0.045", "- x", "ROUND(x * y, 2)", "ROUND(y, 0)",
    "ROUND(x, -1)", "ratio(x, y, 4)", "ratio(n, m, 0)", "ratio(x, n, 2)", "GREATEST(x, y)", "LEAST(n, m)",
    "COALESCE(x, y, 0)", "CASE WHEN x > y THEN x WHEN n = 1 THEN m END", "CAST(y AS DECIMAL(18,2))",
    "CAST(ROUND(x, 0) AS BIGINT)", "days_between(d, e)", "add_days(d, 45)", "add_days(d, -400)", "add_months(d, 1)",
    "add_months(d, -13)", "year_of(d)", "month_of(d)", "iso_weekday(d)", "month_end(d)", "text(n)", "text(x)",
    "text(d)", "s || t", "s || text(n)", "CASE WHEN starts_with(s, 'a%') THEN 'yes' ELSE 'no' END",
    "CASE WHEN s < t THEN 'before' WHEN s = t THEN 'same' ELSE 'after' END", "GREATEST(s, t)", "GREATEST(d, e)",
    "CASE WHEN s IN ('a', 'ä', 'it''s %s') THEN 1 ELSE 0 END", "CASE WHEN x BETWEEN y AND 100 THEN 1 ELSE 0 END",
    "CASE WHEN NOT (n > m) THEN 1 ELSE 0 END", "CASE WHEN d < today() AND x IS NOT NULL THEN 1 ELSE 0 END",
)  # fmt: skip
TOTALS = "COUNT(*)", "COUNT(x)", "COUNT(DISTINCT s)", "SUM(n)", "SUM(x * y)", "MIN(s)", "MAX(s)", "MIN(d)", "MAX(y)"
TODAY = date(2026, 3, 1)

numbers = st.none() | st.integers(-(10**6), 10**6) | st.sampled_from([0, 1, -1, 10**12])
days = (
    st.none()
    | st.dates(date(1900, 1, 1), date(2100, 12, 31))
    | st.sampled_from([date(2024, 1, 31), date(2024, 2, 29)])
)
texts = st.none() | st.sampled_from(["", "a", "A", "b", "a%", "ä", "Z", "it's %s", "한", "a b", "_"])


def decimals(scale: int) -> st.SearchStrategy[Decimal | None]:
    """Decimals of a scale, halves among them."""
    small = st.integers(-(10**8), 10**8) | st.sampled_from([0, 5, -5, 15, 25, -25, 10**11])
    return st.none() | small.map(lambda units: Decimal(units).scaleb(-scale))


rows = st.lists(
    st.fixed_dictionaries(
        {"n": numbers, "m": numbers, "x": decimals(2), "y": decimals(6), "d": days, "e": days, "s": texts, "t": texts}
    ),
    min_size=1,
    max_size=8,
)


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def both(text: str, given_rows: list[dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """What a text gives over the rows on DuckDB and on PostgreSQL."""
    query, table = check(text, SOURCES), SOURCES.table("cells")
    with Duck(()) as duck:
        duck.take(table, given_rows)
        first = duck.rows(query, TODAY)
    columns = ", ".join(f'"{one.name}" {one.type}' for one in table.columns).replace("VARCHAR", 'VARCHAR COLLATE "C"')
    names = [one.name for one in table.columns]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE cells ({columns})")
        marks = ", ".join(["%s"] * len(names))
        cursor.executemany(
            f"INSERT INTO cells VALUES ({marks})", [[row[name] for name in names] for row in given_rows]
        )
        cursor.execute(render(query, "postgres", lambda _: "cells"), {"today": TODAY})
        second = cursor.fetchall()
        cursor.execute("DROP TABLE cells")
    return sorted(map(repr, first)), sorted(map(repr, second))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows)
def test_a_value_is_the_same_on_both(given_rows: list[dict[str, Any]]) -> None:
    text = "SELECT " + ", ".join(f"{value} AS v{number}" for number, value in enumerate(VALUES)) + " FROM cells"
    duckdb, postgres = both(text, given_rows)
    assert duckdb == postgres


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows)
def test_a_total_is_the_same_on_both(given_rows: list[dict[str, Any]]) -> None:
    totals = ", ".join(f"{value} AS v{number}" for number, value in enumerate(TOTALS))
    for grouped in ("", " GROUP BY t", " GROUP BY t HAVING COUNT(*) > 1"):
        duckdb, postgres = both(f"SELECT {totals} FROM cells{grouped}", given_rows)
        assert duckdb == postgres


def test_halves_are_rounded_away_from_zero_and_months_end_where_they_end() -> None:
    row: dict[str, Any] = dict.fromkeys("nmxydest")
    row |= {
        "n": 5,
        "m": 2,
        "x": Decimal("-2.50"),
        "y": Decimal("0.005"),
        "d": date(2024, 1, 31),
        "e": date(2024, 3, 1),
    }
    text = """SELECT ratio(n, m, 0) AS a, ROUND(x, 0) AS b, ROUND(y, 2) AS c, add_months(d, 1) AS d,
    month_end(e) AS e, days_between(d, e) AS f, ratio(n, 0, 2) AS g,
    ratio(-5, m, 0) AS h, ROUND(n, -1) AS i FROM cells"""
    duckdb, postgres = both(text, [row])
    assert duckdb == postgres
    expected = (Decimal(3), Decimal(-3), Decimal("0.01"), date(2024, 2, 29), date(2024, 3, 31), 30, None, Decimal(-3))
    assert duckdb == [repr((*expected, Decimal(10)))]
