"""The base of value added tax on imports."""

from clearway.core.assess.matter import Owed
from clearway.core.kernel.money import Money
from clearway.core.law.formula import formula


@formula("VAT-BASE", since="2019-07-01", until="2023-12-31", law="Value Added Tax Act 2017, s. 12(1)")
def vat_base(value: Money, owed: Owed) -> Money:
    """Customs value plus import duty."""
    return value + owed["DUTY"]


@formula("VAT-BASE", since="2024-01-01", law="Value Added Tax (Amendment) Act 2023, s. 3")
def vat_base_with_excise(value: Money, owed: Owed) -> Money:
    """Customs value plus import duty plus excise."""
    return value + owed["DUTY"] + owed["EXCISE"]
