"""Misuse as a Django app."""

from django.apps import AppConfig


class MisuseConfig(AppConfig):
    """Keeps posts and cases as organisations tell of them, and the flags of look-ups."""

    name = "clearway.hub.misuse"
    label = "misuse"
