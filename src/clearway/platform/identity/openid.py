"""The pages on the way to an outside OpenID provider and back."""

from typing import Any

import msgspec
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from clearway.platform.calendar import now
from clearway.platform.identity import external
from clearway.platform.identity.errors import PeopleError
from clearway.platform.identity.external import Journey, Proven
from clearway.platform.identity.sessions import STRONG
from clearway.platform.identity.sign_in import next_address
from clearway.platform.wording import say

_AWAY, _PROVEN = "openid-journey", "openid-proven"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def begin(request: HttpRequest) -> HttpResponse:
    """Go to the provider."""
    _must_be_offered()
    try:
        address, journey = external.begin(next_address(request), back=_back(request), at=now())
    except PeopleError as error:
        return _refused(request, error)
    request.session[_AWAY] = msgspec.to_builtins(journey)
    return redirect(address)


def answer(request: HttpRequest) -> HttpResponse:
    """Come back: sign in who is linked; let who is signed in already say whether the identity is theirs."""
    _must_be_offered()
    kept = request.session.pop(_AWAY, None)
    if kept is None:
        return redirect("sign-in")
    journey = msgspec.convert(kept, Journey)
    try:
        proven = external.complete(journey, request.GET.dict(), back=_back(request), at=now())
        if request.user.is_authenticated:
            request.session[_PROVEN] = msgspec.to_builtins(proven)
            return render(request, "theme/openid_link.html", {"shown": proven.shown, **_named()})
        return _signed_in(request, external.person(proven, at=now()), proven, journey)
    except PeopleError as error:
        return _refused(request, error)


def link(request: HttpRequest) -> HttpResponse:
    """Link the identity that was proven just now; only who pressed the button here gets this far."""
    kept = request.session.pop(_PROVEN, None)
    if kept is not None:
        proven = msgspec.convert(kept, Proven)
        try:
            external.link(_pk(request), proven, at=now())
        except PeopleError as error:
            return _refused(request, error)
        messages.success(request, _("The identity is linked."))
    return redirect("account")


def unlink(request: HttpRequest) -> HttpResponse:
    """Remove the link."""
    _must_be_offered()
    external.unlink(_pk(request), settings.CLEARWAY_OPENID["issuer"], at=now())
    messages.success(request, _("The link is removed."))
    return redirect("account")


def _signed_in(request: HttpRequest, user: Any, proven: Proven, journey: Journey) -> HttpResponse:
    user.backend = _BACKEND
    record_authentication(request, user, method="openid", issuer=proven.issuer, **{STRONG: proven.is_strong or None})
    login = Login(user=user, redirect_url=journey.following or settings.LOGIN_REDIRECT_URL)
    given: HttpResponse = perform_login(request, login)
    return given


def _refused(request: HttpRequest, error: PeopleError) -> HttpResponse:
    said = f"{say(error.sentence, error.facts)} {say(error.remedy, error.facts)}"
    return render(request, "theme/openid_refused.html", {"wrong": said, **_named()}, status=403)


def _named() -> dict[str, str]:
    return {"openid": settings.CLEARWAY_OPENID["name"]}


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("openid-answer"))


def _pk(request: HttpRequest) -> int:
    user: Any = request.user
    return int(user.pk)


def _must_be_offered() -> None:
    if not settings.CLEARWAY_OPENID["issuer"]:
        raise Http404
