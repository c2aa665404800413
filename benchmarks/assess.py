"""How long one declaration takes to assess, beside the time that hashing its facts takes in the same run."""

import json
import sys
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from clearway.core.assess import assess
from clearway.core.facts.circumstances import Circumstances, Rate
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.goods import (
    Classification,
    DutyTaxFee,
    GoodsItem,
    GoodsShipment,
    Origin,
    Procedure,
    TradeTerms,
)
from clearway.core.kernel import canonical
from clearway.core.kernel.money import Money
from clearway.core.law.lawbook import Law
from clearway.registers.lawbook.packs import compile_pack

PACK = Path(__file__).parents[1] / "packs/demoland"
DAY = date(2026, 3, 16)
#: A claim, a document, a foreign price and freight to share: what a usual import item has.
COMMODITIES = ("61099010", "84713010", "87032310", "64039990", "39269000")


def goods(sequence: int) -> GoodsItem:
    """One usual item."""
    return GoodsItem(
        sequence=sequence,
        classifications=(Classification(id=COMMODITIES[sequence % 5], type_code="TSP"),),
        gross_mass=Decimal("110.5"),
        net_mass=Decimal("100"),
        price=Money(Decimal("1250.75"), "USD"),
        procedures=(Procedure(current_code="40", previous_code="00"),),
        origins=(Origin(country="KR", type_code="1"),),
        duty_tax_fees=(DutyTaxFee(regime_code="100", payment_method_code="E"),),
        documents=(AdditionalDocument(category_code="N", type_code="935"),),
    )


def declaration(count: int) -> Declaration:
    """A usual import declaration."""
    shipment = GoodsShipment(
        items=tuple(goods(number) for number in range(1, count + 1)),
        freight_charge=Money(Decimal("410.00"), "EUR"),
        trade_terms=TradeTerms(condition_code="FOB"),
    )
    return Declaration(function_code="9", type_code="IMA", goods_shipment=shipment)


def registers() -> Circumstances:
    """Fresh rates."""
    rates = tuple(Rate(currency=code, rate=Decimal("1.37"), day=DAY, source="bench") for code in ("USD", "EUR"))
    at = datetime(2026, 3, 16, 9, tzinfo=UTC)
    return Circumstances(lodged_at=at, day=DAY, submitter="DL1", draw=Decimal("0.5"), rates=rates)


def microseconds(work, rounds: int) -> float:
    """Processor time of one call: the best of many short batches, so that a busy machine disturbs few of them."""
    best = float("inf")
    for _ in range(max(20, rounds // 5)):
        start = time.process_time_ns()
        for _ in range(5):
            work()
        best = min(best, (time.process_time_ns() - start) / 5)
    return best / 1e3


def measure(law: Law) -> dict[str, float]:
    """Microseconds by number of items, and the ratio to hashing the same facts canonically."""
    found = {}
    circumstances = registers()
    for count in (1, 5, 200):
        lodged = declaration(count)
        result = assess(lodged, law, circumstances)
        if not result.lines:
            raise SystemExit(f"nothing assessed: {result.findings}")
        taken = microseconds(lambda lodged=lodged: assess(lodged, law, circumstances), max(1, 2000 // count))
        hashed = microseconds(lambda lodged=lodged: canonical.digest(lodged), max(1, 2000 // count))
        found[f"{count} items, us"] = round(taken, 1)
        found[f"{count} items, times hashing"] = round(taken / hashed, 1)
    return found


if __name__ == "__main__":
    json.dump(measure(compile_pack(PACK).on(DAY)), sys.stdout, indent=1)
    sys.stdout.write("\n")
