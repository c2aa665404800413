"""How findings fared, counted by scenario, by government and by month; of persons nothing is counted."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, Final

import msgspec
from django.db import connection

_FARED: Final = """
SELECT GROUPING(f.scenario), f.scenario, f.tenant, count(*),
    count(*) FILTER (WHERE f.state = 'settled'),
    count(*) FILTER (WHERE f.state = 'open' AND c.state <> 'excluded'),
    count(*) FILTER (WHERE f.state = 'open' AND c.state = 'excluded'),
    COALESCE(sum(f.money), 0),
    COALESCE(sum(f.money) FILTER (WHERE f.state = 'settled'), 0),
    COALESCE(sum(f.money) FILTER (WHERE f.state = 'open' AND c.state <> 'excluded'), 0),
    percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY EXTRACT(EPOCH FROM f.settled_at - f.told_at) / 86400)
        FILTER (WHERE f.state = 'settled')
FROM watch_findings_finding AS f LEFT JOIN watch_cases_case AS c ON c.finding_id = f.number
WHERE f.told_at IS NOT NULL AND f.tenant = ANY(%(tenants)s)
GROUP BY GROUPING SETS ((f.scenario), (f.tenant)) ORDER BY 1, 2, 3
"""
_MONTHS: Final = """
SELECT to_char(m.at, 'YYYY-MM'), count(*) FILTER (WHERE m.told), count(*) FILTER (WHERE NOT m.told)
FROM (SELECT told_at AS at, TRUE AS told FROM watch_findings_finding
      WHERE told_at >= %(since)s AND tenant = ANY(%(tenants)s)
      UNION ALL
      SELECT settled_at, FALSE FROM watch_findings_finding
      WHERE settled_at >= %(since)s AND told_at IS NOT NULL AND tenant = ANY(%(tenants)s)) AS m
GROUP BY 1 ORDER BY 1
"""
_YEARS: Final = """
SELECT EXTRACT(YEAR FROM f.told_at)::int, f.scenario, count(*), count(*) FILTER (WHERE f.state = 'settled'),
    COALESCE(sum(f.money), 0), COALESCE(sum(f.money) FILTER (WHERE f.state = 'settled'), 0)
FROM watch_findings_finding AS f
WHERE f.told_at IS NOT NULL AND f.tenant = ANY(%(tenants)s)
GROUP BY 1, 2 ORDER BY 1 DESC, 2
"""
_WORTH: Final = """
SELECT y.year, sum(y.settled), sum(y.money), sum(y.looks), sum(y.excepted) FROM (
    SELECT EXTRACT(YEAR FROM settled_at)::int AS year, 1 AS settled, COALESCE(money, 0) AS money, 0 AS looks,
        0 AS excepted
    FROM watch_findings_finding
    WHERE state = 'settled' AND told_at IS NOT NULL AND tenant = ANY(%(tenants)s)
    UNION ALL
    SELECT EXTRACT(YEAR FROM s.at)::int, 0, 0, 1, CASE WHEN s.kind = 'excluded' THEN 1 ELSE 0 END
    FROM watch_cases_step AS s JOIN watch_cases_case AS c ON c.finding_id = s.case_id
    WHERE s.kind IN ('checked', 'acted', 'excluded') AND c.tenant = ANY(%(tenants)s)) AS y
GROUP BY 1 ORDER BY 1 DESC
"""
_STEPS: Final = """
SELECT c.scenario, s.kind, count(*) FROM watch_cases_step AS s
JOIN watch_cases_case AS c ON c.finding_id = s.case_id
WHERE c.tenant = ANY(%(tenants)s) AND s.kind IN ('checked', 'acted', 'excluded') GROUP BY 1, 2
"""


class Fared(msgspec.Struct, frozen=True):
    """How the findings of a scenario, or of a government, fared; days are from telling to settling."""

    name: str
    told: int
    settled: int
    open: int
    excepted: int
    assessed: Decimal
    collected: Decimal
    waiting: Decimal
    median: float | None
    ninetieth: float | None

    @property
    def share(self) -> Decimal | None:
        """Which part of what is over was settled by the records; nothing where nothing is over yet."""
        over = self.settled + self.excepted
        return Decimal(self.settled) / over if over else None

    @property
    def expected(self) -> Decimal:
        """The money that waits, times the part that was settled until now; all of it where nothing is known."""
        part = self.share if self.share is not None else Decimal(1)
        return (self.waiting * part).quantize(Decimal("0.01"))


class Year(msgspec.Struct, frozen=True):
    """What a scenario told in a year, and what of it is settled."""

    year: int
    scenario: str
    told: int
    settled: int
    assessed: Decimal
    collected: Decimal


class Worth(msgspec.Struct, frozen=True):
    """What a year brought, and how often officials looked."""

    year: int
    settled: int
    collected: Decimal
    looks: int
    excepted: int


def fared(tenants: Collection[str]) -> tuple[tuple[Fared, ...], tuple[Fared, ...]]:
    """How findings fared, by scenario and by government."""
    rows = _asked(_FARED, tenants)
    return tuple(_fared(row[1], row) for row in rows if not row[0]), tuple(
        _fared(row[2], row) for row in rows if row[0]
    )


def months(tenants: Collection[str], since: date) -> tuple[tuple[str, int, int], ...]:
    """How many were told and how many settled, by month."""
    return tuple(_asked(_MONTHS, tenants, since=since))


def years(tenants: Collection[str]) -> tuple[Year, ...]:
    """What was told, by year and scenario."""
    return tuple(Year(*row) for row in _asked(_YEARS, tenants))


def worth(tenants: Collection[str]) -> tuple[Worth, ...]:
    """What each year brought, the latest first."""
    return tuple(Worth(row[0], int(row[1]), row[2], int(row[3]), int(row[4])) for row in _asked(_WORTH, tenants))


def steps(tenants: Collection[str]) -> dict[tuple[str, str], int]:
    """How many steps were taken, by scenario and kind."""
    return {(scenario, kind): number for scenario, kind, number in _asked(_STEPS, tenants)}


def _asked(statement: str, tenants: Collection[str], **given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"tenants": sorted(tenants), **given})
        return list(cursor.fetchall())


def _fared(name: str, row: tuple[Any, ...]) -> Fared:
    days = row[10] or (None, None)
    return Fared(name, *row[3:10], *days)
