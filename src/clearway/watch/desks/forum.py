"""The pages of proposals, and of what scenarios on trial find."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.platform.events import log
from clearway.watch.authoring import public as authoring
from clearway.watch.authoring.public import AuthoringError
from clearway.watch.desks.seat import Seat, in_words, shown
from clearway.watch.desks.words import amount, sentence
from clearway.watch.desks.writing import areas, said
from clearway.watch.findings import public as findings

STATES: Final = {
    "open": noop("Waits for the ministry"), "taken": noop("Taken up"), "declined": noop("Declined"),
}  # fmt: skip
_MOST: Final = 50


def proposals(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What officials propose to look for, and a form to propose something."""
    problem: AuthoringError | None = None
    if request.method == "POST":
        given = request.POST
        try:
            number = authoring.forum.propose(
                given.get("title", ""), given.get("text", ""), given.get("evidence", ""), tenant=seat.tenant,
                by=seat.actor.name, at=seat.at,
            )  # fmt: skip
            messages.success(request, _("Your proposal is on record. Everybody of the watch can read and answer it."))
            return redirect("watch-proposal", number)
        except AuthoringError as error:
            problem = error
    rows = [
        {"one": one, "tenant": seat.title_of(one.tenant), "state": _(STATES[one.state])}
        for one in authoring.queries.proposals()
    ]
    context = {"rows": rows, "given": request.POST, **said(problem)}
    return shown(request, seat, "proposals", context, status=422 if problem else 200)


def proposal(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """One proposal, what is said of it, and what the ministry makes of it."""
    problem: AuthoringError | None = None
    if request.method == "POST":
        take = _STEPS.get(request.POST.get("act", ""))
        if take is None:
            raise Http404
        try:
            return take(request, seat, number)
        except AuthoringError as error:
            problem = error
    found = authoring.queries.proposal(number) if number < 2**63 else None
    if found is None:
        raise Http404
    one, answers = found
    decided = [told for told in log.about(f"proposal/{number}") if told.type == "watch.proposal-decided.v1"]
    context = {
        "one": one,
        "tenant": seat.title_of(one.tenant),
        "state": _(STATES[one.state]),
        "said_of_it": [{"tenant": seat.title_of(told.tenant), "at": told.at, "text": told.text} for told in answers],
        "declined": decided[-1].facts["text"] if decided and one.state == "declined" else "",
        "areas": areas(seat),
        "given": request.POST,
        **said(problem),
    }
    return shown(request, seat, "proposal", context, status=422 if problem else 200)


def trials(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What scenarios on trial find, by scenario, with the most money first: for auditors alone."""
    on_trial = {one.card.id: one for one in seat.book.scenarios if one.card.status == "trial"}
    rows: dict[str, list[dict[str, Any]]] = {number: [] for number in on_trial}
    seen = findings.findings(
        tenants=seat.reach, states=("seen",), scenarios=tuple(on_trial), limit=_MOST * max(len(on_trial), 1)
    )
    for one in seen:
        scenario = on_trial[one.scenario]
        rows[one.scenario].append(
            {"case": one.case_key, "tenant": seat.title_of(one.tenant), "at": one.found_at,
             "money": amount(one.money, scenario.card.money_unit),
             "says": sentence(scenario.card.explanation, one, scenario, seat).text}
        )  # fmt: skip
    context = {
        "trials": [
            {"number": number, "title": in_words(one.card.title, number), "rows": rows[number][:_MOST]}
            for number, one in sorted(on_trial.items())
        ]
    }
    return shown(request, seat, "trials", context)


def _answered(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    text = request.POST.get("text", "")
    authoring.forum.answer(number, text, tenant=seat.tenant, by=seat.actor.name, at=seat.at)
    messages.success(request, _("Your answer is on record."))
    return redirect("watch-proposal", number)


def _taken(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    _ministry(seat)
    writing = authoring.forum.take_up(
        number, request.POST.get("scenario", "").strip(), request.POST.get("area", ""), office=seat.tenant,
        book=seat.book, by=seat.actor.name, at=seat.at,
    )  # fmt: skip
    return redirect("watch-writing", writing)


def _declined(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    _ministry(seat)
    authoring.forum.decline(number, request.POST.get("text", ""), by=seat.actor.name, at=seat.at)
    messages.success(request, _("It is declined, with your reason on record."))
    return redirect("watch-proposal", number)


def _ministry(seat: Seat) -> None:
    if not seat.is_author:
        raise Http404


_STEPS: Final[dict[str, Callable[[HttpRequest, Seat, int], HttpResponse]]] = {
    "answer": _answered, "take": _taken, "decline": _declined,
}  # fmt: skip
