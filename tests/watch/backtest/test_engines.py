"""Every function and operator gives the same on DuckDB, PostgreSQL, Sail and Apache Spark, at the edges too."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from clearway.core.watch import check
from clearway.watch.backtest.duck import Duck
from tests.watch.backtest.engines import CELLS, SOURCES, TODAY, edges, engine, on_postgres

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
#: Ways of putting queries together; each asks the same table under several names.
SHAPES = (
    "SELECT a.s, b.t FROM cells a JOIN cells b ON b.s = a.t AND b.n >= a.n",
    "SELECT a.s, b.t FROM cells a LEFT JOIN cells b ON b.s = a.t AND b.n = 7",
    "SELECT a.s, a.n FROM cells a WHERE EXISTS (SELECT b.n FROM cells b WHERE b.s = a.s AND b.n > a.n)",
    "SELECT a.s, a.n FROM cells a WHERE NOT EXISTS (SELECT b.n FROM cells b WHERE b.s = a.t AND b.d < a.d)",
    "SELECT a.s, a.n FROM cells a WHERE a.n = 7 OR EXISTS (SELECT b.n FROM cells b WHERE b.s = a.s AND b.m = 2)",
    "SELECT a.s, a.n FROM cells a WHERE a.x > (SELECT MAX(b.x) FROM cells b WHERE b.s = a.s AND b.t = 'a')",
    "SELECT a.s, (SELECT SUM(b.x) FROM cells b WHERE b.t = a.s) AS total FROM cells a",
    "SELECT a.s, COALESCE((SELECT COUNT(*) FROM cells b WHERE b.t = a.s), 0) AS many FROM cells a",
    "SELECT DISTINCT s, t FROM cells",
    "SELECT s AS k, x AS v FROM cells UNION ALL SELECT t, y FROM cells UNION ALL SELECT t, n FROM cells",
    """WITH sums AS (SELECT s AS k, SUM(x) AS total FROM cells GROUP BY s),
    most AS (SELECT k FROM sums WHERE total > 1)
    SELECT c.k, b.n FROM most c JOIN cells b ON b.s = c.k""",
    "SELECT q.k, q.v FROM (SELECT s AS k, MIN(x * y) AS v FROM cells GROUP BY s HAVING COUNT(DISTINCT t) > 1) AS q",
    "SELECT q.k, SUM(q.v) AS v FROM (SELECT year_of(d) AS k, ratio(x, m, 2) AS v FROM cells) AS q GROUP BY q.k",
    "SELECT MAX(d) AS last, MIN(s) AS first FROM cells WHERE n IS NULL",
    "SELECT COUNT(*) AS many, SUM(x) AS total FROM cells WHERE n = -4711",
)

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
    query = check(text, SOURCES)
    with Duck(()) as duck:
        duck.take(CELLS, given_rows)
        first = duck.rows(query, TODAY)
    second = on_postgres(query, CELLS, given_rows, TODAY)
    return sorted(map(repr, first)), sorted(map(repr, second))


@pytest.mark.parametrize("name", ["postgres", "sail", "spark"])
def test_every_construct_is_the_same_on_every_engine(name: str) -> None:
    """All values at once, all totals at once, and each way of putting queries together, over rows full of edges."""
    rows = edges()
    values = "SELECT " + ", ".join(f"{value} AS v{number}" for number, value in enumerate(VALUES)) + " FROM cells"
    totals = ", ".join(f"{value} AS v{number}" for number, value in enumerate(TOTALS))
    texts = [values, *(f"SELECT {totals} FROM cells{by}" for by in ("", " GROUP BY t HAVING COUNT(*) > 1")), *SHAPES]
    queries = [check(text, SOURCES) for text in texts]
    with Duck(()) as duck:
        duck.take(CELLS, rows)
        expected = [duck.rows(query, TODAY) for query in queries]
    if name == "postgres":
        got = [on_postgres(query, CELLS, rows, TODAY) for query in queries]
    else:
        with engine(name) as asked:
            asked.take(CELLS, rows)
            got = [asked.rows(query, TODAY) for query in queries]
    assert len(expected[0]) == len(rows)
    for text, one, other in zip(texts, expected, got, strict=True):
        assert sorted(map(repr, one)) == sorted(map(repr, other)), text


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
