"""Customs value in Demoland: the price at the border, freight included."""

from clearway.core.kernel.money import Money
from clearway.core.law.formula import formula


@formula("CUSTOMS-VALUE", since="2019-07-01", law="Customs Valuation Regulations 2019, regs. 5 to 12")
def customs_value(price: Money, additions: Money, deductions: Money) -> Money:
    """The price paid, plus additions, less deductions."""
    return price + additions - deductions
