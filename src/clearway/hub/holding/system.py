"""The holder's own system: where it is asked, how it has answered, and a try of it."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.law.information import InformationKind
from clearway.hub.boarding import public as boarding
from clearway.hub.boarding.public import BoardingError
from clearway.hub.boarding.public.words import Member, shown
from clearway.hub.citizen.public import Names
from clearway.hub.exchange import public as exchange
from clearway.hub.holding import counting
from clearway.platform.calendar import now
from clearway.platform.wording import say
from clearway.registers.lawbook import public as lawbook

TRIES: Final = {
    "answered": noop("It answered in {millis} ms."),
    "not-found": noop("It answered in {millis} ms that it has no such record."),
    "away": noop("It did not answer."),
    "unreadable": noop("It answered something that is no record."),
}


def system(request: HttpRequest, who: Member) -> HttpResponse:
    """Where the system is, how it answers, and the certificates; POST names another address, or tries it."""
    kinds = _kinds(who)
    context: dict[str, Any] = {"address": exchange.address_of(who.chosen)}
    if request.method == "POST":
        if not kinds:
            raise Http404
        verb = request.POST.get("verb", "")
        if verb == "reach":
            problem = _reach(request, who)
            if problem is None:
                return redirect("holding-system")
            context |= {"address": request.POST.get("address", ""), **_said(problem)}
        elif verb == "try":
            context |= _tried(request, who, kinds)
        else:
            raise Http404
    context |= {
        "health": counting.health(who.chosen),
        "kinds": [(one.code, Names().kind(one.code)) for one in kinds],
        "certificates": boarding.certificates_of(who.chosen, now()),
        "title": Names([who.chosen]).organisation(who.chosen),
    }
    return shown(request, who, "hub/holding/system.html", context, status=422 if "problem" in context else 200)


def _kinds(who: Member) -> list[InformationKind]:
    return [one for one in lawbook.current(now()).sharing.kinds.values() if one.holder == who.chosen]


def _reach(request: HttpRequest, who: Member) -> BoardingError | None:
    try:
        boarding.name_system(who.chosen, request.POST.get("address", ""), by=who.actor.name, at=now())
    except BoardingError as error:
        return error
    messages.success(request, _("The system is asked at this address from now on. Try it."))
    return None


def _tried(request: HttpRequest, who: Member, kinds: list[InformationKind]) -> dict[str, Any]:
    kind = next((one for one in kinds if one.code == request.POST.get("kind")), kinds[0])
    key = request.POST.get("key", "").strip()[:60]
    try:
        found = boarding.try_system(who.chosen, kind.code, key, by=who.actor.name, at=now())
    except BoardingError as error:
        return {"kind": kind.code, "key": key, **_said(error)}
    names = Names()
    return {
        "tried": found,
        "said": _(TRIES[found.outcome]).format(millis=found.millis),
        "missing": names.parts(kind.code, found.missing),
        "unfit": names.parts(kind.code, found.unfit),
        "came": names.parts(kind.code, found.came),
        "kind": kind.code,
        "key": key,
    }


def _said(problem: BoardingError) -> dict[str, Any]:
    return {"problem": say(problem.sentence, problem.facts), "remedy": say(problem.remedy), "code": problem.code}
