"""The people who work for an office."""

from clearway.registers.offices.actions import change_role, invite, join, remove, set_presence
from clearway.registers.offices.contracts import OfficerEntry
from clearway.registers.offices.queries import officers_of, people_who_may

__all__ = ["OfficerEntry", "change_role", "invite", "join", "officers_of", "people_who_may", "remove", "set_presence"]
