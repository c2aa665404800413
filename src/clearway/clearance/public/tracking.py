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
from clearway.clearance.trader import around, words
from clearway.clearance.trader.glance import glance
from clearway.core.journey import ROUTE
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.events.log import Told
from clearway.registers.lawbook import public as lawbook
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
    "payment": noop("It waits for the declarant to pay. You need not pay anything here."),
    "arrival": noop("It waits for the goods to arrive."),
}
#: Off the route the public is told that, and no reason.
OFF_THE_ROUTE = {
    "refused": noop("It does not go on. Ask whoever lodged it."),
    "held": noop("It is with customs."),
    "cancelled": noop("It was withdrawn."),
}
#: What the picture says beside the stop that is waited for, to somebody who has nothing to do.
NOTES = {
    "clearance": noop("in a moment"),
    "officer": noop("with customs"),
    "control": noop("with customs"),
    "permit": noop("waits for another agency"),
    "payment": noop("waits for the declarant's payment"),
    "arrival": noop("waits for the goods"),
}
_DONE = {"released": noop("The goods may leave."), "reviewed": noop("The goods may leave.")}


class Reached(msgspec.Struct, frozen=True):
    """A stop of the picture: its name, its question, where it lies, and when it was reached."""

    name: str
    question: str
    place: str
    at: datetime | None
    note: str = ""


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
    stops = reached(file, log.about(f"declaration/{file.mrn}"), not_needed=_not_needed(file))
    context |= {"file": file, "stops": stops, "says": says(file)}
    return render(request, "clearance/public/track.html", context)


def says(file: DeclarationFile) -> str:
    """Where it stands, in one sentence."""
    return _(OFF_THE_ROUTE.get(file.state) or _DONE.get(file.state) or WAITS[file.waits_for])


def reached(
    file: DeclarationFile, told: Iterable[Told], *, not_needed: frozenset[str] = frozenset()
) -> tuple[Reached, ...]:
    """The stops with the moments at which this version came to them; one that nothing was asked at has none."""
    names = [stop.name for stop in ROUTE]
    moments = {names[0]: file.lodged_at}
    for event in told:
        if event.type in _REACHING and event.facts["version"] == file.version:
            for name in names[: names.index(event.facts["reached"]) + 1]:
                moments.setdefault(name, event.at)
    stops = words.route(file, names[len(moments) - 1], not_needed=not_needed, notes=NOTES)
    return tuple(
        Reached(
            stop.name, stop.question, stop.place, moments.get(name) if stop.place == "behind" else None, stop.note
        )
        for name, stop in zip(names, stops, strict=True)
    )


def _not_needed(file: DeclarationFile) -> frozenset[str]:
    """The stops at which nothing is asked of this file."""
    at = now()
    declared = declarations.version_of(file.id, file.version).facts
    owes = bool(glance(file.id).owed)
    return around.not_needed(declared, lawbook.current(at).on(file.day), owes=owes)


def _known(number: str, code: str) -> DeclarationFile | None:
    """The code is compared first: without it the store is not asked, and the answer takes no longer."""
    if not constant_time_compare(code, code_of(number)):
        return None
    return declarations.find(number)


def _tidy(text: str) -> str:
    """As it was meant: without the spaces and small letters of a note by hand."""
    return "".join(text.upper().split())[:LONGEST]
