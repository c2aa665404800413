"""The pages of findings: what there is to do today, and one finding with everything that explains it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.platform.events import log
from clearway.platform.wording import say
from clearway.watch.cases import public as cases
from clearway.watch.cases.public import CaseError, Standing
from clearway.watch.desks.seat import Seat, shown
from clearway.watch.desks.words import REASONS, explained, moment, row


def mine(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What there is to do today: the official's own, then what nobody is named for, then everybody else's."""
    found = [row(one, seat) for one in cases.listed(seat.reach)]
    blind = cases.queries.under_review(seat.reach) if seat.actor.may("watch:audit") else {}
    excluded = [one for one in cases.listed(seat.reach, state="excluded") if one.finding.number not in blind]
    todo, late = cases.waiting(seat.reach, seat.today)
    context = {
        "mine": [one for one in found if one["is_mine"]],
        "nobodys": [one for one in found if not one["official"]],
        "others": [one for one in found if one["official"] and not one["is_mine"]],
        "excluded": [row(one, seat) for one in excluded],
        "may_act": seat.actor.may("watch:act"),
        "settled": [row(one, seat) for one in cases.settled(seat.reach)],
        "todo": todo,
        "late": late,
        "shown_of": len(found),
        "with_tenant": len(seat.reach) > 1,
    }
    return shown(request, seat, "mine", context)


def finding(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """One finding: what was found and why, what may explain it, what clears it, and what was done."""
    one = _find(number, seat)
    if seat.actor.may("watch:audit") and (review := cases.queries.under_review([one.finding.tenant]).get(number)):
        return redirect("watch-review", review)
    problem: CaseError | None = None
    if request.method == "POST":
        problem = _step(request, seat, one)
        if problem is None:
            return redirect("watch-finding", number)
    may_act = seat.actor.may("watch:act") and one.finding.tenant == seat.tenant and one.finding.state == "open"
    context = {
        **row(one, seat),
        **explained(one, seat),
        "moments": [moment(told) for told in log.about(f"finding/{number}")],
        "may_act": may_act,
        "reasons": [(code, _(REASONS[code])) for code in cases.REASONS],
        "most": cases.MOST_CHARACTERS,
        "given": request.POST,
        "act": request.POST.get("act", ""),
        **_said(problem),
    }
    return shown(request, seat, "finding", context, status=422 if problem else 200)


def _step(request: HttpRequest, seat: Seat, one: Standing) -> CaseError | None:
    if not seat.actor.may("watch:act") or one.finding.tenant != seat.tenant:
        raise Http404
    take = _STEPS.get(request.POST.get("act", ""))
    if take is None:
        raise Http404
    try:
        messages.success(request, take(request, seat, one.finding.number))
    except CaseError as error:
        return error
    return None


def _checked(request: HttpRequest, seat: Seat, number: int) -> str:
    cases.check(number, request.POST.get("text", ""), tenant=seat.tenant, by=seat.actor.name, at=seat.at)
    return _("What you found is on record.")


def _acted(request: HttpRequest, seat: Seat, number: int) -> str:
    cases.act(number, request.POST.get("text", ""), tenant=seat.tenant, by=seat.actor.name, at=seat.at)
    return _("What you did is on record. The finding is settled by itself when the records show it.")


def _excluded(request: HttpRequest, seat: Seat, number: int) -> str:
    given = request.POST
    cases.exclude(
        number, given.get("reason", ""), given.get("evidence", ""), given.get("until", ""), book=seat.book,
        today=seat.today, tenant=seat.tenant, by=seat.actor.name, at=seat.at,
    )  # fmt: skip
    return _("It is excepted. If a record on which this rests changes, it comes back by itself.")


_STEPS: dict[str, Callable[[HttpRequest, Seat, int], str]] = {
    "check": _checked,
    "act": _acted,
    "exclude": _excluded,
}


def _find(number: int, seat: Seat) -> Standing:
    found = cases.find(number, seat.reach) if number < 2**63 else None
    if found is None:
        raise Http404
    return found


def _said(problem: CaseError | None) -> dict[str, Any]:
    if problem is None:
        return {}
    return {
        "problem": say(problem.sentence, problem.facts),
        "remedy": say(problem.remedy, problem.facts),
        "code": problem.code,
        "place": problem.place,
    }
