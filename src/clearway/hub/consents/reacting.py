"""An organisation's software is told of what was decided about the consents it asked for."""

from collections.abc import Sequence
from typing import Final

from clearway.platform.events.readers import Happened, Reader
from clearway.platform.notifications import telling
from clearway.platform.notifications.telling import Telling

#: The kind of notice, as endpoints ask for it.
KIND: Final = "consent.moved"


def tell(events: Sequence[Happened]) -> None:
    """Every step of a consent, to the endpoints of who asked for it; who decided is not said."""
    telling.tell([_telling(one) for one in events])


def _telling(event: Happened) -> Telling:
    return Telling(
        kind=KIND,
        source=f"event/{event.id}",
        subject=f"consent/{event.facts['consent']}",
        at=event.at,
        facts={"consent": event.facts["consent"], "state": event.facts["state"]},
        by=frozenset(),
        parties=frozenset({event.facts["organisation"]}),
    )


READER: Final = Reader("consents for software", {"consents.moved.v1": tell})
