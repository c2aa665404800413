"""The privacy officer's pages as a Django app."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Keeps the templates of the privacy officer's pages."""

    name = "clearway.hub.privacy"
    label = "hub_privacy"
