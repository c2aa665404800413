"""Declarations: what was lodged, in every version, and whether it is lawful in itself.

Other packages import this module; nothing else in the station is a promise.
"""

from clearway.core.validate import validate
from clearway.stations.declarations.actions import add_version, lock, move, withdraw
from clearway.stations.declarations.contracts import DeclarationFile, Request, StoredVersion
from clearway.stations.declarations.queries import earlier_answer, find, left_behind, recent, version_of, versions_of

__all__ = [
    "DeclarationFile",
    "Request",
    "StoredVersion",
    "add_version",
    "earlier_answer",
    "find",
    "left_behind",
    "lock",
    "move",
    "recent",
    "validate",
    "version_of",
    "versions_of",
    "withdraw",
]
