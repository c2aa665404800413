"""Delivery terms: whether the price can contain the freight to the border."""

from clearway.core.assess import charges, findings
from clearway.core.assess.numerals import shown
from clearway.core.facts.goods import GoodsShipment
from clearway.core.kernel.finding import Finding
from clearway.core.law.lawbook import Law

#: The country's list of delivery terms; attribute ``includes_freight`` yes|no.
CODELIST = "incoterms"


def check(shipment: GoodsShipment, law: Law) -> Finding | None:
    """The term and the declared freight should tell the same story."""
    term = shipment.trade_terms.condition_code if shipment.trade_terms else None
    codelist = law.book.codelists.get(CODELIST)
    entry = codelist.entry(term, law.day) if codelist else None
    if codelist is None or entry is None:
        return None
    at, includes = "goods_shipment/trade_terms/condition_code", entry.attributes.get("includes_freight")
    if includes == "no" and not _has_freight(shipment, law):
        return findings.finding(findings.FREIGHT_MISSING, at, found=term, law=codelist.law)
    freight = shipment.freight_charge
    if includes == "yes" and freight is not None and freight.amount:
        return findings.finding(findings.FREIGHT_TWICE, at, found=term, freight=shown(freight))
    return None


def _has_freight(shipment: GoodsShipment, law: Law) -> bool:
    if shipment.freight_charge is not None:
        return True
    declared = list(shipment.charges)
    for item in shipment.items:
        declared += item.charges
    return any(charges.is_freight(charge, law) for charge in declared)
