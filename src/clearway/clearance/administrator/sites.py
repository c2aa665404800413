"""Agencies' and partners' sites that let people sign in with this house."""

from django.http import HttpRequest, HttpResponse

from clearway.clearance.acting import Acting
from clearway.clearance.administrator.opening import said, shown
from clearway.platform.calendar import now
from clearway.platform.identity.errors import PeopleError
from clearway.registers.traders.public import clients
from clearway.registers.traders.public.clients import MadeClient


def sites(request: HttpRequest, who: Acting) -> HttpResponse:
    """The sites, and a form for another."""
    if request.method != "POST":
        return _page(request, who)
    name = request.POST.get("name", "").strip()[:60]
    redirects = tuple(request.POST.get("addresses", "")[:2000].split())
    try:
        made = clients.register_site(name, redirects, by=who.actor.name, at=now())
    except PeopleError as error:
        return _page(request, who, wrong=said(error))
    return _page(request, who, made=made)


def _page(request: HttpRequest, who: Acting, *, made: MadeClient | None = None, wrong: str = "") -> HttpResponse:
    context = {"sites": clients.sites(), "made": made, "wrong": wrong}
    return shown(request, who, "sites", context, status=422 if wrong else 200)
