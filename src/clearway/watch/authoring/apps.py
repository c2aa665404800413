"""Authoring as a Django app."""

from django.apps import AppConfig


class AuthoringConfig(AppConfig):
    """Keeps scenarios that are being written, what their trials came to, and what local officials proposed."""

    name = "clearway.watch.authoring"
    label = "watch_authoring"
