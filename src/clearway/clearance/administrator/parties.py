"""The register of parties: found, entered, taken out of business and back."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.acting import Acting
from clearway.clearance.administrator.opening import done, said, shown
from clearway.clearance.showing import naming
from clearway.clearance.showing.figures import in_words
from clearway.clearance.trader import words
from clearway.clearance.trader.searching import REGIMES
from clearway.core.law.lawbook import Law
from clearway.platform.calendar import day_in, now
from clearway.platform.events import log
from clearway.platform.identity.errors import PeopleError
from clearway.platform.identity.permissions import ROLES_OF_PARTIES, roles_for
from clearway.registers.lawbook import public as lawbook
from clearway.registers.traders.public import clients, mandates, members
from clearway.registers.traders.public import parties as register
from clearway.registers.traders.public.parties import PartyEntry

ON_A_PAGE = 25
#: Of a party's history so many of the last events are shown; the rest stands in the event log.
EVENTS_SHOWN = 25
LONGEST = 100
KINDS = {
    "trader": noop("Trader"),
    "broker": noop("Broker"),
    "carrier": noop("Carrier"),
    "operator": noop("Operator"),
    "warehouse": noop("Warehouse keeper"),
    "bank": noop("Bank"),
}
_NUMBER = re.compile(r"[A-Z]{2}[0-9A-Z]{4,15}")
_UNFIT = noop("Give a number such as DL0000001017, a name, and the two letters of the country.")


def parties(request: HttpRequest, who: Acting) -> HttpResponse:
    """The parties that a number or a name finds."""
    return _list(request, who)


def register_party(request: HttpRequest, who: Acting) -> HttpResponse:
    """Enter a party into the register."""
    number, name, country = (request.POST.get(field, "").strip()[:LONGEST] for field in ("number", "name", "country"))
    if not _NUMBER.fullmatch(number) or not name or not re.fullmatch("[A-Z]{2}", country):
        return _list(request, who, _(_UNFIT))
    today = day_in(lawbook.current(now()).country.time_zone, now())
    roles = tuple(request.POST.getlist("roles"))
    try:
        register.register(number, name, country=country, roles=roles, today=today, by=who.actor.name, at=now())
    except PeopleError as error:
        return _list(request, who, said(error))
    messages.success(request, _("{name} is registered.").format(name=name))
    return redirect("administrator-party", number)


def party(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """A party: its entry, people, mandates, software, and what happened to it."""
    entry, book = _entry(number), lawbook.current(now())
    law = book.on(day_in(book.country.time_zone, now()))
    context = {
        "entry": entry,
        "kinds": [_(KINDS.get(kind, kind)) for kind in entry.roles],
        "members": [(one, _(words.ROLES[one.role])) for one in members.members_of(number)],
        "country": naming.country(entry.country, law),
        "authorisations": [_authorisation(held, law) for held in entry.authorisations],
        "mandates": [(one, [_(REGIMES.get(it, it)) for it in one.regimes]) for one in mandates.mandates_of(number)],
        "clients": clients.clients_of(party=number),
        "roles": [(role, _(words.ROLES[role])) for role in roles_for(entry.roles)],
        "events": [(one, naming.by_whom(one.actor)) for one in log.about(f"party/{number}")[-EVENTS_SHOWN:]],
    }
    return shown(request, who, "party", context)


def invite(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """Make a link for a party's first person; they invite the others."""
    _entry(number)
    try:
        token = members.invite(number, request.POST.get("role", "")[:40], by=who.actor.name, at=now())
    except PeopleError as error:
        messages.error(request, said(error))
        return redirect("administrator-party", number)
    return shown(request, who, "invited", {"token": token, "to": number, "back": "administrator-party"})


def deactivate(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """Take a party out of business: its people and software can do nothing from this moment."""
    return done(
        request,
        lambda: register.deactivate(number, by=who.actor.name, at=now()),
        _("The party can do nothing from now on."),
        "administrator-party",
        _entry(number).id,
    )


def reactivate(request: HttpRequest, who: Acting, number: str) -> HttpResponse:
    """Let a party act again."""
    return done(
        request,
        lambda: register.reactivate(number, by=who.actor.name, at=now()),
        _("The party can act again."),
        "administrator-party",
        _entry(number).id,
    )


def _authorisation(held: str, law: Law) -> str:
    """What a party is authorised for, and under which number: the register keeps both in one text."""
    category, _colon, number = held.partition(":")
    entry = law.code("authorisation_categories", category)
    return " · ".join(part for part in (in_words(entry.titles) if entry else category, number) if part)


def _entry(number: str) -> PartyEntry:
    if not number.isprintable():
        raise Http404
    try:
        return register.party(number[:LONGEST])
    except PeopleError:
        raise Http404 from None


def _list(request: HttpRequest, who: Acting, wrong: str = "") -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:LONGEST].replace("\0", "")
    after = request.GET.get("after", "")[:LONGEST].replace("\0", "")
    found = register.search(asked, after=after, limit=ON_A_PAGE + 1)
    context = {
        "asked": asked,
        "parties": [(one, ", ".join(_(KINDS.get(kind, kind)) for kind in one.roles)) for one in found[:ON_A_PAGE]],
        "further": found[ON_A_PAGE - 1].id if len(found) > ON_A_PAGE else "",
        "kinds": [(kind, _(KINDS[kind])) for kind in ROLES_OF_PARTIES],
        "wrong": wrong,
    }
    return shown(request, who, "parties", context, status=422 if wrong else 200)
