"""The official's pages: choosing a purpose, asking, what would be shown, and the answers; nothing of them is kept."""

from typing import Any, Final

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from clearway.core.share import Ruling
from clearway.hub.citizen.public import Names, is_money, word
from clearway.hub.consents import public as consents
from clearway.hub.desk import together
from clearway.hub.desk.clerk import Clerk
from clearway.hub.desk.errors import DeskError
from clearway.hub.desk.offers import Offer, Purpose, purposes
from clearway.hub.desk.showing import ABOUT, BASES, NUMBERS, denials, lacks_consent, lacks_only_proof, shown, value
from clearway.hub.desk.together import Outcome
from clearway.hub.desk.wanted import MOST_KINDS, Wanted, faults, said
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Inquiry
from clearway.platform.calendar import now
from clearway.platform.wording import say

#: Where a session keeps a form, and nothing else, while its official proves who they are.
KEPT: Final = "desk-wanted"


def start(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """For which purpose: the articles under which the official may ask, and a search through everything offered."""
    mine, words = purposes(clerk), request.GET.get("q", "").strip()[:100]
    found = [(purpose, one) for purpose in mine for one in purpose.offers if words and one.found_by(words)]
    return shown(request, clerk, "start", {"purposes": mine, "asked": words, "found": found})


def ask(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """The form: case, number, and what; filled in as it was left, narrowed by a search."""
    given = request.POST if request.method == "POST" else request.GET
    purpose = _purpose(clerk, given.get("article", ""))
    return _form(request, clerk, purpose, said(given, purpose), words=given.get("q", "").strip()[:100])


def preview(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """What would be shown and why it is allowed, or what stands in the way; nothing is looked up."""
    purpose = _purpose(clerk, request.POST.get("article", ""))
    return _previewed(request, clerk, purpose, said(request.POST, purpose))


def consent(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """Ask the person for the consents that are lacking; they decide on their own page."""
    purpose = _purpose(clerk, request.POST.get("article", ""))
    wanted = said(request.POST, purpose)
    if faults(wanted, purpose):
        return _previewed(request, clerk, purpose, wanted)
    lacking = _unasked(_rulings(wanted, clerk), clerk)
    for one in lacking:
        consents.ask(
            wanted.subject, clerk.organisation, one.kind, wanted.article, sorted(one.names), by=clerk.actor.name,
            at=clerk.at, known=clerk.catalogue,
        )  # fmt: skip
    return _previewed(request, clerk, purpose, wanted, requested=len(lacking))


def prove(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """Give the second factor once more; the form waits meanwhile."""
    wanted = said(request.POST, _purpose(clerk, request.POST.get("article", "")))
    request.session[KEPT] = msgspec.to_builtins(wanted)
    return redirect(f"{reverse('second-factor')}?{urlencode({'next': reverse('desk-again')})}")


def again(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """Go on where a form was left to prove who one is; a form is picked up once."""
    kept = request.session.pop(KEPT, None)
    if kept is None:
        return redirect("desk")
    wanted = msgspec.convert(kept, Wanted)
    return _previewed(request, clerk, _purpose(clerk, wanted.article), wanted)


def look(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """The answers, in this response and nowhere else."""
    purpose = _purpose(clerk, request.POST.get("article", ""))
    wanted = said(request.POST, purpose)
    wrong = faults(wanted, purpose)
    if wrong:
        return _form(request, clerk, purpose, wanted, wrong=wrong)
    offers = {one.kind: one for one in purpose.offers}
    outcomes = together.ask(wanted.inquiries(), clerk)
    answers = [_answer(one, offers[one.inquiry.kind], clerk) for one in outcomes]
    context = {
        "purpose": purpose,
        "wanted": wanted,
        "case_kind": purpose.case_title(wanted.case_kind),
        "about": word(ABOUT, offers[outcomes[0].inquiry.kind].about),
        "answers": answers,
        "at": now(),
        "organisation": Names([clerk.organisation]).organisation(clerk.organisation),
        "accesses": [one["access"] for one in answers if one["access"]],
        "marks": range(40),
    }
    return shown(request, clerk, "answers", context)


def _form(
    request: HttpRequest,
    clerk: Clerk,
    purpose: Purpose,
    wanted: Wanted,
    *,
    words: str = "",
    wrong: list[DeskError] | None = None,
) -> HttpResponse:
    context = {
        "purpose": purpose,
        "wanted": wanted,
        "words": words,
        "sections": _sections(purpose, wanted, words),
        "currency": clerk.law.country.currency,
        "number": " / ".join(word(NUMBERS, one) for one in purpose.abouts),
        "most": MOST_KINDS,
        "wrong": [
            {"place": one.place, "says": say(one.sentence, one.facts), "remedy": say(one.remedy, one.facts)}
            for one in wrong or []
        ],
        "wrong_at": {one.place for one in wrong or []},
    }
    return shown(request, clerk, "ask", context, status=400 if wrong else 200)


def _sections(purpose: Purpose, wanted: Wanted, words: str) -> list[dict[str, Any]]:
    """What is offered, by what it is about; what is chosen stays in sight, whatever is searched for."""
    sections: dict[str, list[dict[str, Any]]] = {}
    for offer in purpose.offers:
        if wanted.is_emergency and not offer.emergency:
            continue
        if words and not offer.found_by(words) and offer.kind not in wanted.chosen:
            continue
        sections.setdefault(offer.about, []).append(_choices(offer, wanted))
    return [{"about": word(ABOUT, about), "offers": offers} for about, offers in sections.items()]


def _choices(offer: Offer, wanted: Wanted) -> dict[str, Any]:
    parts = [
        {
            "part": part,
            "place": f"{offer.kind}:{part.name}",
            "is_chosen": wanted.has(offer.kind, part.name),
            "bound": wanted.bounds.get(f"{offer.kind}:{part.name}", ""),
        }
        for part in offer.parts
    ]
    return {"offer": offer, "parts": parts}


def _previewed(
    request: HttpRequest, clerk: Clerk, purpose: Purpose, wanted: Wanted, *, requested: int = 0
) -> HttpResponse:
    wrong = faults(wanted, purpose)
    if wrong:
        return _form(request, clerk, purpose, wanted, wrong=wrong)
    offers = {one.kind: one for one in purpose.offers}
    rulings = _rulings(wanted, clerk)
    allowed = frozenset(one.kind for one, ruling in rulings if ruling.is_allowed)
    context = {
        "purpose": purpose,
        "wanted": wanted,
        "case_kind": purpose.case_title(wanted.case_kind),
        "about": word(ABOUT, offers[rulings[0][0].kind].about),
        "rows": [_ruled(one, ruling, offers[one.kind]) for one, ruling in rulings],
        "asking": wanted.only(allowed) if allowed else None,
        "allowed": len(allowed),
        "refused": len(rulings) - len(allowed),
        "may_prove": any(lacks_only_proof(ruling) for _one, ruling in rulings),
        "unasked": len(_unasked(rulings, clerk)),
        "requested": requested,
        "minutes": int(clerk.fresh.total_seconds() // 60),
    }
    return shown(request, clerk, "preview", context)


def _rulings(wanted: Wanted, clerk: Clerk) -> list[tuple[Inquiry, Ruling]]:
    """What would be decided about each question now."""
    return [(one, exchange.may_ask(one, clerk.setting, by=clerk.actor, at=clerk.at)) for one in wanted.inquiries()]


def _unasked(rulings: list[tuple[Inquiry, Ruling]], clerk: Clerk) -> list[Inquiry]:
    """What a person, and no parcel or business, could allow."""
    kinds = clerk.catalogue.kinds
    return [one for one, ruling in rulings if lacks_consent(ruling) and kinds[one.kind].about == "person"]


def _ruled(one: Inquiry, ruling: Ruling, offer: Offer) -> dict[str, Any]:
    return {
        "offer": offer,
        "parts": _titles(one, offer),
        "is_allowed": ruling.is_allowed,
        "rule": ruling.rule,
        "basis": word(BASES, ruling.basis) if ruling.basis else "",
        "basis_is": Names().article(ruling.basis_is)[1] if ruling.basis == "exemption" else "",
        "denials": denials(ruling.denials, one.kind),
        "takes_proof": lacks_only_proof(ruling),
    }


def _titles(one: Inquiry, offer: Offer) -> list[str]:
    found = []
    for part in offer.parts:
        if part.name in one.names:
            bound = one.bounds.get(part.name, "")
            found.append(f"{part.title} ({bound})" if bound else part.title)
    return found


def _answer(one: Outcome, offer: Offer, clerk: Clerk) -> dict[str, Any]:
    """One kind's answer as a table, or why there is none."""
    said_: dict[str, Any] = {"offer": offer, "access": "", "rows": [], "denials": [], "problem": "", "remedy": ""}
    if one.answer is not None:
        titles = {part.name: part.title for part in offer.parts}
        bounds, kind, currency = one.inquiry.bounds, clerk.catalogue.kinds.get(offer.kind), clerk.law.country.currency
        rows = [
            {
                "title": titles.get(name, name),
                "bound": bounds.get(name, ""),
                "value": value(found, currency if is_money(kind, name) else ""),
            }
            for name, found in one.answer.shown.items()
        ]
        return {
            **said_, "access": one.answer.access, "is_found": one.answer.is_found, "at": one.answer.at, "rows": rows,
            "rule": one.answer.rule,
        }  # fmt: skip
    if one.denied is not None:
        return {**said_, "denials": denials(one.denied.denials, offer.kind)}
    assert one.failed is not None
    facts = {**one.failed.facts, "holder": offer.holder}
    return {**said_, "problem": say(one.failed.sentence, facts), "remedy": say(one.failed.remedy, facts)}


def _purpose(clerk: Clerk, article: str) -> Purpose:
    """A purpose that the official has; any other is not there."""
    found = next((one for one in purposes(clerk) if one.article == article), None)
    if found is None:
        raise Http404
    return found
