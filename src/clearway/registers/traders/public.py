"""The register of traders: who is registered, and who may act for whom.

Other packages import this module; nothing else in the register is a promise.
"""

from clearway.registers.traders.actions import load_register
from clearway.registers.traders.queries import known

__all__ = ["known", "load_register"]
