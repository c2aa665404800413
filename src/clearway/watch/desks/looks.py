"""The pages of second looks: one's own work, several findings at once, blind reviews, and local numbers."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.watch import NumberRefused, counted
from clearway.platform.wording import say
from clearway.watch.cases import public as cases
from clearway.watch.cases.public import CaseError
from clearway.watch.desks.seat import Seat, in_words, shown
from clearway.watch.desks.words import REASONS, STEPS, card_of, explained, row
from clearway.watch.findings import public as findings
from clearway.watch.rulebook.public import Limit
from clearway.watch.rulebook.public import local as numbers


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
    """What a government may set for itself, within the ministry's limits, and what it has set so far."""
    may_set = seat.actor.may("watch:act")
    refused: NumberRefused | None = None
    if request.method == "POST":
        if not may_set:
            raise Http404
        said = numbers.Said(*(request.POST.get(name, "") for name in numbers.Said.__struct_fields__))
        try:
            findings.local.set_number(said, book=seat.book, tenant=seat.tenant, by=seat.actor.name, at=seat.at)
            messages.success(request, _("It is set, and on record. It counts from its day on."))
            return redirect("watch-local")
        except NumberRefused as error:
            refused = error
    known, counting = numbers.numbers(seat.tenant), numbers.law_of(seat.book, seat.tenant)
    rows = [
        {
            **_own_number(one, known), "law": _plain(numbers.on_day(counted(seat.book.law), one.code, seat.today)),
            "counts": _plain(numbers.on_day(counting, one.code, seat.today)),
        }
        for one in sorted(seat.book.limits, key=lambda one: one.code)
    ]  # fmt: skip
    context = {
        "rows": rows, "may_set": may_set, "given": request.POST, "today": seat.today, "refused": refused,
        "sentence": _(refused.sentence) if refused else "", "most": numbers.MOST_CHARACTERS,
    }  # fmt: skip
    return shown(request, seat, "local", context, status=422 if refused else 200)


def _own_number(limit: Limit, known: Sequence[numbers.LocalNumber]) -> dict[str, Any]:
    """A number in words: its limits, and everything that was set."""
    return {
        "code": limit.code, "title": in_words(limit.titles, limit.code), "by": limit.law,
        "least": _plain(limit.least), "most": _plain(limit.most), "is_whole": limit.step == 1,
        "set": [(one, _plain(one.amount), one.who) for one in known if one.code == limit.code],
    }  # fmt: skip


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


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}"


def _said(problem: CaseError | None) -> dict[str, Any]:
    if problem is None:
        return {}
    return {
        "problem": say(problem.sentence, problem.facts), "remedy": say(problem.remedy, problem.facts),
        "code": problem.code, "place": problem.place,
    }  # fmt: skip
