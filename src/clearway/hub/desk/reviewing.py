"""What waits for the manager: emergencies to be reviewed, and flags of misuse to be decided."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.hub.citizen.public import Names, word
from clearway.hub.desk.clerk import Clerk
from clearway.hub.desk.showing import OUTCOMES, STATES, shown
from clearway.hub.misuse import public as misuse
from clearway.hub.misuse.public import Flagged, MisuseError
from clearway.hub.reviews import public as reviews
from clearway.hub.reviews.public import Review, ReviewError
from clearway.platform.wording import say

#: So many that were decided are listed.
_DECIDED = 20


def waiting(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """Emergencies, overdue ones first, and flags, heaviest first; then what was decided."""
    names = Names([clerk.organisation])
    open_, done = reviews.waiting(organisation=clerk.organisation), reviews.decided(organisation=clerk.organisation)
    flags, settled = misuse.waiting(clerk.organisation), misuse.decided(clerk.organisation, limit=_DECIDED)
    context = {
        "reviews": [_review(one, names, clerk) for one in open_],
        "overdue": sum(one.is_overdue(clerk.at) for one in open_),
        "reviewed": [_review(one, names, clerk) for one in done[:_DECIDED]],
        "flags": [_flag(one, names) for one in flags],
        "settled": [_flag(one, names) for one in settled],
    }
    return shown(request, clerk, "reviews", context)


def one(request: HttpRequest, clerk: Clerk, review: Any) -> HttpResponse:
    """One emergency: what was asked and why; found justified or not, with the reasons."""
    found = reviews.one(str(review), organisation=clerk.organisation)
    if found is None:
        raise Http404
    problem = None
    if request.method == "POST":
        state = request.POST.get("state", "")
        if state not in ("justified", "not-justified"):
            raise Http404
        try:
            reviews.decide(
                found.number, "justified" if state == "justified" else "not-justified", request.POST.get("text", ""),
                by=clerk.actor.name, at=clerk.at, organisation=clerk.organisation,
            )  # fmt: skip
        except ReviewError as error:
            problem = error
        else:
            messages.success(request, _("Your finding is on record."))
            return redirect("desk-review", review=review)
    context = {
        "one": found,
        **_review(found, Names([clerk.organisation, found.office]), clerk),
        "is_mine": found.official == clerk.actor.name,
        "text": request.POST.get("text", ""),
        **_problem(problem),
    }
    return shown(request, clerk, "review", context, status=400 if problem else 200)


def flag(request: HttpRequest, clerk: Clerk, flag: Any) -> HttpResponse:
    """One flag: why a look-up was flagged; decided with the reasons."""
    found = misuse.find(str(flag), organisation=clerk.organisation)
    if found is None:
        raise Http404
    problem = None
    if request.method == "POST":
        state = request.POST.get("state", "")
        if state not in ("justified", "misuse"):
            raise Http404
        try:
            misuse.decide(
                found.number, "misuse" if state == "misuse" else "justified", request.POST.get("text", ""),
                by=clerk.actor.name, at=clerk.at, organisation=clerk.organisation,
            )  # fmt: skip
        except MisuseError as error:
            problem = error
        else:
            messages.success(request, _("Your finding is on record."))
            return redirect("desk-flag", flag=flag)
    context = {
        "one": found,
        **_flag(found, Names([clerk.organisation, found.office])),
        "is_mine": found.official == clerk.actor.name,
        "text": request.POST.get("text", ""),
        **_problem(problem),
    }
    return shown(request, clerk, "flag", context, status=400 if problem else 200)


def _problem(problem: ReviewError | MisuseError | None) -> dict[str, str]:
    if problem is None:
        return {}
    return {"problem": say(problem.sentence, problem.facts), "remedy": say(problem.remedy, problem.facts)}


def _review(one: Review, names: Names, clerk: Clerk) -> dict[str, Any]:
    article, law = names.article(one.article)
    return {
        "review": one,
        "official": one.official.removeprefix("user:"),
        "kind": names.kind(one.kind),
        "parts": names.parts(one.kind, one.names),
        "holder": names.holder(one.kind),
        "article": article,
        "law": law,
        "subject": one.subject.partition("/")[2],
        "outcome": word(OUTCOMES, one.outcome),
        "is_overdue": one.is_overdue(clerk.at),
        "state": word(STATES, one.state),
        "decided_by": one.decided_by.removeprefix("user:"),
    }


def _flag(one: Flagged, names: Names) -> dict[str, Any]:
    article, law = names.article(one.article)
    return {
        "flag": one,
        "why": say(one.sentence, one.facts),
        "official": one.official.removeprefix("user:"),
        "kind": names.kind(one.kind),
        "article": article,
        "law": law,
        "subject": one.subject.partition("/")[2],
        "state": word(STATES, one.state),
        "decided_by": one.decided_by.removeprefix("user:"),
    }
