"""Reviews: every emergency look-up is looked at afterwards by somebody else, in time, and judged.

Other packages import this module; nothing else here is a promise.
"""

from clearway.hub.reviews.actions import decide, open_review
from clearway.hub.reviews.errors import NothingSaid, OwnEmergency, ReviewError, ReviewUnknown
from clearway.hub.reviews.queries import (
    Review,
    anywhere,
    decided,
    of_access,
    one,
    waiting,
    waiting_everywhere,
)
from clearway.hub.reviews.watching import READER

__all__ = [
    "READER",
    "NothingSaid",
    "OwnEmergency",
    "Review",
    "ReviewError",
    "ReviewUnknown",
    "anywhere",
    "decide",
    "decided",
    "of_access",
    "one",
    "open_review",
    "waiting",
    "waiting_everywhere",
]
