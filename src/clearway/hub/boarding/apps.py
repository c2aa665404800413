"""Coming aboard as a Django app."""

from django.apps import AppConfig


class BoardingConfig(AppConfig):
    """Keeps members' certificates, and the templates of the pages."""

    name = "clearway.hub.boarding"
    label = "hub_boarding"
