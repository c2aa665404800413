"""The addresses of the provider, under the names that the toolkit's discovery asks for."""

from typing import Final

from django.urls import include, path
from oauth2_provider.views import ConnectDiscoveryInfoView, JwksInfoView, RevokeTokenView, TokenView, UserInfoView

from clearway.gateways.openid.pages import Authorize
from clearway.platform.theme.page import Page, known_by

#: Who may open which; tokens and secrets are asked for by the protocol itself.
PAGES: Final = (
    Page("oauth/authorize", "authorize", Authorize.as_view(), "person", "own-account", ("GET", "POST")),
    Page("oauth/token", "token", TokenView.as_view(), "public", None, ("POST",)),
    Page("oauth/revoke", "revoke-token", RevokeTokenView.as_view(), "public", None, ("POST",)),
    Page("oauth/jwks", "jwks-info", JwksInfoView.as_view(), "public", None),
    Page("oauth/userinfo", "user-info", UserInfoView.as_view(), "public", None, ("GET", "POST")),
    Page(
        ".well-known/openid-configuration",
        "oidc-connect-discovery-info",
        ConnectDiscoveryInfoView.as_view(),
        "public",
        None,
    ),
)

urlpatterns = [
    path(
        "",
        include(([path(page.path, known_by(page.view, page), name=page.name) for page in PAGES], "oauth2_provider")),
    ),
]
