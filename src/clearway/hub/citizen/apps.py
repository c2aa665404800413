"""The citizen's pages as a Django app."""

from django.apps import AppConfig


class CitizenPagesConfig(AppConfig):
    """Keeps the templates of the citizen's pages."""

    name = "clearway.hub.citizen"
    label = "hub_citizen"
