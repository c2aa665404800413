"""The privacy officer's desk: what citizens say, flags, emergencies, and any one access by its number."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.hub.boarding.public.words import Member, shown
from clearway.hub.citizen.public import BASES, DENIALS, OBJECTION_STATES, OUTCOMES, SORTS, Names, word
from clearway.hub.disclosures import public as disclosures
from clearway.hub.disclosures.public import DisclosureError, Objection
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Accessed
from clearway.hub.misuse import public as misuse
from clearway.hub.misuse.public import Flagged, MisuseError
from clearway.hub.privacy import events
from clearway.hub.reviews import public as reviews
from clearway.hub.reviews.public import Review
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.wording import say

#: Lists of the desk are no longer; what is decided makes room.
_LONGEST_REASON: Final = 300
_LONGEST_NUMBER: Final = 36
#: What the citizen reads about themselves, said of them.
_BASES: Final = {**BASES, "consent": noop("Consent")}
_DENIALS: Final = {**DENIALS, "SHR-114": noop("The person concerned has given no consent.")}
_STATES: Final = {
    **OBJECTION_STATES, "upheld": noop("The citizen is right"), "rejected": noop("The access was in order"),
}  # fmt: skip


def desk(request: HttpRequest, who: Member) -> HttpResponse:
    """What waits for the privacy officer, of the whole hub, the longest waiting first."""
    at = now()
    open_objections = disclosures.of_everybody(state="open")
    flags = misuse.waiting()
    emergencies = reviews.waiting_everywhere()
    organisations = [one.organisation for one in (*open_objections, *flags, *emergencies)]
    names = Names(organisations)
    context = {
        "objections": [_objection(one, names) for one in open_objections],
        "flags": [_flag(one, names) for one in flags],
        "reviews": [(_review(one, names), one.is_overdue(at)) for one in emergencies],
    }
    return shown(request, who, "hub/privacy/desk.html", context)


def objection(request: HttpRequest, who: Member, number: UUID) -> HttpResponse:
    """What a citizen said against an access, the access itself, and the answer that the citizen reads."""
    found = disclosures.find(str(number))
    if found is None:
        raise Http404
    problem: DisclosureError | None = None
    if request.method == "POST":
        problem = _answer(request, who, found)
        if problem is None:
            return redirect("privacy-objection", number)
    names = Names([found.organisation])
    context = {
        **_objection(found, names),
        "text": request.POST.get("text", ""),
        "access": _access_of(found.access),
        **_said(problem),
    }
    return shown(request, who, "hub/privacy/objection.html", context, status=422 if problem else 200)


def flag(request: HttpRequest, who: Member, number: UUID) -> HttpResponse:
    """A look-up that was flagged: why, and whether it was justified."""
    found = misuse.find(str(number))
    if found is None:
        raise Http404
    problem: MisuseError | None = None
    if request.method == "POST":
        state = "misuse" if request.POST.get("state") == "misuse" else "justified"
        try:
            misuse.decide(str(number), state, request.POST.get("text", ""), by=who.actor.name, at=now())  # type: ignore[arg-type] # one of the two.
        except MisuseError as error:
            problem = error
        else:
            messages.success(request, _("Your decision is on record."))
            return redirect("privacy-flag", number)
    context = {
        **_flag(found, Names([found.organisation, found.office])),
        "text": request.POST.get("text", ""),
        "access": _access_of(found.access),
        **_said(problem),
    }
    return shown(request, who, "hub/privacy/flag.html", context, status=422 if problem else 200)


def review(request: HttpRequest, who: Member, number: UUID) -> HttpResponse:
    """An emergency: the official's reason, and how it was judged; the holder and the organisation judge."""
    found = reviews.anywhere(str(number))
    if found is None:
        raise Http404
    context = {**_review(found, Names([found.organisation, found.office])), "access": _access_of(found.access)}
    return shown(request, who, "hub/privacy/review.html", context)


