"""Taking up an invitation: joining a party or an office by a one-time link."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from clearway.clearance.acting import CHOSEN
from clearway.clearance.trader import words
from clearway.clearance.trader.account import said
from clearway.platform.calendar import now
from clearway.platform.identity import invitations
from clearway.platform.identity.errors import InvitationSpent, NameTaken
from clearway.platform.identity.invitations import Invited
from clearway.platform.identity.sessions import renew
from clearway.registers.offices import public as offices
from clearway.registers.offices.public import officers
from clearway.registers.traders.public import members, parties

#: The name under which Django knows people with a password.
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What one is invited to; join as who one is, or as somebody new."""
    try:
        invited = invitations.look(token, at=now())
    except InvitationSpent as error:
        return _page(request, None, [said(error)], status=410)
    if request.method != "POST":
        return _page(request, invited, [])
    if request.user.is_authenticated:
        return _join_as_myself(request, token)
    return _join_as_somebody_new(request, token, invited)


def _join_as_myself(request: HttpRequest, token: str) -> HttpResponse:
    with transaction.atomic():
        used = _join(token, request.user)
    request.session[CHOSEN] = used.subject.partition("/")[2]
    renew(request)
    return redirect("/")


def _join_as_somebody_new(request: HttpRequest, token: str, invited: Invited) -> HttpResponse:
    username, password = request.POST.get("username", "").strip(), request.POST.get("password", "")
    user = get_user_model()(username=username)
    try:
        user.full_clean(exclude=["password"], validate_unique=False)
        validate_password(password, user)
    except ValidationError as error:
        return _page(request, invited, error.messages, username=username, status=422)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
            _join(token, user)
    except IntegrityError:
        return _page(request, invited, [said(NameTaken(username=username))], username=username, status=422)
    user.backend = _BACKEND
    answer: HttpResponse = perform_password_login(request, {"username": username}, Login(user=user, redirect_url="/"))
    return answer


def _join(token: str, user: Any) -> Invited:
    used = invitations.use(token, at=now())
    kind, _slash, number = used.subject.partition("/")
    join = members.join if kind == "party" else officers.join
    join(number, user.pk, user.get_username(), role=used.role, at=now())
    return used


def _called(invited: Invited) -> str:
    """What the party or the office is called that somebody is invited to."""
    kind, _slash, number = invited.subject.partition("/")
    if kind == "party":
        return f"{parties.party(number).name} ({number})"
    return f"{offices.title(number, get_language() or 'en')} ({number})"


def _page(
    request: HttpRequest, invited: Invited | None, wrong: list[str], *, username: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "invited": invited,
        "to": _called(invited) if invited else "",
        "role": _(words.ROLES[invited.role]) if invited else "",
        "wrong": wrong,
        "username": username,
    }
    return render(request, "clearance/trader/party_joining.html", context, status=status)
