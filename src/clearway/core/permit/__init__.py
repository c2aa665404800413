"""Whether the permits that a declaration names are on file, and cover goods, day, country and quantity.

A document whose code is no agency's permit is not looked at. Nothing here reads a register: who asks hands over the
permits on file, as they stand under lock.
"""

from clearway.core.permit.claims import Claim, claims, numbers
from clearway.core.permit.coverage import Coverage, Draw, coverage
from clearway.core.permit.facts import Permit
from clearway.core.permit.granting import Grant, faults

__all__ = ["Claim", "Coverage", "Draw", "Grant", "Permit", "claims", "coverage", "faults", "numbers"]
