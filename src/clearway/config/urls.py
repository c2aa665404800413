"""Every page of the house; the routes under /v1 stand in gateways/rest/routes.py."""

from django.urls import path
from oauth2_provider.views import RevokeTokenView, TokenView

urlpatterns = [
    path("oauth/token", TokenView.as_view(), name="token"),
    path("oauth/revoke", RevokeTokenView.as_view(), name="revoke-token"),
]
