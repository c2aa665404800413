"""What works now, part by part, without a word that helps an attacker."""

from datetime import datetime, timedelta
from typing import Literal

import msgspec
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.trader.figures import in_words
from clearway.platform.events.models import Event
from clearway.platform.transparency import log
from clearway.platform.transparency.models import Leaf
from clearway.registers.lawbook import public as lawbook
from clearway.registers.lawbook.public import LawbookError

#: The worker enters events into the log within a second or two; this late, it does not run.
LATE = timedelta(seconds=60)

State = Literal["works", "late", "away"]
WORDS = {"works": noop("Works"), "late": noop("Late"), "away": noop("Does not work")}


class Component(msgspec.Struct, frozen=True):
    """A part of the house, and how it does."""

    name: str
    title: str
    state: State
    says: str

    @property
    def in_words(self) -> str:
        """The state for readers."""
        return _(WORDS[self.state])


def components(at: datetime) -> tuple[Component, ...]:
    """Every part as it does at an instant; where the store is away, what rests on it is not asked."""
    try:
        log_ = _log(at)
    except DatabaseError:
        return (_store("away"), _law_known(at))
    return (_store("works"), log_, _law_known(at))


def _store(state: State) -> Component:
    says = _("Declarations are taken and kept.") if state == "works" else _("No declaration is taken just now.")
    return Component("store", _("Lodging and reading"), state, says)


def _log(at: datetime) -> Component:
    latest = log.latest_checkpoint()
    newest = Event.objects.order_by("-id").values_list("id", "at").first()
    waits = newest is not None and not Leaf.objects.filter(event_id=newest[0]).exists()
    is_late = waits and at - newest[1] > LATE
    says = _("No entry is signed yet.")
    if latest is not None:
        signed = f"{latest.at:%Y-%m-%d %H:%M} UTC"
        says = _("{size} entries, last signed {signed}.").format(size=latest.size, signed=signed)
    return Component("log", _("Proof log"), "late" if is_late else "works", says)


def _law_known(at: datetime) -> Component:
    title = _("Law")
    try:
        book = lawbook.current(at)
    except (LawbookError, DatabaseError):
        return Component("law", title, "away", _("No law is loaded."))
    says = _("{country}, version {version}.").format(country=in_words(book.country.titles), version=book.version)
    return Component("law", title, "works", says)
