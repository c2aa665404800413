"""Consents: what I am asked to allow, what I have allowed, and for whom else I decide."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_noop as noop

from clearway.hub.citizen.showing import CONSENT_STATES, Citizen, Names, shown, word
from clearway.hub.consents import public as consents
from clearway.hub.consents.public import Asked, ConsentError, delegates
from clearway.platform.calendar import now
from clearway.platform.wording import say
from clearway.registers.lawbook import public as lawbook
from clearway.stations.release.public import ReleaseError

SAID = {
    "give": noop("You have allowed it. You can take it back at any time."),
    "refuse": noop("You have refused it."),
    "withdraw": noop("You have taken it back. Nothing is shown because of it any more."),
}


class DayUnreadable(ConsentError):
    """A day is written as the form writes it."""

    code = "CNS-007"
    sentence = "This is not a day."
    remedy = "Choose a day to come, or leave it empty."


def listed(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """Everything I was asked, or that somebody was asked for whom I may decide; what waits comes first."""
    at = now()
    subject = _subject(request.GET.get("for", ""), citizen, at)
    found = consents.of_subject(subject)
    names = Names(one.organisation for one in found)
    rows = [_row(one, names, at) for one in found]
    context = {
        "waiting": [row for row in rows if row["state_code"] == "asked"],
        "decided": [row for row in rows if row["state_code"] != "asked"],
        "other": subject if subject != citizen.number else "",
        "others": delegates.of_delegate(citizen.number, at),
    }
    return shown(request, "consents", context)


def one(request: HttpRequest, citizen: Citizen, consent: Any) -> HttpResponse:
    """One consent: what is asked, by whom and why; give it, refuse it, take it back."""
    at = now()
    found, problem = _open(request, citizen, consent, at), None
    delegate = citizen.number if found.subject != citizen.number else ""
    if request.method == "POST":
        verb = request.POST.get("verb", "")
        try:
            _decide(request, found, verb, by=citizen.actor.name, delegate=delegate)
        except ConsentError as error:
            problem = error
        else:
            messages.success(request, word(SAID, verb))
            return redirect(_address(found, citizen))
    context = {
        **_row(found, Names([found.organisation]), at),
        "consent": found,
        "other": found.subject if delegate else "",
        "until": request.POST.get("until", ""),
        **({"problem": say(problem.sentence, problem.facts), "remedy": say(problem.remedy)} if problem else {}),
    }
    return shown(request, "consent", context, status=400 if problem else 200)


def receipt(request: HttpRequest, citizen: Citizen, consent: Any) -> HttpResponse:
    """The signed receipt, to keep."""
    at = now()
    found = _open(request, citizen, consent, at)
    language = get_language() or "en"
    organisation = Names([found.organisation]).organisation(found.organisation)
    try:
        content = consents.receipt(
            found, lawbook.current(at).sharing, organisation=organisation, language=language, at=at
        )
    except ReleaseError as error:
        return HttpResponse(error.code, status=503, headers={"Retry-After": "60"})
    answer = HttpResponse(content, content_type="application/ld+json")
    answer["Content-Disposition"] = f'attachment; filename="consent-{found.number}.jsonld"'
    return answer


def _decide(request: HttpRequest, found: Asked, verb: str, *, by: str, delegate: str) -> None:
    named: dict[str, Any] = {"subject": found.subject, "by": by, "at": now(), "delegate": delegate}
    if verb == "give":
        consents.give(found.number, until=end_of(request.POST.get("until", "")), **named)
    elif verb == "refuse":
        consents.refuse(found.number, **named)
    elif verb == "withdraw":
        consents.withdraw(found.number, **named)
    else:
        raise Http404


def end_of(text: str) -> datetime | None:
    """The first instant after a day of the country; nothing where no day was named."""
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
        zone = ZoneInfo(lawbook.current(now()).country.time_zone)
        return datetime.combine(date.fromordinal(day.toordinal() + 1), time(), zone)
    except (ValueError, OverflowError) as error:
        raise DayUnreadable from error


def _subject(wanted: str, citizen: Citizen, at: datetime) -> str:
    """For whom one looks: oneself, or somebody who lets one decide."""
    if not wanted or wanted == citizen.number:
        return citizen.number
    if not delegates.stands(wanted, citizen.number, at):
        raise Http404
    return wanted


def _open(request: HttpRequest, citizen: Citizen, consent: Any, at: datetime) -> Asked:
    subject = _subject(request.GET.get("for", ""), citizen, at)
    found = consents.find(str(consent), subject=subject)
    if found is None:
        raise Http404
    return found


def _address(found: Asked, citizen: Citizen) -> str:
    where = reverse("consent", args=[found.number])
    return where if found.subject == citizen.number else f"{where}?for={found.subject}"


def _row(one: Asked, names: Names, at: datetime) -> dict[str, Any]:
    article, law = names.article(one.article)
    state = one.stands(at)
    return {
        "number": one.number,
        "organisation": names.organisation(one.organisation),
        "kind": names.kind(one.kind) if one.kind else one.purpose,
        "purpose": one.purpose if one.kind else "",
        "holder": names.holder(one.kind),
        "parts": names.parts(one.kind, one.grants),
        "article": article,
        "law": law,
        "state": word(CONSENT_STATES, state),
        "state_code": state,
        "asked_at": one.asked_at,
        "decided_at": one.decided_at or one.since,
        "ends_at": one.until,
        "withdrawn_at": one.withdrawn_at,
        "delegate": one.delegate,
    }
