"""Fees for a declaration as a whole."""

from clearway.core.assess.matter import Charge, Matter
from clearway.core.law.formula import formula

#: Tax type of the processing fee.
PROCESSING = "F10"


@formula("PROCESSING-FEE", since="2019-07-01", law="Customs Fees Order 2019, art. 4")
def processing_fee(matter: Matter) -> Charge | None:
    """One fee for each import declaration, whatever it holds."""
    if matter.declaration.regime != "import":
        return None
    amount = matter.amount("fees.processing_fee")
    return Charge(PROCESSING, amount) if amount else None


@formula("EXPORT-FEE", since="2019-07-01", law="Customs Fees Order 2019, art. 5")
def export_fee(matter: Matter) -> Charge | None:
    """One fee for each export declaration of goods worth more than the threshold."""
    if matter.declaration.regime != "export":
        return None
    threshold = matter.number("fees.export_fee_threshold")
    amount = matter.amount("fees.export_fee")
    if amount is None or (threshold is not None and matter.value.amount <= threshold):
        return None
    return Charge(PROCESSING, amount)
