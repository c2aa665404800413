"""The receiver's pages: what the organisation receives in bulk, and which parts of it were sent."""

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as noop

from clearway.hub.boarding.public.words import Member, shown
from clearway.hub.citizen.public import Names, word
from clearway.hub.distribution import public as distribution
from clearway.hub.distribution.public.receiver import Received, received
from clearway.platform.calendar import now

STATES: Final = {
    "active": noop("Being received"),
    "suspended": noop("Suspended"),
    "ended": noop("Ended; the copy is to be destroyed"),
    "destroyed": noop("Ended; the copy is destroyed"),
}
PARTS: Final = {"sent": noop("Sent"), "acknowledged": noop("Kept by us")}
_LOOKS: Final = {"active": "state-works", "suspended": "state-away", "ended": "state-late"}


def listed(request: HttpRequest, who: Member) -> HttpResponse:
    """What is received, as of one instant."""
    found = received(who.actor)
    at = found[0].at if found else now()
    names = Names([who.chosen])
    context = {"rows": [_row(one, names) for one in found], "at": at}
    return shown(request, who, "hub/receiving/received.html", context)


def one(request: HttpRequest, who: Member, number: UUID) -> HttpResponse:
    """One distribution and its last parts; another's is not there."""
    found = received(who.actor, str(number))
    if not found:
        raise Http404
    sent = [
        {"part": part, "state": word(PARTS, part.state)} for part in distribution.parts(str(number), by=who.actor)
    ]
    context = {**_row(found[0], Names([who.chosen])), "at": found[0].at, "parts": sent}
    return shown(request, who, "hub/receiving/one.html", context)


def _row(found: Received, names: Names) -> dict[str, Any]:
    article, law = names.article(found.article)
    return {
        "one": found,
        "kind": names.kind(found.kind),
        "holder": names.organisation(found.holder),
        "article": article,
        "law": law,
        "fields": names.parts(found.kind, found.names),
        "state": word(STATES, found.state),
        "look": _LOOKS.get(found.state, ""),
    }
