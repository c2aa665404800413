"""The log of a declaration in a trader's words; an event of a kind that is not known here is not shown."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.utils.translation import gettext as _

from clearway.clearance.showing.figures import money
from clearway.clearance.showing.happening import OF_OTHERS, particulars
from clearway.clearance.trader import waiting, words
from clearway.platform.events.log import Told

#: What happened to a file and is the office's business alone: who looks, at what a suspicion points, who agreed.
OF_THE_OFFICE = frozenset(
    {
        "clearance.forewarned.v1",
        "controls.assigned.v1",
        "controls.hold-placed.v1",
        "controls.hold-lifted.v1",
        "controls.override-asked.v1",
        "controls.override-decided.v1",
    }
)
#: What the trader itself did, though an office keeps it.
OWN = frozenset({"controls.question-answered.v1", "controls.appeal-lodged.v1"})


class Moment(msgspec.Struct, frozen=True):
    """Something that happened: when, what, and what came of it."""

    at: datetime
    title: str
    version: str
    details: tuple[str, ...]


def told(events: Iterable[Told]) -> tuple[Moment, ...]:
    """What a trader may know of a file's events, first to last."""
    known = {**words.EVENTS, **OF_OTHERS}
    return tuple(_moment(event, _(known[event.type])) for event in events if event.type in known)


def _moment(event: Told, title: str) -> Moment:
    facts = {name: str(value) for name, value in event.facts.items()}
    is_own = event.type in words.EVENTS or event.type in OWN
    details = (*particulars(event.type, facts), *_details(facts, event.actor if is_own else ""))
    return Moment(event.at, title, facts.get("version", ""), details)


def _details(facts: dict[str, str], actor: str) -> Iterable[str]:
    if facts.get("outcome") in words.OUTCOMES:
        accepted = words.ACCEPTED.get(facts.get("lane", "")) if facts["outcome"] == "accepted" else None
        yield _(accepted or words.OUTCOMES[facts["outcome"]])
    if facts.get("lane") in words.LANES:
        yield _(words.LANES[facts["lane"]])
    if facts.get("reached") in words.STATES:
        yield _(words.STATES[facts["reached"]])
    who = facts.get("waits_for")
    if who in waiting.WAITS:
        yield _("Waits for: {who}").format(who=_(waiting.WAITS[who]))
    if facts.get("total"):
        yield _("{amount} owed").format(amount=money(facts["total"], facts.get("currency", "")))
    kind, _separator, name = actor.partition(":")
    if kind == "user":
        yield _("by {name}").format(name=name)
    if kind == "client":
        yield _("by software {name}").format(name=name)
