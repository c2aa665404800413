"""A thousand targeting rules on one declaration."""

import argparse
from decimal import Decimal

from benchmarks.measure import Figure, microseconds
from clearway.core.predicates import fuse, parse
from clearway.core.target import CATALOGUE
from tests.proofs.house import House

BUDGET_MICROSECONDS = 500.0


def figures(house: House, arguments: argparse.Namespace) -> list[Figure]:
    """Microseconds that one fused function of a thousand rules takes on one row."""
    rules = [
        (f"R{n:04}", parse(_text(n), CATALOGUE, parameters={}, lists={}))
        for n in range(1000)
    ]  # fmt: skip
    ask = fuse(rules)
    row = CATALOGUE.row(
        {
            "regime": "import", "hs4": "6911", "hs2": "69", "origin": "JP", "net_mass": Decimal(112),
            "customs_value": Decimal("4210.50"), "procedure": "4000", "item_count": 1, "transport_mode": "1",
        }
    )  # fmt: skip
    spent = microseconds(lambda: ask(row))
    return [
        Figure(
            "1,000 targeting rules on one row", spent, "µs", None, "", None, "≤ 500 µs", spent <= BUDGET_MICROSECONDS
        )
    ]


def _text(n: int) -> str:
    shapes = (
        "hs4 = '{a}' AND origin IN ('JP', 'KR') AND customs_value > {b}",
        "hs2 = '{c}' AND net_mass BETWEEN {d} AND {b}",
        "procedure = '4000' AND customs_value > {b} AND transport_mode = '4'",
        "origin = 'XX' OR (customs_value / 7 > {b} AND item_count > 3)",
    )
    return shapes[n % 4].format(a=1000 + n * 7 % 9000, b=n * 13, c=f"{n % 97:02}", d=n % 50)