def accesses(request: HttpRequest, who: Member) -> HttpResponse:
    """One access by its number, with the official's name; that it was looked at, and why, is on record."""
    if request.method != "POST":
        return shown(
            request, who, "hub/privacy/accesses.html", {"number": request.GET.get("number", "")[:_LONGEST_NUMBER]}
        )
    number = _printable(request.POST.get("number", ""))[:_LONGEST_NUMBER].lower()
    reason = request.POST.get("reason", "").replace("\0", "").strip()[:_LONGEST_REASON]
    context: dict[str, Any] = {"number": number, "reason": reason}
    if not reason:
        context["problem"] = _("Say why you look at it; it is kept.")
        return shown(request, who, "hub/privacy/accesses.html", context, status=422)
    found = _find(number)
    told = events.AccessOpened(access=number, found=found is not None, reason=reason)
    log.record(told, subject=f"access/{number}", actor=who.actor.name, at=now())
    if found is None:
        context["problem"] = _("There is no access of this number.")
        return shown(request, who, "hub/privacy/accesses.html", context, status=404)
    names = Names([found.organisation, found.office])
    context |= {
        "access": _access(found, names),
        "objections": [_objection(one, names) for one in disclosures.against(found.number, found.subject)],
        "flags": [_flag(one, names) for one in misuse.of_accesses([found.number])],
        "opened": [each for each in log.about(f"access/{number}") if each.type == events.AccessOpened.name],
    }
    return shown(request, who, "hub/privacy/access.html", context)


def _answer(request: HttpRequest, who: Member, found: Objection) -> DisclosureError | None:
    state = "upheld" if request.POST.get("state") == "upheld" else "rejected"
    text = request.POST.get("text", "").replace("\0", "")
    try:
        disclosures.answer(found.number, state, text, holder=found.holder, by=who.actor.name, at=now())  # type: ignore[arg-type] # one of the two.
    except DisclosureError as error:
        return error
    messages.success(request, _("The citizen reads your answer beside the access."))
    return None


def _printable(text: str) -> str:
    return "".join(one for one in text.strip() if one.isprintable())


def _find(number: str) -> Accessed | None:
    try:
        wanted = str(UUID(number))
    except ValueError:
        return None
    return next(iter(exchange.recorded([wanted])), None)


def _access_of(number: str) -> dict[str, Any] | None:
    """An access without the official's name: that is opened with a reason alone."""
    found = _find(number)
    return None if found is None else {**_access(found, Names([found.organisation, found.office])), "official": ""}


def _access(found: Accessed, names: Names) -> dict[str, Any]:
    article, law = names.article(found.article)
    return {
        "on_record": found,
        "about": found.subject.partition("/")[2],
        "organisation": names.organisation(found.organisation),
        "office": names.organisation(found.office) if found.office not in ("", found.organisation) else "",
        "kind": names.kind(found.kind),
        "holder": names.organisation(found.holder),
        "parts": names.parts(found.kind, found.names),
        "article": article,
        "law": law,
        "outcome": word(OUTCOMES, found.outcome),
        "basis": word(_BASES, found.basis),
        "basis_is": _basis_is(found, names),
        "consent": found.basis_is if found.basis == "consent" else "",
        "denials": [word(_DENIALS, code) for code in found.missing],
        "official": found.official.removeprefix("user:").removeprefix("client:"),
    }


def _basis_is(found: Accessed, names: Names) -> str:
    """The law that needs no consent, or the reason of an emergency."""
    if found.basis == "exemption":
        return names.article(found.basis_is)[1]
    return found.basis_is if found.basis == "emergency" else ""


def _objection(one: Objection, names: Names) -> dict[str, Any]:
    return {
        "objection": one,
        "sort": word(SORTS, one.sort),
        "state": word(_STATES, one.state),
        "organisation": names.organisation(one.organisation),
        "holder": names.organisation(one.holder),
    }


def _flag(one: Flagged, names: Names) -> dict[str, Any]:
    return {
        "flag": one,
        "why": say(one.sentence, one.facts),
        "organisation": names.organisation(one.organisation),
        "kind": names.kind(one.kind),
        "holder": names.organisation(one.holder),
    }


def _review(one: Review, names: Names) -> dict[str, Any]:
    return {
        "review": one,
        "organisation": names.organisation(one.organisation),
        "kind": names.kind(one.kind),
        "holder": names.organisation(one.holder),
    }


def _said(problem: DisclosureError | MisuseError | None) -> dict[str, str]:
    if problem is None:
        return {}
    return {"problem": say(problem.sentence, problem.facts), "remedy": say(problem.remedy), "code": problem.code}
