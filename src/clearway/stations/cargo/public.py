"""Cargo: what operators and carriers report of the goods themselves, and what they are told may leave.

Other packages import this module; nothing else in the station is a promise. Whoever reports an arrival asks
afterwards who waits for it, in a new transaction, and lets those declarations go on: locks are taken declaration
first, cargo second.
"""

from clearway.stations.cargo.actions import announce, arrive, forget, gate_out, hindrances, tell_released
from clearway.stations.cargo.contracts import Announcement, CargoFile, Freed, Listed, Whereabouts
from clearway.stations.cargo.errors import (
    AlreadyLeft,
    CargoError,
    CargoUnknown,
    NotArrived,
    NotReleased,
    NumberTaken,
)
from clearway.stations.cargo.queries import awaiting, find, left_waiting, may_leave, search, whereabouts

__all__ = [
    "AlreadyLeft",
    "Announcement",
    "CargoError",
    "CargoFile",
    "CargoUnknown",
    "Freed",
    "Listed",
    "NotArrived",
    "NotReleased",
    "NumberTaken",
    "Whereabouts",
    "announce",
    "arrive",
    "awaiting",
    "find",
    "forget",
    "gate_out",
    "hindrances",
    "left_waiting",
    "may_leave",
    "search",
    "tell_released",
    "whereabouts",
]
