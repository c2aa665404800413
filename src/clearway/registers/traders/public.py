"""The register of traders: who is registered, and who may act for whom.

Other packages import this module; nothing else in the register is a promise.
"""

from clearway.registers.traders.actions import add_machine_client, add_member, load_register
from clearway.registers.traders.queries import bearer, known, parties_of

__all__ = ["add_machine_client", "add_member", "bearer", "known", "load_register", "parties_of"]
