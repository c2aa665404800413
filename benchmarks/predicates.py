"""How long 1,000 targeting rules take on one record, and on a table of them.

    python benchmarks/predicates.py [--rules 1000] [--rows 20000] [--json]

The rules are of the kind officers write: one to four conditions over country, commodity, value, mass and dates; about
one in twelve is true for the record. The limit is what Python needs to compare one column with one constant per rule.
"""

import argparse
import json
import sys
import timeit
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random

from clearway.core.predicates import BOOLEAN, DATE, INTEGER, TEXT, Catalogue, Column, decimal, fuse, parse
from clearway.platform.columns import select, table_of

CATALOGUE = Catalogue(
    [
        Column("origin", TEXT, "Country of origin"),
        Column("commodity", TEXT, "Commodity code"),
        Column("value", decimal(18, 2), "Customs value"),
        Column("net_mass", decimal(16, 6), "Net mass in kilograms"),
        Column("packages", INTEGER, "Number of packages"),
        Column("lodged", DATE, "Day of lodgement"),
        Column("is_sealed", BOOLEAN, "Whether the container is sealed"),
    ]
)
FIRST = (
    "origin = '{country}'",
    "origin IN ('KR', 'VN', '{country}')",
    "starts_with(commodity, '{chapter}')",
    "commodity LIKE '{chapter}%'",
    "left(commodity, 2) IN ('{chapter}', '87')",
)
FURTHER = (
    "value > {number}",
    "value / net_mass < {chapter}.5",
    "packages BETWEEN 2 AND {chapter}",
    "is_sealed IS NOT TRUE",
    "day_of_week(lodged) IN (6, 7)",
    "days_between(DATE '2026-01-01', lodged) < {chapter}",
    "net_mass * 3 > packages",
    "(origin = '{country}' OR value < {number})",
    "commodity NOT LIKE '%{chapter}'",
    "NOT (origin = '{country}' AND net_mass IS NULL)",
)


def main(arguments: list[str]) -> int:
    """Measures, and prints a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", type=int, default=1000)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    figures = measure(Random(7), options.rules, options.rows)
    if options.json:
        sys.stdout.write(json.dumps(figures) + "\n")
        return 0
    for name, figure in figures.items():
        sys.stdout.write(f"{name.replace('_', ' '):<34}{figure:>14,.1f}\n")
    return 0


def measure(random: Random, rules: int, rows: int) -> dict[str, float]:
    """The figures by name."""
    texts = [_text(random) for _ in range(rules)]
    parsed = [(f"T-{place}", parse(text, CATALOGUE)) for place, text in enumerate(texts)]
    fused = fuse(parsed)
    limit = fuse([(f"T-{place}", parse("origin = 'XX'", CATALOGUE)) for place in range(rules)])
    values = _values(random)
    row = CATALOGUE.row(values)
    many = [CATALOGUE.row(_values(random)) for _ in range(rows)]
    table = table_of(CATALOGUE, many)
    return {
        "rules": rules,
        "rules_true_for_the_record": len(fused(row)),
        "one_record_microseconds": _microseconds(lambda: fused(row)),
        "limit_microseconds": _microseconds(lambda: limit(row)),
        "make_a_row_microseconds": _microseconds(lambda: CATALOGUE.row(values)),
        "parse_a_rule_microseconds": _microseconds(lambda: parse(texts[0], CATALOGUE)),
        "fuse_all_milliseconds": _microseconds(lambda: fuse(parsed), repeat=3) / 1e3,
        "table_rows": rows,
        "table_duckdb_milliseconds": _microseconds(lambda: select(parsed, table), repeat=3) / 1e3,
        "table_fused_milliseconds": _microseconds(lambda: [fused(one) for one in many], repeat=1) / 1e3,
    }


def _microseconds(work: Callable[[], object], *, repeat: int = 9) -> float:
    timer = timeit.Timer(work)
    number = max(1, int(0.1 / max(timer.timeit(1), 1e-6)))
    return min(timer.repeat(repeat, number)) / number * 1e6


def _text(random: Random) -> str:
    parts = [random.choice(FIRST), *random.sample(FURTHER, random.randint(0, 3))]
    words = {
        "country": random.choice(("KR", "VN", "CN", "US", "DE", "JP")),
        "chapter": random.randint(10, 97),
        "number": random.randint(1, 100_000),
    }
    return " AND ".join(parts).format(**words)


def _values(random: Random) -> dict[str, str | int | Decimal | date | bool]:
    return {
        "origin": random.choice(("KR", "VN", "CN", "US", "DE", "JP")),
        "commodity": str(random.randint(10_000_000, 97_999_999)),
        "value": Decimal(random.randint(100, 10_000_000)) / 100,
        "net_mass": Decimal(random.randint(0, 10_000_000)) / 1000,
        "packages": random.randint(1, 99),
        "lodged": date(2026, 1, random.randint(1, 31)),
        "is_sealed": random.random() < 0.5,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
