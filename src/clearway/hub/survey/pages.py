"""What a citizen is asked after a service, and what everybody reads of the answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.hub.citizen.showing import Citizen, Names, word
from clearway.hub.survey import actions, queries
from clearway.hub.survey.errors import NotYourService, SurveyError
from clearway.hub.survey.models import QUESTIONS
from clearway.platform.calendar import day_in, now
from clearway.platform.wording import say
from clearway.registers.lawbook import public as lawbook

TITLES = {
    "convenience": noop("Convenience"),
    "responsiveness": noop("Responsiveness"),
    "content": noop("Content"),
    "security": noop("Safety of your data"),
}
ASKED = {
    "convenience": noop("How easy was it for you?"),
    "responsiveness": noop("How quickly were you served?"),
    "content": noop("Was what the office looked up right and complete?"),
    "security": noop("Do you feel that your data are in good hands?"),
}
MARKS = (
    (1, noop("very bad")), (2, noop("bad")), (3, noop("fair")), (4, noop("good")), (5, noop("very good")),
)  # fmt: skip


def listed(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """The services about which a citizen may say what they think."""
    found = queries.services(citizen.subject)
    names = Names(one.organisation for one in found)
    rows = [{"said": one, "organisation": names.organisation(one.organisation)} for one in found]
    return render(request, "hub/survey/services.html", {"rows": rows})


def one(request: HttpRequest, citizen: Citizen, access: Any) -> HttpResponse:
    """Four questions about one service, and room for words."""
    service = next((one for one in queries.services(citizen.subject) if one.access == str(access)), None)
    problem: SurveyError | None = None
    if request.method == "POST":
        try:
            _say(request, citizen, str(access))
        except SurveyError as error:
            problem = error
        else:
            messages.success(request, _("Thank you. Nobody can tell that it was you."))
            return redirect("surveys")
    if service is None:
        return _nothing(request, problem or NotYourService())
    context = {
        "organisation": Names([service.organisation]).organisation(service.organisation),
        "service": service,
        "questions": [(name, _(TITLES[name]), _(ASKED[name]), request.POST.get(name, "")) for name in QUESTIONS],
        "marks": [(str(mark), _(title)) for mark, title in MARKS],
        "words": request.POST.get("words", ""),
        **_said(problem),
    }
    return render(request, "hub/survey/service.html", context, status=400 if problem else 200)


def everybody(request: HttpRequest) -> HttpResponse:
    """What people think of each organisation, where enough have said so."""
    at = now()
    found = queries.results(at)
    names = Names(one.organisation for one in found)
    rows = [
        {"organisation": names.organisation(one.organisation), "answers": one.answers,
         "averages": [(word(TITLES, name), f"{mean:.1f}") for name, mean in one.averages]}
        for one in found
    ]  # fmt: skip
    context = {"rows": rows, "titles": [_(TITLES[name]) for name in QUESTIONS], "least": queries.least_answers(at)}
    return render(request, "hub/survey/everybody.html", context)


def _say(request: HttpRequest, citizen: Citizen, access: str) -> None:
    at = now()
    given = {name: request.POST.get(name, "") for name in QUESTIONS}
    marks = {name: int(mark) for name, mark in given.items() if mark in "12345" and len(mark) == 1}
    day = day_in(lawbook.current(at).country.time_zone, at)
    actions.give_opinion(citizen.subject, access, marks, request.POST.get("words", ""), day=day)


def _nothing(request: HttpRequest, problem: SurveyError) -> HttpResponse:
    return render(request, "hub/survey/services.html", {"rows": [], **_said(problem)}, status=404)


def _said(problem: SurveyError | None) -> dict[str, str]:
    if problem is None:
        return {}
    return {"problem": say(problem.sentence, problem.facts), "remedy": say(problem.remedy)}
