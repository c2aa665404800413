"""What the counts say, for a period and some offices, as plain values."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.db import connection

#: Steps of a release in the order of the way; control and payment run side by side.
STEPS: Final = ("decision", "control", "payment", "release", "whole")


class Asked(NamedTuple):
    """A period, both days inclusive, and the offices asked about; all of them where none is named."""

    first: date
    last: date
    offices: tuple[str, ...] | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of the period."""
        return tuple(self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))


class Declared(NamedTuple):
    """Declarations of a period: by day and lane, and by each of the other words."""

    total: int
    by_day: dict[tuple[date, str], int]
    by_lane: dict[str, int]
    by_office: dict[str, int]
    by_regime: dict[str, int]
    by_outcome: dict[str, int]


class HitRate(NamedTuple):
    """Controls of a lane, or for a class of reasons, and how many of them found something."""

    lane: str
    reason: str
    controls: int
    found: int

    @property
    def percent(self) -> Decimal:
        """So many of a hundred controls found something."""
        return (Decimal(self.found) * 100 / self.controls).quantize(Decimal("0.1"))


class Owed(NamedTuple):
    """What fell due on a day of a tax type; ``day`` is empty in sums of a period."""

    day: date | None
    tax: str
    currency: str
    amount: Decimal


class Took(NamedTuple):
    """How long a step took: half of the files no longer than the median, nine of ten no longer than the other.

    ``of`` is an office, a day, or empty for all; times are in seconds.
    """

    of: Any
    step: str
    files: int
    median: float
    ninetieth: float


_WHERE: Final = (
    "day BETWEEN %(first)s AND %(last)s AND (%(offices)s::text[] IS NULL OR office = ANY (%(offices)s::text[]))"
)


def declared(asked: Asked) -> Declared:
    """How many declarations were lodged, by day, lane, office, regime and outcome."""
    rows = _rows(
        "SELECT day, lane, office, regime, outcome, sum(number)::bigint FROM statistics_count"
        f" WHERE {_WHERE} GROUP BY GROUPING SETS ((day, lane), (lane), (office), (regime), (outcome))",
        asked,
    )
    result = Declared(0, {}, {}, {}, {}, {})
    for day, lane, office, regime, outcome, number in rows:
        if day is not None:
            result.by_day[day, lane] = number
        for word, counts in (
            (lane if day is None else None, result.by_lane), (office, result.by_office),
            (regime, result.by_regime), (outcome, result.by_outcome),
        ):  # fmt: skip
            if word is not None:
                counts[word] = number
    return result._replace(total=sum(result.by_lane.values()))


def hit_rates(asked: Asked) -> tuple[HitRate, ...]:
    """How often controls find something, per lane and per class of reasons; the most controlled first."""
    rows = _rows(
        "SELECT lane, reason, sum(controls)::bigint, sum(found)::bigint FROM statistics_hit"
        f" WHERE {_WHERE} GROUP BY lane, reason ORDER BY reason = '' DESC, 3 DESC, lane, reason",
        asked,
    )
    return tuple(HitRate(*row) for row in rows)


def revenue(asked: Asked) -> tuple[Owed, ...]:
    """What fell due, by day and tax type, and over the whole period."""
    rows = _rows(
        "SELECT day, tax, currency, sum(amount) FROM statistics_revenue"
        f" WHERE {_WHERE} GROUP BY GROUPING SETS ((day, tax, currency), (tax, currency))"
        " ORDER BY 1 NULLS FIRST, 4 DESC",
        asked,
    )
    return tuple(Owed(*row) for row in rows)


#: What release times may be asked by.
_BY: Final = {
    "all": "''", "office": "office", "day": "day", "month and office": "to_char(day, 'YYYY-MM ') || office",
}  # fmt: skip


def release_times(asked: Asked, *, by: str = "all") -> tuple[Took, ...]:
    """How long each step took for files released in the period; by office, by day, or all together."""
    rows = _rows(
        f"""
        WITH classes AS (
            SELECT {_BY[by]} AS one, step, bucket, sum(number) AS number FROM statistics_duration
            WHERE {_WHERE} GROUP BY 1, 2, 3
        ), upto AS (
            SELECT *, sum(number) OVER (PARTITION BY one, step ORDER BY bucket) AS below,
                   sum(number) OVER (PARTITION BY one, step) AS total FROM classes
        )
        SELECT one, step, max(total)::bigint, min(bucket) FILTER (WHERE below >= 0.5 * total),
               min(bucket) FILTER (WHERE below >= 0.9 * total)
        FROM upto GROUP BY one, step ORDER BY one, array_position(%(steps)s::text[], step)
        """,
        asked,
    )
    return tuple(Took(one, step, files, _seconds(half), _seconds(most)) for one, step, files, half, most in rows)


def cells(asked: Asked) -> Sequence[tuple[Any, ...]]:
    """The counts themselves, as they are kept."""
    return _rows(
        f"SELECT day, office, regime, lane, outcome, number FROM statistics_count WHERE {_WHERE}"
        " ORDER BY day, office, regime, lane, outcome",
        asked,
    )


def _seconds(bucket: int) -> float:
    """The middle of a class of times; the lowest begins at nothing."""
    return 1.1 ** (bucket + 0.5) if bucket else 0.5


def _rows(statement: str, asked: Asked) -> Sequence[tuple[Any, ...]]:
    told = {
        "first": asked.first, "last": asked.last, "steps": list(STEPS),
        "offices": None if asked.offices is None else list(asked.offices),
    }  # fmt: skip
    used = {name: value for name, value in told.items() if f"%({name})s" in statement}
    with connection.cursor() as store:
        store.execute(statement, used)
        return store.fetchall()
