"""Reading the log for emergencies: each is under review at once, by whichever way the look-up came."""

from collections.abc import Sequence
from typing import Final

from clearway.hub.exchange import public as exchange
from clearway.hub.reviews.actions import open_review
from clearway.platform.events.readers import Happened, Reader

#: Outcomes by which an official learned something.
_LEARNED: Final = ("answered", "not-found")


def watch(events: Sequence[Happened]) -> None:
    """Open a review for each look-up that rested on a reason alone and told something."""
    for event in events:
        if event.facts["basis"] != "emergency" or event.facts["outcome"] not in _LEARNED:
            continue
        access = exchange.one(str(event.facts["access"]), event.subject)
        if access is not None:
            open_review(access)


READER: Final = Reader("reviews", {"exchange.looked-up.v1": watch})
