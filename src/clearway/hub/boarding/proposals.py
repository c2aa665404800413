"""Asking for an agreement: a kind is chosen, then what of it, for which article, for whom and how long."""

from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.kernel.period import Period
from clearway.core.law.information import Catalogue, InformationKind
from clearway.core.share import Agreement
from clearway.hub.agreements.public import AgreementError, files
from clearway.hub.agreements.public.files import Filed
from clearway.hub.boarding import showing
from clearway.hub.boarding.showing import ROLES, Member, shown
from clearway.hub.citizen.public import Names, in_words, word
from clearway.platform.calendar import day_in, now
from clearway.platform.identity.permissions import ROLES as KNOWN_ROLES
from clearway.platform.identity.permissions import ROLES_OF_OFFICES, ROLES_OF_PARTIES
from clearway.platform.wording import say
from clearway.registers.lawbook import public as lawbook

#: Nothing in a proposal is longer.
_LONGEST: Final = 60
_KINDS_SHOWN: Final = 60
_CASES: Final = 60
SENSITIVITIES = {
    "plain": noop("says little about anybody"),
    "personal": noop("personal"),
    "special": noop("may harm somebody"),
}
ABOUT = {
    "person": noop("a person"),
    "business": noop("a business"),
    "parcel": noop("a parcel of land"),
    "vehicle": noop("a vehicle"),
}


class ProposalUnreadable(AgreementError):
    """Something that a proposal needs is missing or cannot be read."""

    code = "AGR-008"
    sentence = "{what} is missing or cannot be read."
    remedy = "Choose at least one thing to be shown and one role; a day is written as 2026-12-31."


def agreements(request: HttpRequest, who: Member) -> HttpResponse:
    """What the organisation has agreed or asked for."""
    found, _more = files.listed(organisation=who.chosen or "-")
    return shown(request, who, "hub/boarding/agreements.html", {"rows": showing.rows(found)})


def agreement(request: HttpRequest, who: Member, number: str, version: int) -> HttpResponse:
    """One version, with its history and what the holder said."""
    return shown(request, who, "hub/boarding/agreement.html", showing.whole(_own(who, number, version)))


def kinds(request: HttpRequest, who: Member) -> HttpResponse:
    """The catalogue, to choose a kind from."""
    catalogue = lawbook.current(now()).sharing
    asked = request.GET.get("q", "").strip()[:_LONGEST]
    names = Names()
    found = [
        (one.code, names.kind(one.code), names.organisation(one.holder), _(ABOUT[one.about]), len(one.predicates))
        for one in catalogue.kinds.values()
        if _is_found(one, asked, names)
    ]
    context = {"kinds": found[:_KINDS_SHOWN], "many": len(found), "asked": asked, "all": len(catalogue.kinds)}
    return shown(request, who, "hub/boarding/kinds.html", context)


def propose(request: HttpRequest, who: Member, kind: str) -> HttpResponse:
    """What of a kind is asked for; looked over first, then sent to the holder."""
    at = now()
    book = lawbook.current(at)
    known = book.sharing.kinds.get(kind)
    if known is None:
        raise Http404
    today = day_in(book.country.time_zone, at)
    before = _before(request, who, kind)
    if request.method != "POST":
        return _form(request, who, known, book.sharing, _filled(before, today))
    filled = _sent(request)
    try:
        wanted = _wanted(filled, who, known)
        files.check(wanted, book.sharing, today=today)
        if request.POST.get("act") == "send":
            sent = files.ask(wanted, book.sharing, today=today, by=who.actor.name, at=at)
            messages.success(request, _("The proposal is with the holder. You are told when it is decided."))
            return redirect("joining-agreement", sent.number, sent.version)
    except AgreementError as error:
        said = {"problem": say(error.sentence, error.facts), "remedy": say(error.remedy), "code": error.code}
        return _form(request, who, known, book.sharing, filled, said, status=422)
    looked = {"looked": showing_of(wanted, known, book.sharing), "can_send": True}
    return _form(request, who, known, book.sharing, filled, looked)


def showing_of(wanted: Agreement, kind: InformationKind, catalogue: Catalogue) -> dict[str, Any]:
    """What the proposal comes to: what is shown, what would be less, and what it takes to ask."""
    names = Names()
    return {
        "parts": names.parts(kind.code, wanted.grants),
        "smaller": [
            (names.parts(kind.code, [one.field])[0], ", ".join(names.parts(kind.code, one.instead)))
            for one in files.smaller(kind, wanted.grants)
        ],
        "article": names.article(wanted.article),
        "needs_consent": not wanted.exemption,
        "assurance": _(showing.ASSURANCES[kind.least_assurance(wanted.grants)]),
    }


