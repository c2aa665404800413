"""A person's second factors: an app that shows codes, keys and passkeys, and codes for the day both are lost.

The ceremonies are the library's; the pages, what is recorded and where one goes next are ours.
"""

import json
from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from clearway.platform.identity import sessions
from clearway.platform.identity.sign_in import next_address


class _WithOptions:
    """Carries what a browser's key needs in an attribute, so that a page needs no script of its own."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """What the page shows, with the options in one text."""
        context: dict[str, Any] = super().get_context_data(**given)  # type: ignore[misc] # Mixed into a view.
        return {**context, "options": json.dumps(context.get("js_data"), cls=DjangoJSONEncoder)}


class Prove(_WithOptions, base.AuthenticateView):  # type: ignore[misc] # allauth gives no types.
    """The second step of signing in."""

    template_name = "theme/second_factor/prove.html"


class ProveAgain(base.ReauthenticateView):  # type: ignore[misc] # the same.
    """Prove the second factor in a session that lacks it, or before something that matters."""

    template_name = "theme/second_factor/prove_again.html"


class ProveAgainByKey(_WithOptions, keys.ReauthenticateWebAuthnView):  # type: ignore[misc] # the same.
    """The same with a key."""

    template_name = "theme/second_factor/prove_again_by_key.html"


class PasswordAgain(ReauthenticateView):  # type: ignore[misc] # the same.
    """Give the password again before something that matters."""

    template_name = "theme/second_factor/password_again.html"


class Index(base.IndexView):  # type: ignore[misc] # the same.
    """Which second factors a person has."""

    template_name = "theme/second_factor/index.html"


class AddApp(totp.ActivateTOTPView):  # type: ignore[misc] # the same.
    """Set up an app that shows codes."""

    template_name = "theme/second_factor/add_app.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """The code was right: the session has its second factor."""
        answer: HttpResponse = super().form_valid(form)
        sessions.prove_second_factor(self.request, self.request.user, "totp")
        return answer


class RemoveApp(totp.DeactivateTOTPView):  # type: ignore[misc] # the same.
    """Take the app away."""

    template_name = "theme/second_factor/remove_app.html"


class AddKey(_WithOptions, keys.AddWebAuthnView):  # type: ignore[misc] # the same.
    """Add a key or a passkey."""

    template_name = "theme/second_factor/add_key.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """The key answered: the session has its second factor."""
        answer: HttpResponse = super().form_valid(form)
        sessions.prove_second_factor(self.request, self.request.user, "webauthn")
        return answer


class RemoveKey(keys.RemoveWebAuthnView):  # type: ignore[misc] # the same.
    """Take a key away."""

    template_name = "theme/second_factor/remove_key.html"


class SignInByKey(keys.LoginWebAuthnView):  # type: ignore[misc] # the same.
    """Sign in with a passkey alone."""


class Codes(recovery.ViewRecoveryCodesView):  # type: ignore[misc] # the same.
    """The recovery codes."""

    template_name = "theme/second_factor/codes.html"


class NewCodes(recovery.GenerateRecoveryCodesView):  # type: ignore[misc] # the same.
    """Make new recovery codes."""

    template_name = "theme/second_factor/new_codes.html"


def prove(request: HttpRequest) -> HttpResponse:
    """Send somebody who lacks the second factor to prove the one they have, or to set one up."""
    kinds = set(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True))
    name = "mfa_index"
    if Authenticator.Type.TOTP in kinds:
        name = "mfa_reauthenticate"
    elif Authenticator.Type.WEBAUTHN in kinds:
        name = "mfa_reauthenticate_webauthn"
    return redirect(f"{reverse(name)}?{urlencode({'next': next_address(request)})}")
