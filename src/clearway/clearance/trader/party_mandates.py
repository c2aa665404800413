"""For whom a party acts, and whom it lets act for it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from clearway.clearance.acting import Acting
from clearway.clearance.trader.account import said, shown_to_anybody
from clearway.platform.calendar import day_in, now
from clearway.platform.identity.errors import PeopleError
from clearway.registers.lawbook import public as lawbook
from clearway.registers.traders.public import mandates as register
from clearway.registers.traders.public.mandates import GivenMandate

REGIMES = {"import": noop("Import"), "export": noop("Export"), "transit": noop("Transit")}
_UNREADABLE_DAY = noop("A day is written like 2026-01-31.")


def mandates(request: HttpRequest, who: Acting) -> HttpResponse:
    """Every mandate that the party gave or holds."""
    return _page(request, who, {"since": _today().isoformat()})


def give(request: HttpRequest, who: Acting) -> HttpResponse:
    """Let an agent act for the party."""
    asked = {name: request.POST.get(name, "").strip()[:40] for name in ("agent", "since", "until")}
    regimes = tuple(request.POST.getlist("regimes"))
    try:
        since = date.fromisoformat(asked["since"]) if asked["since"] else _today()
        until = date.fromisoformat(asked["until"]) if asked["until"] else None
    except ValueError:
        return _page(request, who, {**asked, "regimes": regimes}, _(_UNREADABLE_DAY))
    try:
        register.give(
            who.party,
            asked["agent"],
            regimes=regimes,
            since=since,
            until=until,
            today=_today(),
            by=who.actor.name,
            at=now(),
        )
    except PeopleError as error:
        return _page(request, who, {**asked, "regimes": regimes}, said(error))
    messages.success(request, _("{agent} may now act for you.").format(agent=asked["agent"]))
    return redirect("mandates")


def revoke(request: HttpRequest, who: Acting, mandate: int) -> HttpResponse:
    """End a mandate at once, from either side."""
    register.revoke(mandate, of=who.party, today=_today(), by=who.actor.name, at=now())
    messages.success(request, _("The mandate is revoked. Nothing new can be lodged under it."))
    return redirect("mandates")


def _page(request: HttpRequest, who: Acting, given: dict[str, Any], wrong: str = "") -> HttpResponse:
    every = register.mandates_of(who.party)
    context = {
        "given": [_row(one) for one in every if one.trader == who.party],
        "held": [_row(one) for one in every if one.agent == who.party],
        "regimes": [
            (code, _(title), code in given.get("regimes", ("import", "export"))) for code, title in REGIMES.items()
        ],
        "form": given,
        "wrong": wrong,
        "tab": "mandates",
    }
    return shown_to_anybody(request, who, "party_mandates", context, status=422 if wrong else 200)


def _row(one: GivenMandate) -> dict[str, Any]:
    today = _today()
    live = noop("Ended") if one.is_over(today) else noop("In force") if one.is_live(today) else noop("Begins later")
    return {
        "mandate": one,
        "regimes": ", ".join(_(REGIMES.get(regime, regime)) for regime in one.regimes),
        "state": _(live),
        "is_over": one.is_over(today),
    }


def _today() -> date:
    return day_in(lawbook.current(now()).country.time_zone, now())
