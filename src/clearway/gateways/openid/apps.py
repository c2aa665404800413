"""The provider as a Django app."""

from django.apps import AppConfig


class OpenidConfig(AppConfig):
    """Keeps the page on which people agree."""

    name = "clearway.gateways.openid"
    label = "openid"
