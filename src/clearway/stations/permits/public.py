"""Permits: other agencies' licences and certificates, and how much of each is left.

Other packages import this module; nothing else in the station is a promise. Whoever issues, changes or moves a permit
asks afterwards who waits for its number, in a new transaction, and lets those declarations go on: locks are taken
declaration first, permit second.
"""

from clearway.stations.permits.actions import change, cover, give_back, issue, move
from clearway.stations.permits.contracts import PermitFile, Standing, Use, Waiting
from clearway.stations.permits.errors import (
    GrantUnsound,
    NumberTaken,
    PermitError,
    PermitUnknown,
    QuantityUsed,
    StatusFinal,
)
from clearway.stations.permits.queries import (
    find,
    left_waiting,
    search,
    standing_of,
    uses_of,
    waiting_at,
    waiting_for,
)

__all__ = [
    "GrantUnsound",
    "NumberTaken",
    "PermitError",
    "PermitFile",
    "PermitUnknown",
    "QuantityUsed",
    "Standing",
    "StatusFinal",
    "Use",
    "Waiting",
    "change",
    "cover",
    "find",
    "give_back",
    "issue",
    "left_waiting",
    "move",
    "search",
    "standing_of",
    "uses_of",
    "waiting_at",
    "waiting_for",
]
