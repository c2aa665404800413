"""The log of a declaration as the office reads it: everything, with who did it."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.officer import words
from clearway.clearance.showing.figures import money
from clearway.clearance.showing.happening import OF_OTHERS, PARTICULARS, particulars
from clearway.platform.events.log import Told

#: The facts that are told in words, in this order; what else an event holds, its reader knows or only machines read.
_SAID = ("lane", "outcome", "reached", "waits_for", "kind", "what", "result", "officer", "total", "reason")
#: Sentences of the office alone.
_PARTICULARS = {
    "controls.inspection-ordered.v1": noop("{packages} packages at {place}, {planned_at}"),
    "controls.inspection-recorded.v1": noop("{packages_opened} packages opened"),
    # Why it was revoked follows in words.
    "release.receipt-revoked.v1": "{receipt}",
}


class Moment(msgspec.Struct, frozen=True):
    """Something that happened: when, what, by whom, and what came of it."""

    at: datetime
    title: str
    who: str
    details: tuple[str, ...]


def told(events: Iterable[Told]) -> tuple[Moment, ...]:
    """What happened to a file, first to last; a kind of event without words is shown under its name."""
    return tuple(_moment(event) for event in events)


def _moment(event: Told) -> Moment:
    known = {**OF_OTHERS, **words.EVENTS}
    title = _(known[event.type]) if event.type in known else event.type
    return Moment(event.at, title, event.actor.partition(":")[2] or event.actor, tuple(_details(event)))


def _details(event: Told) -> Iterable[str]:
    facts = {name: "" if value is None else str(value) for name, value in event.facts.items()}
    yield from particulars(event.type, facts, _PARTICULARS)
    if event.type in PARTICULARS and event.type not in _PARTICULARS:
        return
    for name in _SAID:
        if facts.get(name):
            said = words.in_words(name, facts[name])
            yield money(said, facts.get("currency", "")) if name == "total" else said
