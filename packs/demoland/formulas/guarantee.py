"""Security for duty and taxes that a procedure suspends."""

from clearway.core.assess.matter import Charge, Matter
from clearway.core.law.formula import formula

#: Type of a security in an assessment; it is not a tax.
SECURITY = "GUA"


@formula("GUARANTEE", since="2019-07-01", law="Customs Act 2018, s. 88")
def guarantee(matter: Matter) -> Charge:
    """The security is the law's share of the duty and taxes that would be owed."""
    return Charge(SECURITY, matter.percent("valuation.guarantee_share", matter.owed.total()))
