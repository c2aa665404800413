"""The log of a declaration in a trader's words; an event of a kind that is not known here is not shown."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.utils.translation import gettext as _

from clearway.clearance.trader import words
from clearway.clearance.trader.figures import money
from clearway.platform.events.log import Told


class Moment(msgspec.Struct, frozen=True):
    """Something that happened: when, what, and what came of it."""

    at: datetime
    title: str
    version: str
    details: tuple[str, ...]


def told(events: Iterable[Told]) -> tuple[Moment, ...]:
    """What a trader may know of a file's events, first to last."""
    return tuple(_moment(event) for event in events if event.type in words.EVENTS)


def _moment(event: Told) -> Moment:
    facts = {name: str(value) for name, value in event.facts.items()}
    return Moment(
        event.at, _(words.EVENTS[event.type]), facts.get("version", ""), tuple(_details(facts, event.actor))
    )


def _details(facts: dict[str, str], actor: str) -> Iterable[str]:
    if facts.get("outcome") in words.OUTCOMES:
        yield _(words.OUTCOMES[facts["outcome"]])
    if facts.get("lane") in words.LANES:
        yield _(words.LANES[facts["lane"]])
    if facts.get("total"):
        yield _("{amount} owed").format(amount=money(facts["total"], facts.get("currency", "")))
    kind, _separator, name = actor.partition(":")
    if kind == "user":
        yield _("by {name}").format(name=name)
    if kind == "client":
        yield _("by software {name}").format(name=name)
