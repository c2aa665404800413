"""Delegates: who may decide on consents for me, and for whom I may."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.hub.citizen.allowing import end_of
from clearway.hub.citizen.showing import Citizen, shown
from clearway.hub.consents.public import ConsentError, delegates
from clearway.platform.calendar import now
from clearway.platform.wording import say


def listed(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """Both lists, and a form to name somebody."""
    problem = None
    if request.method == "POST":
        try:
            delegates.delegate(
                citizen.number, request.POST.get("person", "").strip().upper(), by=citizen.actor.name, at=now(),
                until=end_of(request.POST.get("until", "")),
            )  # fmt: skip
        except ConsentError as error:
            problem = error
        else:
            messages.success(request, _("They may decide for you from now on."))
            return redirect("delegates")
    at = now()
    context = {
        "mine": delegates.delegates_of(citizen.number, at),
        "others": delegates.of_delegate(citizen.number, at),
        "person": request.POST.get("person", ""),
        "until": request.POST.get("until", ""),
        **({"problem": say(problem.sentence, problem.facts), "remedy": say(problem.remedy)} if problem else {}),
    }
    return shown(request, "delegates", context, status=400 if problem else 200)


def revoke(request: HttpRequest, citizen: Citizen, delegation: Any) -> HttpResponse:
    """Take it back; it holds no more at once."""
    delegates.revoke(str(delegation), subject=citizen.number, by=citizen.actor.name, at=now())
    messages.success(request, _("They decide nothing for you any more."))
    return redirect("delegates")
