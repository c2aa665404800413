"""The worklist: what lies on one's desk, and on the desks of the office, the most urgent first."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clearway.clearance.acting import Acting
from clearway.clearance.giving_out import assign_waiting
from clearway.clearance.officer import words
from clearway.clearance.officer.opening import LONGEST_NUMBER, shown
from clearway.clearance.officer.work import Piece, counted, open_work
from clearway.clearance.showing import naming
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook
from clearway.registers.offices import public as offices
from clearway.stations.declarations import public as declarations

ON_A_PAGE = 25
#: So much is given out before the page is shown; the rest by the worker in its turn.
GIVEN_OUT = 20


def worklist(request: HttpRequest, who: Acting) -> HttpResponse:
    """What must be done; whatever came in meanwhile is given out first, by chance."""
    asked = request.GET.get("q", "").strip()[:LONGEST_NUMBER]
    found = declarations.find(asked) if asked.isprintable() and asked else None
    if found is not None and found.office == who.office:
        return redirect("office-file", found.mrn)
    at = now()
    assign_waiting(at=at, office=who.office, most=GIVEN_OUT)
    name, signs = request.user.get_username(), who.actor.may("files:override")
    whose = "office" if request.GET.get("whose") == "office" else "mine"
    every, mine = counted(who.office, name, signs=signs)
    pieces = open_work(who.office, at=at, officer=None if whose == "office" else name, signs=signs)
    sheet = Paginator(pieces, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "office": offices.title(who.office, get_language() or "en"),
        "whose": whose,
        "mine": mine,
        "all": every,
        "more": (every if whose == "office" else mine) - len(pieces),
        "overdue": sum(one.clock is not None and one.clock.is_overdue for one in pieces) if whose == "mine" else 0,
        "rows": _rows(list(sheet), at),
        "sheet": sheet,
        "asked": asked,
    }
    return shown(request, who, "worklist", context)


def _rows(pieces: list[Piece], at: datetime) -> list[dict[str, Any]]:
    """Pieces of work in words, and for whom the goods are."""
    names = naming.parties((one.importer for one in pieces), day_in(lawbook.current(at).country.time_zone, at))
    return [row(one, names.get(one.importer, one.importer)) for one in pieces]


def row(one: Piece, importer: str) -> dict[str, Any]:
    """A piece of work in words."""
    return {
        "piece": one,
        "importer": importer,
        "what": _(words.WORK[one.what]),
        "lane": _(words.LANES[one.lane]) if one.lane else "",
        "clock_says": words.clock_says(one.clock) if one.clock else "",
        "is_overdue": one.clock is not None and one.clock.is_overdue,
    }
