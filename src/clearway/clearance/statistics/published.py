"""What is counted for everybody: by month, and nothing that few declarations make."""

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection

from clearway.clearance.statistics.queries import Asked, release_times

_MONTH: Final = "to_char(day, 'YYYY-MM')"

_COUNTS: Final = f"""
SELECT {_MONTH}, office, regime, outcome, sum(number)::bigint FROM statistics_count
WHERE day BETWEEN %s AND %s GROUP BY 1, 2, 3, 4 HAVING sum(number) >= %s ORDER BY 1, 2, 3, 4
"""
_LANES: Final = f"""
SELECT month, lane, round(number * 100 / total)::int FROM (
    SELECT {_MONTH} AS month, lane, sum(number) AS number, sum(sum(number)) OVER (PARTITION BY {_MONTH}) AS total
    FROM statistics_count WHERE day BETWEEN %s AND %s AND lane <> '' GROUP BY 1, 2
) AS shares WHERE total >= %s ORDER BY 1, 2
"""
_REVENUE: Final = f"""
SELECT {_MONTH}, tax, currency, sum(amount) FROM statistics_revenue
WHERE day BETWEEN %s AND %s GROUP BY 1, 2, 3 HAVING sum(postings) >= %s ORDER BY 1, 2, 3
"""


def counts(asked: Asked, *, fewest: int) -> Sequence[tuple[Any, ...]]:
    """Declarations by month, office, regime and outcome."""
    return _rows(_COUNTS, asked, fewest)


def lanes(asked: Asked, *, fewest: int) -> Sequence[tuple[Any, ...]]:
    """Each lane's share of a month's declarations, in whole percents."""
    return _rows(_LANES, asked, fewest)


def revenue(asked: Asked, *, fewest: int) -> Sequence[tuple[Any, ...]]:
    """What fell due, by month and tax type."""
    return _rows(_REVENUE, asked, fewest)


def times(asked: Asked, *, fewest: int) -> Sequence[tuple[Any, ...]]:
    """How long each step took, by month and office."""
    return [
        (one.of[:7], one.of[8:], one.step, round(one.median / 60, 1), round(one.ninetieth / 60, 1))
        for one in release_times(asked, by="month and office")
        if one.files >= fewest
    ]


def _rows(statement: str, asked: Asked, fewest: int) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as store:
        store.execute(statement, [asked.first, asked.last, fewest])
        return store.fetchall()
