"""Declarations: what was lodged, in every version, and whether it is lawful in itself.

Other packages import this module; nothing else in the station is a promise.
"""

from clearway.core.validate import validate
from clearway.stations.declarations.actions import add_version, lock, move, withdraw
from clearway.stations.declarations.contracts import DeclarationFile, Request, Search, StoredVersion
from clearway.stations.declarations.queries import (
    earlier_answer,
    find,
    message_of,
    recent,
    search,
    version_of,
    versions_of,
)

__all__ = [
    "DeclarationFile",
    "Request",
    "Search",
    "StoredVersion",
    "add_version",
    "earlier_answer",
    "find",
    "lock",
    "message_of",
    "move",
    "recent",
    "search",
    "validate",
    "version_of",
    "versions_of",
    "withdraw",
]
