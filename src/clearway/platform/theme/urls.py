"""The pages that belong to nobody else: signing in and out, second factors, choosing a language."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clearway.platform.identity import language, openid, second_factor
from clearway.platform.identity.sign_in import passkey, sign_in
from clearway.platform.theme.page import Page, known_by

_BOTH = ("GET", "POST")
_OWN = "own-account"

PAGES: tuple[Page, ...] = (
    Page("sign-in", "sign-in", sign_in, "public", None, _BOTH),
    # The library that leads through the steps of signing in asks for pages by names of its own.
    Page("sign-in", "account_login", sign_in, "public", None, _BOTH),
    Page("sign-in/second-factor", "mfa_authenticate", second_factor.Prove.as_view(), "public", None, _BOTH),
    Page("sign-in/passkey", "passkey", passkey, "public", None),
    Page("sign-in/passkey/answer", "mfa_login_webauthn", second_factor.SignInByKey.as_view(), "public", None, _BOTH),
    Page("sign-in/openid", "openid-begin", openid.begin, "public", None),
    Page("sign-in/openid/answer", "openid-answer", openid.answer, "public", None),
    Page("account/openid/link", "openid-link", openid.link, "person", _OWN, ("POST",)),
    Page("account/openid/unlink", "openid-unlink", openid.unlink, "person", _OWN, ("POST",)),
    Page("sign-out", "sign-out", LogoutView.as_view(), "public", None, ("POST",)),
    Page("language", "language", language.choose, "public", None, ("POST",)),
    Page("account/prove", "second-factor", second_factor.prove, "person", _OWN),
    Page("account/password-again", "account_reauthenticate", second_factor.PasswordAgain.as_view(), "person", _OWN,
         _BOTH),
    Page("account/code-again", "mfa_reauthenticate", second_factor.ProveAgain.as_view(), "person", _OWN, _BOTH),
    Page("account/key-again", "mfa_reauthenticate_webauthn", second_factor.ProveAgainByKey.as_view(), "person", _OWN,
         _BOTH),
    Page("account/second-factor", "mfa_index", second_factor.Index.as_view(), "person", _OWN),
    Page("account/second-factor", "mfa_list_webauthn", second_factor.Index.as_view(), "person", _OWN),
    Page("account/second-factor/app", "mfa_activate_totp", second_factor.AddApp.as_view(), "person", _OWN, _BOTH),
    Page("account/second-factor/app/remove", "mfa_deactivate_totp", second_factor.RemoveApp.as_view(), "person", _OWN,
         _BOTH),
    Page("account/second-factor/key", "mfa_add_webauthn", second_factor.AddKey.as_view(), "person", _OWN, _BOTH),
    Page("account/second-factor/key/<int:pk>/remove", "mfa_remove_webauthn", second_factor.RemoveKey.as_view(),
         "person", _OWN, _BOTH),
    Page("account/second-factor/codes", "mfa_view_recovery_codes", second_factor.Codes.as_view(), "person", _OWN),
    Page("account/second-factor/codes/new", "mfa_generate_recovery_codes", second_factor.NewCodes.as_view(), "person",
         _OWN, _BOTH),
)  # fmt: skip


def _opened(page: Page) -> Callable[..., Any]:
    """The page, kept by no cache; one of a person's own asks who it is."""
    methods = [*page.methods, "HEAD"] if "GET" in page.methods else [*page.methods]
    guarded = page.view if page.permission is None else login_required(page.view)
    return never_cache(known_by(require_http_methods(methods)(guarded), page))


urlpatterns = [path(page.path, _opened(page), name=page.name) for page in PAGES]
