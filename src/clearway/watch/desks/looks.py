"""The pages of second looks: one's own work, several findings at once, blind reviews, and local numbers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.platform.wording import say
from clearway.watch.cases import public as cases
from clearway.watch.cases.public import CaseError
from clearway.watch.desks.seat import Seat, in_words, shown
from clearway.watch.desks.words import LOCAL, REASONS, STEPS, card_of, explained, row
from clearway.watch.rulebook.public import Limit


def own(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What is open with oneself, which of one's exceptions end soon, and what one has on record."""
    if not seat.actor.may("watch:act"):
        raise Http404
    mine = cases.listed([seat.tenant], official=seat.name)
    excepted = cases.listed([seat.tenant], official=seat.name, state="excluded")
    context = {
        "open": [row(one, seat) for one in mine],
        "late": sum(1 for one in mine if one.is_late(seat.today)),
        "excepted": [row(one, seat) for one in sorted(excepted, key=lambda one: one.until or seat.today)],
        "steps": [
            {"row": row(standing, seat), "step": step, "what": _(STEPS.get(step.kind, step.kind)),
             "reason": _(REASONS[step.reason]) if step.reason in REASONS else ""}
            for standing, step in cases.queries.own_steps(seat.actor.name, seat.tenant)
        ],
    }  # fmt: skip
    return shown(request, seat, "own", context)


def several(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Findings of one scenario are chosen, and the same is done to each."""
    if not seat.actor.may("watch:act"):
        raise Http404
    counted = [one for one in cases.tallies([seat.tenant], seat.today) if one.open]
    chosen = request.POST.get("scenario") or request.GET.get("scenario", "")
    problem: CaseError | None = None
    if request.method == "POST":
        problem = _done(request, seat)
        if problem is None:
            is_known = any(one.scenario == chosen for one in counted)
            return redirect(f"{request.path}?scenario={chosen}" if is_known else request.path)
    found = cases.listed([seat.tenant], scenario=chosen, limit=cases.together.MOST_AT_ONCE) if chosen else ()
    context = {
        "scenarios": [(one.scenario, _title(one.scenario, seat), one.open) for one in counted],
        "chosen": chosen,
        "rows": [row(one, seat) for one in found],
        "ticked": request.POST.getlist("number"),
        "reasons": [(code, _(REASONS[code])) for code in cases.REASONS],
        "most": cases.MOST_CHARACTERS,
        "given": request.POST,
        "act": request.POST.get("act", ""),
        **_said(problem),
    }
    return shown(request, seat, "several", context, status=422 if problem else 200)


def reviews(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Exclusions that wait for a second person; nothing of how they were decided."""
    found = cases.queries.reviews(seat.reach, but_not_of=seat.actor.name)
    rows = [
        {"review": one, "title": _title(one.finding.scenario, seat), "tenant": seat.title_of(one.finding.tenant)}
        for one in found
    ]
    return shown(request, seat, "reviews", {"rows": rows})


def review(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """One finding that somebody has excepted: what one would have done oneself."""
    found = cases.queries.review_of(number, seat.reach, but_not_of=seat.actor.name) if number < 2**63 else None
    if found is None:
        raise Http404
    problem: CaseError | None = None
    if request.method == "POST":
        try:
            outcome = cases.reviewing.review(
                number, request.POST.get("reason", ""), request.POST.get("text", ""), book=seat.book,
                reach=seat.reach, today=seat.today, by=seat.actor.name, at=seat.at,
            )  # fmt: skip
            messages.success(request, _(_CAME_OUT[outcome]))
            return redirect("watch-finding", found.finding.number)
        except CaseError as error:
            problem = error
    standing = cases.find(found.finding.number, seat.reach)
    if standing is None:
        raise Http404
    context = {
        **row(standing, seat), **explained(standing, seat), "review": found, "given": request.POST,
        "reasons": [(code, _(REASONS[code])) for code in cases.REASONS], "most": cases.MOST_CHARACTERS,
        **_said(problem),
    }  # fmt: skip
    return shown(request, seat, "review", context, status=422 if problem else 200)


def local(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What a government may set for itself, within the ministry's limits."""
    may_set = seat.actor.may("watch:act")
    problem: CaseError | None = None
    if request.method == "POST":
        if not may_set:
            raise Http404
        try:
            cases.reviewing.set_local(
                request.POST.get("code", ""), request.POST.get("amount", ""), book=seat.book, tenant=seat.tenant,
                by=seat.actor.name, at=seat.at,
            )  # fmt: skip
            messages.success(request, _("It is set, and on record. It holds for what begins from now on."))
            return redirect("watch-local")
        except CaseError as error:
            problem = error
    known = cases.queries.local_numbers(seat.tenant)
    rows = [
        {"limit": one, "title": _(LOCAL[one.code]) if one.code in LOCAL else one.code, "own": known.get(one.code),
         "law": _law(one.code, seat)}
        for one in sorted(seat.book.limits, key=_place)
    ]  # fmt: skip
    context = {"rows": rows, "may_set": may_set, "given": request.POST, **_said(problem)}
    return shown(request, seat, "local", context, status=422 if problem else 200)


_CAME_OUT = {
    "same": noop("You and the first official decided alike. The exception stays."),
    "other": noop("You decided otherwise than the first official. The finding waits anew."),
}


def _done(request: HttpRequest, seat: Seat) -> CaseError | None:
    given = request.POST
    numbers = [int(one) for one in given.getlist("number") if one.isdecimal() and len(one) < 18]
    try:
        if given.get("act") == "exclude":
            done = cases.together.exclude_all(
                numbers, given.get("reason", ""), given.get("evidence", ""), given.get("until", ""), book=seat.book,
                today=seat.today, tenant=seat.tenant, by=seat.actor.name, at=seat.at,
            )  # fmt: skip
        else:
            done = cases.together.check_all(
                numbers, given.get("text", ""), tenant=seat.tenant, by=seat.actor.name, at=seat.at
            )
    except CaseError as error:
        return error
    messages.success(request, say(_("Done to {n}, each on record by itself."), {"n": str(done)}))
    return None


def _title(number: str, seat: Seat) -> str:
    card = card_of(number, seat)
    return in_words(card.title, number) if card else number


def _place(limit: Limit) -> tuple[int, str]:
    codes = list(LOCAL)
    return codes.index(limit.code) if limit.code in codes else len(codes), limit.code


def _law(code: str, seat: Seat) -> str:
    held = (
        amount for name, since, until, amount in seat.book.law
        if name == code and since <= seat.today <= (until or seat.today)
    )  # fmt: skip
    found = next(held, None)
    return "" if found is None else f"{found:f}".rstrip("0").rstrip(".") if "." in f"{found:f}" else f"{found:f}"


def _said(problem: CaseError | None) -> dict[str, Any]:
    if problem is None:
        return {}
    return {
        "problem": say(problem.sentence, problem.facts), "remedy": say(problem.remedy, problem.facts),
        "code": problem.code, "place": problem.place,
    }  # fmt: skip
