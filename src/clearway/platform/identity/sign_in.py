"""Signing in with a name and a password; a second factor is asked for by the library's next step."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who comes, and let in whom the password, and where there is one the second factor, proves."""
    following = next_address(request)
    if request.user.is_authenticated:
        return redirect(following or settings.LOGIN_REDIRECT_URL)
    form = AuthenticationForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        login = Login(user=form.get_user(), redirect_url=following or settings.LOGIN_REDIRECT_URL)
        answer: HttpResponse = perform_password_login(request, {"username": form.cleaned_data["username"]}, login)
        return answer
    context = {"form": form, "next": following, "openid": settings.CLEARWAY_OPENID["name"]}
    return render(request, "theme/sign_in.html", context)


def next_address(request: HttpRequest) -> str:
    """Where somebody wanted to go; nothing where that is another site."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else ""


@never_cache
def passkey(request: HttpRequest) -> HttpResponse:
    """Ask for a passkey; the browser does the rest."""
    return render(request, "theme/passkey.html", {"next": next_address(request)})
