"""The party's own software: what may speak to the interface for it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clearway.clearance.acting import Acting
from clearway.clearance.trader.account import said, shown_to_anybody
from clearway.platform.calendar import now
from clearway.platform.identity.errors import PeopleError
from clearway.platform.identity.permissions import PERMISSIONS, scopes_for
from clearway.registers.traders.public import clients as register
from clearway.registers.traders.public import parties
from clearway.registers.traders.public.clients import MadeClient


def clients(request: HttpRequest, who: Acting) -> HttpResponse:
    """The party's machine clients."""
    return _page(request, who)


def make(request: HttpRequest, who: Acting) -> HttpResponse:
    """Make a client; its secret is shown here and nowhere else."""
    try:
        made = register.make(
            request.POST.get("name", "").strip()[:60] or _("Software"),
            tuple(request.POST.getlist("scopes")),
            party=who.party,
            is_sandbox=request.POST.get("is_sandbox") == "yes",
            by=who.actor.name,
            at=now(),
        )
    except PeopleError as error:
        return _page(request, who, wrong=said(error))
    return _page(request, who, made=made)


def rotate(request: HttpRequest, who: Acting, client: int) -> HttpResponse:
    """Give a client another secret."""
    made = register.rotate(client, party=who.party, by=who.actor.name, at=now())
    return _page(request, who, made=made) if made else redirect("clients")


def revoke(request: HttpRequest, who: Acting, client: int) -> HttpResponse:
    """Let a client be worth nothing."""
    register.revoke(client, party=who.party, by=who.actor.name, at=now())
    messages.success(request, _("The client and its tokens are worth nothing from now on."))
    return redirect("clients")


def _page(request: HttpRequest, who: Acting, *, made: MadeClient | None = None, wrong: str = "") -> HttpResponse:
    allowed = scopes_for(parties.party(who.party).roles)
    context = {
        "clients": register.clients_of(party=who.party),
        "scopes": [(scope, _(PERMISSIONS[scope])) for scope in allowed],
        "made": made,
        "wrong": wrong,
        "tab": "clients",
    }
    return shown_to_anybody(request, who, "party_clients", context, status=422 if wrong else 200)
