"""Who acts for the party, and who is asked to."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from clearway.clearance.acting import Acting
from clearway.clearance.trader import words
from clearway.clearance.trader.account import said, shown_to_anybody
from clearway.platform.calendar import now
from clearway.platform.identity import invitations
from clearway.platform.identity.errors import PeopleError
from clearway.platform.identity.permissions import roles_for
from clearway.registers.traders.public import members as register
from clearway.registers.traders.public import parties


def members(request: HttpRequest, who: Acting) -> HttpResponse:
    """The party's people, their roles, and the invitations that are open."""
    return _page(request, who)


def invite(request: HttpRequest, who: Acting) -> HttpResponse:
    """Make a link that lets one person join; it is shown here and nowhere else."""
    try:
        token = register.invite(who.party, request.POST.get("role", "")[:40], by=who.actor.name, at=now())
    except PeopleError as error:
        return _page(request, who, wrong=said(error))
    return _page(request, who, link=request.build_absolute_uri(reverse("invitation", args=[token])))


def withdraw(request: HttpRequest, who: Acting, handle: str) -> HttpResponse:
    """Let an invitation be worth nothing."""
    return _done(
        request,
        lambda: invitations.withdraw(f"party/{who.party}", handle, by=who.actor.name, at=now()),
        _("The invitation is withdrawn."),
    )


def change(request: HttpRequest, who: Acting, member: int) -> HttpResponse:
    """Give a person another role."""
    role = request.POST.get("role", "")[:40]
    return _done(
        request,
        lambda: register.change_role(who.party, member, role, by=who.actor.name, at=now()),
        _("The role is changed."),
    )


def remove(request: HttpRequest, who: Acting, member: int) -> HttpResponse:
    """Let a person act for the party no longer."""
    return _done(
        request,
        lambda: register.remove(who.party, member, by=who.actor.name, at=now()),
        _("The person is removed, and can do nothing more for the party."),
    )


def require(request: HttpRequest, who: Acting) -> HttpResponse:
    """Ask the party's people for a second factor, or no longer."""
    is_required = request.POST.get("is_required") == "yes"
    register.require_second_factor(who.party, is_required=is_required, by=who.actor.name, at=now())
    messages.success(request, _("It is kept."))
    return redirect("members")


def _done(request: HttpRequest, act: Any, sentence: str) -> HttpResponse:
    try:
        act()
    except PeopleError as error:
        messages.error(request, said(error))
    else:
        messages.success(request, sentence)
    return redirect("members")


def _page(request: HttpRequest, who: Acting, *, link: str = "", wrong: str = "") -> HttpResponse:
    entry = parties.party(who.party)
    context = {
        "entry": entry,
        "members": register.members_of(who.party),
        "roles": [(role, _(words.ROLES[role])) for role in roles_for(entry.roles)],
        "open": [(one, _(words.ROLES[one.role])) for one in invitations.open_for(f"party/{who.party}", at=now())],
        "link": link,
        "wrong": wrong,
        "tab": "members",
    }
    return shown_to_anybody(request, who, "party_members", context, status=422 if wrong else 200)
