"""Who pays what a declaration owes, and how."""

from typing import Literal

from clearway.core.assess.assessment import Assessment
from clearway.core.facts.declaration import Declaration
from clearway.core.law.lawbook import Law

#: Nothing is owed; a deferment account is to cover it; it is paid for this declaration alone.
Means = Literal["nothing", "deferment", "payment"]


def means_of(assessment: Assessment, law: Law) -> Means:
    """How a debt is to be settled: from a deferment account only where every amount is declared so."""
    owed = [line for line in assessment.lines if line.amount.amount]
    if not owed:
        return "nothing"
    methods = [law.code("payment_methods", line.payment_method) for line in owed]
    kinds = {method.attributes.get("kind") if method else None for method in methods}
    return "deferment" if kinds == {"deferred"} else "payment"


def payer_of(declaration: Declaration) -> str:
    """The registration number of the party that owes: the payer named, else the importer, else who declares."""
    shipment = declaration.goods_shipment
    named = [shipment.payer if shipment else None, declaration.importer, declaration.exporter, declaration.declarant]
    return next((party.id for party in named if party is not None and party.id), "")
