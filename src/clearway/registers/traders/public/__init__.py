"""The register of traders: who is registered, who may act for whom, and with which software.

Other packages import this package and its doors (``mandates``, ``members``, ``clients``, ``parties``); nothing else
in the register is a promise.
"""

from clearway.registers.traders.actions.loading import add_machine_client, add_member, load_register
from clearway.registers.traders.contracts import Membership
from clearway.registers.traders.queries.deciding import bearer, known
from clearway.registers.traders.queries.people import memberships_of, parties_of

__all__ = [
    "Membership",
    "add_machine_client",
    "add_member",
    "bearer",
    "known",
    "load_register",
    "memberships_of",
    "parties_of",
]
