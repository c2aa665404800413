"""The brake: a privacy officer suspends any agreement at once, and alone lets it go on."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.hub.agreements import public as agreements
from clearway.hub.agreements.public import AgreementError, files
from clearway.hub.agreements.public.files import Filed
from clearway.hub.boarding.public import words
from clearway.hub.boarding.public.words import Member, shown
from clearway.platform.calendar import now
from clearway.platform.wording import say

_LONGEST: Final = 40
_LAST_PAGE: Final = 400


def listed(request: HttpRequest, who: Member) -> HttpResponse:
    """Every agreement in use or suspended, found by number, kind, article or organisation."""
    asked = request.GET.get("q", "").strip()[:_LONGEST].replace("\0", "")
    given = request.GET.get("page", "")
    page = min(max(int(given), 1), _LAST_PAGE) if given.isascii() and given.isdigit() and len(given) < 5 else 1
    found, has_more = files.listed(states=("approved", "suspended"), words=asked, page=page)
    context = {"rows": words.rows(found), "asked": asked, "page": page, "has_more": has_more}
    return shown(request, who, "hub/privacy/agreements.html", context)


def one(request: HttpRequest, who: Member, number: str, version: int) -> HttpResponse:
    """One agreement, with its history and the brake."""
    filed = files.find(number, version) if number.isprintable() and version < 2**31 else None
    if filed is None:
        raise Http404
    problem = None
    if request.method == "POST":
        problem = _moved(request, who, filed)
        if problem is None:
            return redirect("privacy-agreement", number, version)
    said = {} if problem is None else {
        "problem": say(problem.sentence, problem.facts), "remedy": say(problem.remedy), "code": problem.code,
    }  # fmt: skip
    may_stop = filed.state in ("approved", "suspended") and not filed.is_stopped
    context = {**words.whole(filed), "may_stop": may_stop, "reason": request.POST.get("reason", ""), **said}
    return shown(request, who, "hub/privacy/agreement.html", context, status=422 if problem else 200)


def _moved(request: HttpRequest, who: Member, filed: Filed) -> AgreementError | None:
    number, version = filed.agreement.number, filed.agreement.version
    reason = request.POST.get("reason", "").replace("\0", "")
    try:
        if request.POST.get("verb") == "stop":
            agreements.stop(number, version, reason, by=who.actor.name, at=now())
            messages.success(request, _("The agreement is stopped: the next look-up is refused."))
        else:
            agreements.let_go_on(number, version, reason, by=who.actor.name, at=now())
            messages.success(request, _("The agreement is in use again."))
    except AgreementError as error:
        return error
    return None
