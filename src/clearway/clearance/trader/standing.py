"""What works now, part by part, and since when; without a word that helps an attacker."""

from datetime import datetime, timedelta
from typing import Literal

import msgspec
from django.db import DatabaseError, connection
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.showing.figures import in_words
from clearway.clearance.statistics.heard import PAUSES, heard
from clearway.platform.calendar import now
from clearway.platform.events.models import Event
from clearway.platform.notifications.models import Line
from clearway.platform.transparency import log
from clearway.platform.transparency.models import Leaf
from clearway.registers.lawbook import public as lawbook
from clearway.registers.lawbook.public import LawbookError

#: The worker enters events into the log within a second or two; this late, it does not run.
LATE = timedelta(seconds=60)
#: When this process began to answer.
_STARTED = now()
_UP_SINCE = "SELECT pg_postmaster_start_time()"

State = Literal["works", "quiet", "late", "away"]
WORDS = {"works": noop("Works"), "quiet": noop("Quiet"), "late": noop("Late"), "away": noop("Does not work")}

#: Outside parties that tell by themselves: nobody is asked, so silence is only that.
_PARTIES = {
    "bank": (noop("Banks"), noop("Payments are told of.")),
    "agency": (noop("Agencies"), noop("Permits come in.")),
    "operator": (noop("Operators of terminals and depots"), noop("Cargo is reported.")),
}


class Component(msgspec.Struct, frozen=True):
    """A part of the house, how it does, and since when."""

    name: str
    title: str
    state: State
    says: str
    since: datetime | None = None

    @property
    def in_words(self) -> str:
        """The state for readers."""
        return _(WORDS[self.state])


def components(at: datetime) -> tuple[Component, ...]:
    """Every part as it does at an instant; where the store is away, what rests on it is not asked."""
    web = Component("web", _("Portal and interface"), "works", _("Pages and calls are answered."), _STARTED)
    try:
        rest = (_log(at), *_heard(at), _mail(at))
        store = _store("works", _store_since())
    except DatabaseError:
        return (web, _store("away"), _law_known(at))
    return (web, store, *rest, _law_known(at))


def _store(state: State, since: datetime | None = None) -> Component:
    says = _("Declarations are taken and kept.") if state == "works" else _("No declaration is taken just now.")
    return Component("store", _("Lodging and reading"), state, says, since)


def _store_since() -> datetime | None:
    with connection.cursor() as cursor:
        cursor.execute(_UP_SINCE)
        (since,) = cursor.fetchone()
    return since if isinstance(since, datetime) else None


def _log(at: datetime) -> Component:
    latest = log.latest_checkpoint()
    newest = Event.objects.order_by("-id").values_list("id", "at").first()
    waits = newest is not None and not Leaf.objects.filter(event_id=newest[0]).exists()
    is_late = newest is not None and waits and at - newest[1] > LATE
    says = _("No entry is signed yet.")
    if latest is not None:
        signed = f"{localtime(latest.at):%Y-%m-%d %H:%M}"
        says = _("{size} entries, last signed {signed}.").format(size=latest.size, signed=signed)
    since = newest[1] if newest is not None and is_late else None
    return Component("log", _("Proof log"), "late" if is_late else "works", says, since)


def _heard(at: datetime) -> list[Component]:
    known = heard()
    found = [_worker(known.get("worker"), at), _watch(known.get("proof"), known.get("unequal"), at)]
    for name, (title, says) in _PARTIES.items():
        since, last = known.get(name, (None, None))
        if since is None or last is None:
            found.append(Component(name, _(title), "quiet", _("Nothing was heard yet.")))
            continue
        is_quiet = at - last > PAUSES[name]
        said = _("{what} Last heard {last}.").format(what=_(says), last=f"{localtime(last):%Y-%m-%d %H:%M}")
        found.append(Component(name, _(title), "quiet" if is_quiet else "works", said, last if is_quiet else since))
    return found


def _worker(known: tuple[datetime, datetime] | None, at: datetime) -> Component:
    title = _("Work behind the scenes")
    if known is None:
        return Component("worker", title, "late", _("It has not begun yet."))
    since, last = known
    if at - last > PAUSES["worker"]:
        return Component("worker", title, "late", _("Notices and statistics come later than usual."), last)
    return Component("worker", title, "works", _("Notices, statistics and deadlines are looked after."), since)


#: What stood when it differed in a night is looked at again in the next.
_NIGHT = timedelta(hours=26)


def _watch(
    proved: tuple[datetime, datetime] | None, unequal: tuple[datetime, datetime] | None, at: datetime
) -> Component:
    title = _("Preventive watch")
    if proved is None:
        return Component("watch", title, "quiet", _("Findings were not compared with full runs yet."))
    if unequal is not None and at - unequal[1] < _NIGHT:
        return Component(
            "watch", title, "late", _("Some findings differ from full runs; auditors were told."), unequal[0]
        )
    if at - proved[1] > PAUSES["proof"]:
        return Component(
            "watch", title, "late", _("Findings are compared with full runs later than usual."), proved[1]
        )
    return Component("watch", title, "works", _("Every night findings are compared with full runs."), proved[0])


def _mail(at: datetime) -> Component:
    title = _("E-mail and text messages")
    lines = [line for line in Line.objects.filter(name__in=("email", "sms")) if line.failures]
    if any(line.rests_until is not None and line.rests_until > at for line in lines):
        began = min((line.last_failure_at for line in lines if line.last_failure_at), default=None)
        says = _("Notices wait and are sent later; in the portal they can be read at once.")
        return Component("mail", title, "late", says, began)
    return Component("mail", title, "works", _("Notices are sent."))


def _law_known(at: datetime) -> Component:
    title = _("Law")
    try:
        book = lawbook.current(at)
    except (LawbookError, DatabaseError):
        return Component("law", title, "away", _("No law is loaded."))
    says = _("{country}, version {version}.").format(country=in_words(book.country.titles), version=book.version)
    return Component("law", title, "works", says)
