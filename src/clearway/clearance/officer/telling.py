"""The log of a declaration as the office reads it: everything, with who did it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.officer import words
from clearway.clearance.showing import naming
from clearway.clearance.showing.figures import money
from clearway.clearance.showing.happening import OF_OTHERS, PARTICULARS, particulars
from clearway.platform.events.log import Told

#: The facts that are told in words, in this order; what else an event holds, its reader knows or only machines read.
_SAID = ("lane", "outcome", "reached", "waits_for", "kind", "what", "result", "officer", "total", "reason")
#: Sentences of the office alone.
_PARTICULARS = {
    "controls.inspection-ordered.v1": noop("packages: {packages} · {place}, {planned_at}"),
    "controls.inspection-recorded.v1": noop("packages opened: {packages_opened}"),
    # Why it was revoked follows in words.
    "release.receipt-revoked.v1": "{receipt}",
}


class Moment(msgspec.Struct, frozen=True):
    """Something that happened: when, what, by whom, and what came of it."""

    at: datetime
    title: str
    who: str
    details: tuple[str, ...]


def told(events: Iterable[Told], names: Mapping[str, str] = MappingProxyType({})) -> tuple[Moment, ...]:
    """What happened to a file, first to last; a kind of event without words is shown under its name.

    ``names`` are those of banks and other parties that act under their number.
    """
    return tuple(_moment(event, names) for event in events)


def _moment(event: Told, names: Mapping[str, str]) -> Moment:
    known = {**OF_OTHERS, **words.EVENTS}
    title = _(known[event.type]) if event.type in known else event.type
    who = naming.by_whom(event.actor)
    return Moment(event.at, title, names.get(who, who), tuple(_details(event)))


def _details(event: Told) -> Iterable[str]:
    facts = {name: "" if value is None else str(value) for name, value in event.facts.items()}
    yield from particulars(event.type, facts, _PARTICULARS)
    if event.type in PARTICULARS and event.type not in _PARTICULARS:
        return
    for name in _SAID:
        if facts.get(name):
            said = words.in_words(name, facts[name])
            if name == "total":
                said = money(said, facts.get("currency", ""))
            elif name == "waits_for":
                said = f"{_('Waits for')}: {said}"
            yield said
