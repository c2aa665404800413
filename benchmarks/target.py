"""How long one declaration takes to be targeted by the demonstration country's live rules.

    python benchmarks/target.py [--json]

The limit is what the fused rules alone take on rows that stand ready; the rest is making the row and the reasons.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from clearway.core.assess import assess
from clearway.core.facts.basis import Place, Quantity
from clearway.core.facts.circumstances import Circumstances, Rate, RegisteredParty
from clearway.core.facts.consignment import Consignment, Seal, TransportEquipment, TransportMeans
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.goods import (
    Classification,
    DutyTaxFee,
    GoodsItem,
    GoodsShipment,
    Origin,
    Packaging,
    Procedure,
    TradeTerms,
)
from clearway.core.facts.parties import Party
from clearway.core.kernel.money import Money
from clearway.core.law.lawbook import Law
from clearway.core.target import profile_of, rows_of, target
from clearway.registers.lawbook.packs import compile_pack

PACK = Path(__file__).parents[1] / "packs/demoland"
DAY = date(2026, 3, 16)
IMPORTER = RegisteredParty(id="DL1", name="Firm", country="DL", roles=("trader",), registered_on=date(2019, 1, 1))


def goods(sequence: int) -> GoodsItem:
    """One usual item, that no rule selects."""
    return GoodsItem(
        sequence=sequence,
        description="T-shirts of cotton, knitted, printed",
        classifications=(Classification(id="61091000", type_code="TSP"),),
        gross_mass=Decimal("110.5"),
        net_mass=Decimal("100"),
        supplementary_quantity=Quantity(value=Decimal(500)),
        price=Money(Decimal("1250.75"), "USD"),
        procedures=(Procedure(current_code="40", previous_code="00"), Procedure(current_code="000")),
        origins=(Origin(country="KR", type_code="1"),),
        packages=(Packaging(sequence=1, type_code="CT", quantity=Decimal(20)),),
        duty_tax_fees=(DutyTaxFee(regime_code="100", payment_method_code="E"),),
        valuation_method_code="1",
        valuation_adjustment_code="0000",
        documents=tuple(AdditionalDocument(category_code="N", type_code=code) for code in ("935", "325", "954")),
        export_country="KR",
    )


def declaration(count: int) -> Declaration:
    """A usual import declaration."""
    equipment = (TransportEquipment(sequence=1, id="CSQU3054383", seals=(Seal(sequence=1, id="S1"),)),)
    shipment = GoodsShipment(
        consignment=Consignment(container_code="1", equipment=equipment),
        destination=Place(country="DL"),
        items=tuple(goods(number) for number in range(1, count + 1)),
        importer=Party(id="DL1"),
        trade_terms=TradeTerms(condition_code="CIF"),
    )
    means = TransportMeans(mode_code="1", nationality="KR")
    return Declaration(
        function_code="9", type_code="IMA", border_means=means, declarant=Party(id="DL1"), goods_shipment=shipment
    )


def registers() -> Circumstances:
    """Fresh rates and a known importer; chance does not select."""
    rates = (Rate(currency="USD", rate=Decimal("3.48"), day=DAY, source="bench"),)
    at = datetime(2026, 3, 16, 9, tzinfo=UTC)
    return Circumstances(
        lodged_at=at, day=DAY, submitter="DL1", draw=Decimal("0.5"), rates=rates, parties=(IMPORTER,)
    )


def microseconds(work: Callable[[], object], rounds: int) -> float:
    """The best of forty short batches, for one call: others use the machine as well."""
    best = float("inf")
    for _ in range(40):
        start = time.perf_counter()
        for _ in range(rounds):
            work()
        best = min(best, (time.perf_counter() - start) / rounds)
    return best * 1e6


def measure() -> dict[str, float]:
    """The figures by name, for one item and for two hundred."""
    law = compile_pack(PACK).on(DAY)
    profile = profile_of(law)
    figures: dict[str, float] = {"live_rules": len(profile.rules), "columns_asked_for": len(profile.columns)}
    return figures | measure_items(law, 1, rounds=100) | measure_items(law, 200, rounds=2)


def measure_items(law: Law, count: int, *, rounds: int) -> dict[str, float]:
    """The figures for a declaration of so many items, from a warm start."""
    one, known, profile = declaration(count), registers(), profile_of(law)
    assessment = assess(one, law, known)
    rows = [row for _, row in rows_of(one, known, assessment, profile.columns)]

    def make_rows() -> object:
        return rows_of(one, known, assessment, profile.columns)

    return {
        f"target_{count}_items_microseconds": microseconds(lambda: target(one, law, known, assessment), rounds),
        f"rows_{count}_items_microseconds": microseconds(make_rows, rounds),
        f"limit_{count}_items_microseconds": microseconds(lambda: [profile.ask(row) for row in rows], rounds),
        f"reasons_{count}_items": len(target(one, law, known, assessment).reasons),
    }


def main(arguments: list[str]) -> int:
    """Measures, and prints a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    figures = measure()
    if options.json:
        sys.stdout.write(json.dumps(figures) + "\n")
        return 0
    for name, figure in figures.items():
        sys.stdout.write(f"{name.replace('_', ' '):<34}{figure:>12,.1f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
