"""Delivery terms: whether the price can contain the freight to the border."""

from clearway.core.assess import findings
from clearway.core.assess.charges import FREIGHT
from clearway.core.assess.numerals import shown
from clearway.core.facts.goods import GoodsShipment
from clearway.core.kernel.finding import Finding

#: Incoterms of the International Chamber of Commerce under which the seller does not pay, or does pay, main carriage.
WITHOUT_FREIGHT = frozenset({"EXW", "FCA", "FAS", "FOB"})
WITH_FREIGHT = frozenset({"CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"})


def check(shipment: GoodsShipment) -> Finding | None:
    """The term and the declared freight should tell the same story."""
    term = shipment.trade_terms.condition_code if shipment.trade_terms else None
    at = "goods_shipment/trade_terms/condition_code"
    if term in WITHOUT_FREIGHT and not _has_freight(shipment):
        return findings.finding(findings.FREIGHT_MISSING, at, found=term)
    if term in WITH_FREIGHT and shipment.freight_charge is not None and shipment.freight_charge.amount:
        return findings.finding(findings.FREIGHT_TWICE, at, found=term, freight=shown(shipment.freight_charge))
    return None


def _has_freight(shipment: GoodsShipment) -> bool:
    if shipment.freight_charge is not None:
        return True
    charges = list(shipment.charges)
    for item in shipment.items:
        charges += item.charges
    return any(charge.type_code == FREIGHT for charge in charges)
