"""Drafts: declarations begun and not yet lodged.

Other packages import this module; nothing else in the station is a promise.
"""

from clearway.stations.drafts.actions import FORGOTTEN_AT_ONCE, begin, discard, forget_expired, lodged, save
from clearway.stations.drafts.contracts import Beginning, Draft, Row
from clearway.stations.drafts.errors import DraftError
from clearway.stations.drafts.queries import find, lodged_from, of_party

__all__ = [
    "FORGOTTEN_AT_ONCE",
    "Beginning",
    "Draft",
    "DraftError",
    "Row",
    "begin",
    "discard",
    "find",
    "forget_expired",
    "lodged",
    "lodged_from",
    "of_party",
    "save",
]
