"""Where a declaration stands, for whoever was given its number and code: stops and days, and nothing else."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.following import code_of
from clearway.clearance.public.guessing import is_guessing, missed
from clearway.clearance.trader.words import STATES
from clearway.core.journey import ROUTE
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.events.log import Told
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile

LONGEST = 40
_REACHING = frozenset({"clearance.decided.v1", "clearance.advanced.v1"})

#: Whom it waits for, as everybody may know it: that customs looks does not say at what.
WAITS = {
    "": noop("It waits for nobody."),
    "clearance": noop("It is with customs."),
    "officer": noop("It is with customs."),
    "control": noop("It is with customs."),
    "permit": noop("It waits for another agency."),
    "payment": noop("It waits for payment."),
    "arrival": noop("It waits for the goods to arrive."),
}
#: Off the route the public is told that, and no reason.
OFF_THE_ROUTE = {
    "refused": noop("It does not go on. Ask whoever lodged it."),
    "held": noop("It is with customs."),
    "cancelled": noop("It was withdrawn."),
}
_DONE = {"released": noop("The goods may leave."), "reviewed": noop("The goods may leave.")}


class Reached(msgspec.Struct, frozen=True):
    """A stop of the picture: its name, its question, whether it is behind, here or ahead, and when it was reached."""

    name: str
    question: str
    place: str
    at: datetime | None


def track(request: HttpRequest) -> HttpResponse:
    """Ask by number and code; a wrong code is answered like a number that was never given."""
    number, code = (_tidy(request.GET.get(name, "")) for name in ("number", "code"))
    context: dict[str, object] = {"number": number, "code": code}
    if not (number and code):
        return render(request, "clearance/public/track.html", context | {"is_half": bool(number or code)})
    at = now()
    if is_guessing(request, at=at):
        return render(request, "clearance/public/track.html", context | {"is_guessing": True}, status=429)
    file = _known(number, code)
    if file is None:
        missed(request, at=at)
        return render(request, "clearance/public/track.html", context | {"is_unknown": True}, status=404)
    stops = reached(file, log.about(f"declaration/{file.mrn}"))
    context |= {"file": file, "stops": stops, "says": says(file)}
    return render(request, "clearance/public/track.html", context)


def says(file: DeclarationFile) -> str:
    """Where it stands, in one sentence."""
    return _(OFF_THE_ROUTE.get(file.state) or _DONE.get(file.state) or WAITS[file.waits_for])


def reached(file: DeclarationFile, told: Iterable[Told]) -> tuple[Reached, ...]:
    """The stops with the moments at which this version came to them."""
    names = [stop.name for stop in ROUTE]
    moments = {names[0]: file.lodged_at}
    for event in told:
        if event.type in _REACHING and event.facts["version"] == file.version:
            for name in names[: names.index(event.facts["reached"]) + 1]:
                moments.setdefault(name, event.at)
    here = len(moments) - 1
    ends = file.state in ("refused", "cancelled")
    return tuple(
        Reached(_(STATES[stop.name]), _(stop.question), _place(number - here, ends=ends), moments.get(stop.name))
        for number, stop in enumerate(ROUTE)
    )


def _place(steps_ahead: int, *, ends: bool) -> str:
    if steps_ahead <= 0:
        return "behind"
    if steps_ahead == 1:
        return "stopped" if ends else "next"
    return "never" if ends else "ahead"


def _known(number: str, code: str) -> DeclarationFile | None:
    """The code is compared first: without it the store is not asked, and the answer takes no longer."""
    if not constant_time_compare(code, code_of(number)):
        return None
    return declarations.find(number)


def _tidy(text: str) -> str:
    """As it was meant: without the spaces and small letters of a note by hand."""
    return "".join(text.upper().split())[:LONGEST]
