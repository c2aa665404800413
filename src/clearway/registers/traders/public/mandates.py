"""A trader's permission for an agent to act: given, seen by both, revoked by either."""

from clearway.registers.traders.actions.mandates import REGIMES, give, revoke
from clearway.registers.traders.contracts import GivenMandate
from clearway.registers.traders.queries.people import mandates_of

__all__ = ["REGIMES", "GivenMandate", "give", "mandates_of", "revoke"]
