"""My wallet: ask for a document, see what is inside, put a copy on a device, send it, have it revoked."""

from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.core.law.information import Catalogue
from clearway.hub.citizen.showing import Citizen, Names, in_words, is_money, money, shown, word
from clearway.hub.exchange.public import ExchangeError
from clearway.hub.wallet import public as wallet
from clearway.hub.wallet.public import Asked, Document, NoSuchDocument, WalletError
from clearway.platform.calendar import now
from clearway.platform.wording import say
from clearway.registers.lawbook import public as lawbook

STATES = {
    "held": noop("In your wallet"),
    "elsewhere": noop("On your device"),
    "revoked": noop("Revoked"),
    "over": noop("Its time is over"),
}
_SCALE = 4


def listed(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """My documents, a form to ask for another, and what I sent."""
    problem = None
    if request.method == "POST":
        try:
            made = wallet.ask(
                citizen.number, request.POST.get("kind", ""), _known(), base=_base(request), by=citizen.actor.name,
                at=now(),
            )  # fmt: skip
        except (WalletError, ExchangeError) as error:
            problem = error
        else:
            messages.success(request, _("The document is in your wallet."))
            return redirect("wallet-document", document=made.number)
    names, at = Names(), now()
    kinds = wallet.kinds(_known(), at.date())
    context = {
        "documents": [_row(one, names) for one in wallet.of_subject(citizen.number)],
        "kinds": _by_holder(kinds, names),
        "chosen": request.POST.get("kind", ""),
        "sent": _sent(citizen, ""),
        **_said(problem),
    }
    return shown(request, "wallet", context, status=400 if problem else 200)


def one(request: HttpRequest, citizen: Citizen, document: Any) -> HttpResponse:
    """One document: what is inside, and what can be done with it."""
    try:
        found = wallet.find(str(document), citizen.number)
    except NoSuchDocument as error:
        raise Http404 from error
    offer: dict[str, Any] = {}
    problem = None
    if request.method == "POST":
        try:
            offer = _done(request, citizen, found)
        except WalletError as error:
            problem = error
        else:
            if not offer:
                messages.success(request, _("The document is revoked. Nobody can rely on it any more."))
                return redirect("wallet-document", document=found.number)
    context = {
        **_row(found, Names()),
        "inside": _inside(found, citizen),
        "sent": _sent(citizen, found.number),
        **offer,
        **_said(problem),
    }
    return shown(request, "document", context, status=400 if problem else 200)


def send(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """Somebody asks for a document: who, what for, which parts; I choose one and send it, or I do not."""
    said = request.POST if request.method == "POST" else request.GET
    link = said.get("link", "") or (f"openid4vp://?{request.GET.urlencode()}" if request.GET else "")
    if not link:
        return shown(request, "send", {})
    try:
        asked = wallet.understood(link, at=now())
        if request.method == "POST" and said.get("document"):
            wallet.send(said["document"], asked, subject=citizen.number, by=citizen.actor.name, at=now())
            messages.success(request, _("It is sent. What you sent stands in your wallet."))
            return redirect("wallet")
    except WalletError as error:
        return shown(request, "send", {"link": link, **_said(error)}, status=400)
    return shown(request, "send", {"link": link, "asked": asked, **_question(asked, citizen)})


def _by_holder(kinds: Iterable[str], names: Names) -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds under whoever holds them, both by name."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for code in kinds:
        found[names.holder(code)].append((code, names.kind(code)))
    return sorted((holder, sorted(held, key=itemgetter(1))) for holder, held in found.items())


def _done(request: HttpRequest, citizen: Citizen, found: Document) -> dict[str, Any]:
    verb = request.POST.get("verb", "")
    named: dict[str, Any] = {"subject": citizen.number, "by": citizen.actor.name, "at": now()}
    if verb == "revoke":
        wallet.revoke(found.number, **named)
        return {}
    if verb != "offer":
        raise Http404
    made = wallet.offer(found.number, **named)
    where = urlencode({"credential_offer_uri": f"{_base(request)}/wallet/offers/{made.number}"})
    address = f"openid-credential-offer://?{where}"
    picture = segno.make_qr(address, error="m").svg_inline(scale=_SCALE, svgclass="code", lineclass=None)
    # The picture is made of an address of our own, and of nothing that anybody has typed.
    return {"offer": address, "typed": made.typed, "offer_until": made.until, "picture": mark_safe(picture)}


def _question(asked: Asked, citizen: Citizen) -> dict[str, Any]:
    at, names = now(), Names([asked.to])
    held = [one for one in wallet.of_subject(citizen.number) if one.kind == asked.kind and one.stands(at) == "held"]
    return {
        "who": names.organisation(asked.to),
        "is_known": bool(asked.question),
        "kind": names.kind(asked.kind),
        "parts": names.parts(asked.kind, asked.names),
        "documents": [_row(one, names) for one in held],
    }


def _row(found: Document, names: Names) -> dict[str, Any]:
    state = found.stands(now())
    return {
        "document": found,
        "kind": names.kind(found.kind),
        "holder": names.holder(found.kind),
        "state": word(STATES, state),
        "state_code": state,
    }


def _inside(found: Document, citizen: Citizen) -> list[tuple[str, str]]:
    """Each part in words, with what it says."""
    kind = _known().kinds.get(found.kind)
    titles = {name: one.titles for name, one in (kind.fields | kind.predicates).items()} if kind else {}
    said = wallet.inside(found.number, citizen.number)
    currency = lawbook.current(now()).country.currency
    return [
        (in_words(titles.get(name, {}), name), _value(value, currency if is_money(kind, name) else ""))
        for name, value in said.items()
    ]


def _value(value: Any, currency: str) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return money(str(value), currency) if currency else str(value)


def _sent(citizen: Citizen, document: str) -> list[dict[str, Any]]:
    found = wallet.sent(citizen.number, document)
    names = Names(one.to for one in found)
    return [
        {
            "to": names.organisation(one.to),
            "kind": names.kind(one.kind),
            "parts": names.parts(one.kind, one.names),
            "purpose": one.purpose,
            "at": one.at,
        }
        for one in found
    ]


def _said(problem: WalletError | ExchangeError | None) -> dict[str, str]:
    if problem is None:
        return {}
    facts = {name: _(value) if value else "" for name, value in problem.facts.items()}
    return {"problem": say(problem.sentence, facts), "remedy": say(problem.remedy, facts)}


def _known() -> Catalogue:
    return lawbook.current(now()).sharing


def _base(request: HttpRequest) -> str:
    return settings.CLEARWAY_PORTAL.rstrip("/") or request.build_absolute_uri("/").rstrip("/")
