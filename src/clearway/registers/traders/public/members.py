"""The people who act for a party."""

from clearway.registers.traders.actions.members import change_role, invite, join, remove, require_second_factor
from clearway.registers.traders.contracts import MemberEntry
from clearway.registers.traders.queries.people import members_of

__all__ = ["MemberEntry", "change_role", "invite", "join", "members_of", "remove", "require_second_factor"]
