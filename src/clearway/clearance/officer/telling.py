"""The log of a declaration as the office reads it: everything, with who did it."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.utils.translation import gettext as _

from clearway.clearance.officer import words
from clearway.platform.events.log import Told

#: Facts that say in an event what its reader knows already, or what only machines read.
_UNSAID = frozenset(
    {"mrn", "version", "facts_hash", "record_hash", "currency", "query", "hold", "notice", "appeal", "photographs"}
)


class Moment(msgspec.Struct, frozen=True):
    """Something that happened: when, what, by whom, and what came of it."""

    at: datetime
    title: str
    who: str
    details: tuple[str, ...]


def told(events: Iterable[Told]) -> tuple[Moment, ...]:
    """What happened to a file, first to last; a kind of event without words here is shown under its name."""
    return tuple(_moment(event) for event in events)


def _moment(event: Told) -> Moment:
    title = _(words.EVENTS[event.type]) if event.type in words.EVENTS else event.type
    return Moment(event.at, title, event.actor.partition(":")[2] or event.actor, tuple(_details(event)))


def _details(event: Told) -> Iterable[str]:
    for name, value in event.facts.items():
        if name in _UNSAID or value in ("", None):
            continue
        amount = f"{value} {event.facts.get('currency', '')}".strip()
        yield amount if name == "total" else words.in_words(name, str(value))
