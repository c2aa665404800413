"""The holder's pages: agreements about what it holds, who looked up what, and how its own system answers."""

from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.share import State
from clearway.hub.agreements import public as agreements
from clearway.hub.agreements.public import AgreementError, files
from clearway.hub.agreements.public.files import Filed
from clearway.hub.boarding.public import words as showing
from clearway.hub.boarding.public.words import Member, shown
from clearway.hub.citizen.public import OUTCOMES, Names, word
from clearway.hub.holding import counting
from clearway.platform.calendar import day_in, now
from clearway.platform.wording import say
from clearway.registers.lawbook import public as lawbook

#: Which versions each list shows.
TABS: Final = {
    "waiting": (noop("Waiting for you"), ("proposed",)),
    "in-use": (noop("In use"), ("approved", "suspended")),
    "all": (noop("All"), ()),
}
#: What a holder does with a version: the state it leads to, and what is said afterwards.
VERBS: Final[dict[str, tuple[State, str]]] = {
    "approve": ("approved", noop("The agreement is in use from this moment.")),
    "refuse": ("refused", noop("The proposal is refused; whoever asked reads why.")),
    "suspend": ("suspended", noop("The agreement is suspended: the next look-up is refused.")),
    "resume": ("approved", noop("The agreement is in use again.")),
    "end": ("ended", noop("The agreement is ended for good.")),
}
#: So many days are looked back at.
DAYS: Final = 30
#: No list goes further.
LAST_PAGE: Final = 400
_LONGEST: Final = 40


def listed(request: HttpRequest, who: Member) -> HttpResponse:
    """The agreements about what the organisation holds; what waits for it comes first."""
    at = now()
    tab = request.GET.get("show", "waiting")
    tab = tab if tab in TABS else "waiting"
    words, page = asked_for(request), page_of(request)
    found, has_more = files.listed(holder=who.chosen or "-", states=TABS[tab][1], words=words, page=page)
    counted = files.counted(holder=who.chosen or "-")
    soon = day_in(lawbook.current(at).country.time_zone, at) + timedelta(days=DAYS + 1)
    context = {
        "rows": showing.rows(found),
        "tabs": [
            (name, _(title), sum(counted.get(one, 0) for one in states)) for name, (title, states) in TABS.items()
        ],
        "tab": tab,
        "asked": words,
        "page": page,
        "has_more": has_more,
        "ending": showing.rows(files.ending_before(soon, holder=who.chosen or "-")),
        "title": Names([who.chosen]).organisation(who.chosen),
        "holds": holds(who),
    }
    return shown(request, who, "hub/holding/agreements.html", context)


def one(request: HttpRequest, who: Member, number: str, version: int) -> HttpResponse:
    """One version: what is asked, what is different from before, and the holder's decision."""
    filed = own(who, number, version)
    problem = None
    if request.method == "POST":
        problem = _decide(request, who, filed)
        if problem is None:
            return redirect("holding-agreement", number, version)
    context = {
        **showing.whole(filed),
        "verbs": verbs(filed),
        "reason": request.POST.get("reason", ""),
        **said(problem),
    }
    return shown(request, who, "hub/holding/agreement.html", context, status=422 if problem else 200)


def usage(request: HttpRequest, who: Member) -> HttpResponse:
    """Who looked up what, how often, and with which outcome, in the last days; no official and no subject."""
    at = now()
    since = day_in(lawbook.current(at).country.time_zone, at) - timedelta(days=DAYS - 1)
    found = counting.of_organisations(who.chosen, since)
    days = counting.of_days(who.chosen, since)
    names = Names(each.organisation for each in found)
    most = max((times for _day, times in days), default=1)
    context = {
        "rows": [
            (names.organisation(each.organisation), names.kind(each.kind), word(OUTCOMES, each.outcome), each.outcome,
             each.times)
            for each in found
        ],
        "days": [(day, times, round(100 * times / most)) for day, times in days],
        "since": since,
        "total": sum(times for _day, times in days),
    }  # fmt: skip
    return shown(request, who, "hub/holding/usage.html", context)


def own(who: Member, number: str, version: int) -> Filed:
    """A version about what the organisation holds; any other is not there."""
    found = files.find(number, version) if number.isprintable() and version < 2**31 else None
    if found is None or found.holder != who.chosen:
        raise Http404
    return found


def holds(who: Member) -> int:
    """How many kinds of information the organisation holds, as the catalogue has it."""
    kinds = lawbook.current(now()).sharing.kinds.values()
    return sum(one.holder == who.chosen for one in kinds)


def verbs(filed: Filed) -> tuple[str, ...]:
    """What its holder may do with a version as it stands."""
    if filed.state == "proposed":
        return ("approve", "refuse")
    if filed.state == "approved":
        return ("suspend", "end")
    if filed.state == "suspended":
        return ("end",) if filed.is_stopped else ("resume", "end")
    return ()


def said(problem: AgreementError | None) -> dict[str, Any]:
    """A problem in the reader's words."""
    if problem is None:
        return {}
    return {"problem": say(problem.sentence, problem.facts), "remedy": say(problem.remedy), "code": problem.code}


def asked_for(request: HttpRequest) -> str:
    """The words that somebody looks for."""
    return request.GET.get("q", "").strip()[:_LONGEST].replace("\0", "")


def page_of(request: HttpRequest) -> int:
    """Which page of a list."""
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1


def _decide(request: HttpRequest, who: Member, filed: Filed) -> AgreementError | None:
    verb, agreement = request.POST.get("verb", ""), filed.agreement
    if verb not in VERBS:
        raise Http404
    state, done = VERBS[verb]
    reason = request.POST.get("reason", "").replace("\0", "")
    try:
        agreements.move(
            agreement.number, agreement.version, state, holder=who.chosen, reason=reason, by=who.actor.name, at=now()
        )
    except AgreementError as error:
        return error
    messages.success(request, _(done))
    return None
