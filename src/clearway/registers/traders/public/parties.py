"""The entries of the register: looked up, made, taken out of business."""

from clearway.registers.traders.actions.parties import deactivate, reactivate, register
from clearway.registers.traders.contracts import PartyEntry
from clearway.registers.traders.queries.people import party, search

__all__ = ["PartyEntry", "deactivate", "party", "reactivate", "register", "search"]
