"""Identity as a Django app."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Keeps the people who sign in."""

    name = "clearway.platform.identity"
    label = "identity"
