"""Consents as a Django app."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """Keeps consents and every step of their lives."""

    name = "clearway.hub.consents"
    label = "consents"
