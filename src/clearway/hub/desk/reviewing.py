"""What waits for the manager: emergencies to be reviewed, and flags of misuse to be decided."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.hub.citizen.public import Names, word
from clearway.hub.desk.clerk import Clerk
from clearway.hub.desk.showing import OUTCOMES, STATES, called, shown
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
    told = _review(found, Names([clerk.organisation, found.office]), clerk)
    return _found(request, clerk, "review", {"one": found, **told}, reviews.decide, ("justified", "not-justified"))


def flag(request: HttpRequest, clerk: Clerk, flag: Any) -> HttpResponse:
    """One flag: why a look-up was flagged; decided with the reasons."""
    found = misuse.find(str(flag), organisation=clerk.organisation)
    if found is None:
        raise Http404
    told = _flag(found, Names([clerk.organisation, found.office]))
    return _found(request, clerk, "flag", {"one": found, **told}, misuse.decide, ("justified", "misuse"))


def _found(
    request: HttpRequest,
    clerk: Clerk,
    page: str,
    told: dict[str, Any],
    decide: Callable[..., None],
    states: tuple[str, ...],
) -> HttpResponse:
    """The page of what waits for a finding; sent, the finding goes on record or it is said what it lacks."""
    found, text, problem = told["one"], request.POST.get("text", ""), None
    if request.method == "POST":
        state = request.POST.get("state", "")
        if state not in states:
            raise Http404
        try:
            decide(found.number, state, text, by=clerk.actor.name, at=clerk.at, organisation=clerk.organisation)
        except (ReviewError, MisuseError) as error:
            problem = error
        else:
            messages.success(request, _("Your finding is on record."))
            return redirect(request.path)
    context = {**told, "is_mine": found.official == clerk.actor.name, "text": text, **_problem(problem)}
    return shown(request, clerk, page, context, status=400 if problem else 200)


def _problem(problem: ReviewError | MisuseError | None) -> dict[str, str]:
    if problem is None:
        return {}
    return {"problem": say(problem.sentence, problem.facts), "remedy": say(problem.remedy, problem.facts)}


def _review(one: Review, names: Names, clerk: Clerk) -> dict[str, Any]:
    article, law = names.article(one.article)
    return {
        "review": one,
        "official": called(one.official),
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
        "official": called(one.official),
        "kind": names.kind(one.kind),
        "article": article,
        "law": law,
        "subject": one.subject.partition("/")[2],
        "state": word(STATES, one.state),
        "decided_by": one.decided_by.removeprefix("user:"),
    }