def _form(
    request: HttpRequest,
    who: Member,
    kind: InformationKind,
    catalogue: Catalogue,
    filled: dict[str, Any],
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    names = Names()
    today = day_in(lawbook.current(now()).country.time_zone, now())
    in_force = [one for one in catalogue.articles.values() if one.period.covers(today)]
    context = {
        "kind": kind,
        "title": names.kind(kind.code),
        "holder": names.organisation(kind.holder),
        "fields": [
            (one.name, in_words(one.titles, one.name), _(SENSITIVITIES[one.sensitivity]), one.sensitivity)
            for one in kind.fields.values()
        ],
        "predicates": [(one.name, in_words(one.titles, one.name)) for one in kind.predicates.values()],
        "articles": [(one.code, *names.article(one.code)) for one in in_force if one.speaks_of(kind.code)],
        "exemptions": [(one.code, *names.article(one.code)) for one in in_force if one.code.startswith("SHA-")],
        "roles": [(role, word(ROLES, role)) for role in _roles()],
        "cases": sorted(
            ((code, names.case(code)) for code in {*catalogue.cases, *filled["case_kinds"]}), key=lambda one: one[1]
        ),
        "filled": filled,
        **(more or {}),
    }
    return shown(request, who, "hub/boarding/propose.html", context, status=status)


def _roles() -> list[str]:
    """The roles that look facts up."""
    given = {role for table in (ROLES_OF_PARTIES, ROLES_OF_OFFICES) for roles in table.values() for role in roles}
    return sorted(role for role in given if "hub:ask" in KNOWN_ROLES[role].permissions)


def _sent(request: HttpRequest) -> dict[str, Any]:
    said = {
        name: request.POST.get(name, "").replace("\0", "").strip()[:_LONGEST]
        for name in ("number", "article", "exemption", "since", "until")
    }
    return {
        **said,
        "case_kinds": " ".join(request.POST.getlist("case_kinds")).replace("\0", "").split()[:_CASES],
        "grants": request.POST.getlist("grants"),
        "roles": request.POST.getlist("roles"),
        "in_office_hours": request.POST.get("in_office_hours") == "yes",
        "emergency": request.POST.get("emergency") == "yes",
    }


def _filled(before: Agreement | None, today: date) -> dict[str, Any]:
    if before is None:
        return {
            "grants": [],
            "roles": [],
            "case_kinds": [],
            "since": today.isoformat(),
            "until": f"{today.year + 1}-12-31",
        }
    return {
        "number": before.number,
        "article": before.article,
        "exemption": before.exemption,
        "case_kinds": sorted(before.case_kinds),
        "since": today.isoformat(),
        "until": before.period.until.isoformat() if before.period.until else "",
        "grants": sorted(before.grants),
        "roles": sorted(before.roles),
        "in_office_hours": before.in_office_hours,
        "emergency": before.emergency,
    }


def _wanted(filled: dict[str, Any], who: Member, kind: InformationKind) -> Agreement:
    if not filled["grants"]:
        raise ProposalUnreadable(what=noop("What is to be shown"))
    roles = frozenset(filled["roles"])
    if not roles or not roles <= set(_roles()):
        raise ProposalUnreadable(what=noop("The role"))
    grants = frozenset(filled["grants"])
    return Agreement(
        number=filled["number"],
        version=0,
        kind=kind.code,
        organisation=who.chosen,
        article=filled["article"],
        grants=grants,
        roles=roles,
        period=Period(_day(filled["since"]), _day(filled["until"]) if filled["until"] else None),
        case_kinds=frozenset(filled["case_kinds"]),
        exemption=filled["exemption"],
        in_office_hours=filled["in_office_hours"],
        emergency=filled["emergency"],
        assurance=kind.least_assurance(grants),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ProposalUnreadable(what=noop("A day")) from None


def _before(request: HttpRequest, who: Member, kind: str) -> Agreement | None:
    """The latest version of an agreement of the organisation's that shall be changed."""
    number = request.GET.get("of", "")[:_LONGEST]
    found = files.versions(number) if number.isprintable() and number else ()
    latest = found[0].agreement if found else None
    if latest is not None and (latest.organisation != who.chosen or latest.kind != kind):
        raise Http404
    return latest


def _is_found(kind: InformationKind, asked: str, names: Names) -> bool:
    words = f"{kind.code} {names.kind(kind.code)} {names.organisation(kind.holder)} {kind.titles.get('en', '')}"
    return all(word in words.casefold() for word in asked.casefold().split())


def _own(who: Member, number: str, version: int) -> Filed:
    found = files.find(number, version) if number.isprintable() and version < 2**31 else None
    if found is None or found.agreement.organisation != who.chosen:
        raise Http404
    return found
