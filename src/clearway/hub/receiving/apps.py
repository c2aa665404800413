"""The receiver's pages as a Django app."""

from django.apps import AppConfig


class ReceivingConfig(AppConfig):
    """Keeps the templates of the pages; distributions are kept by their own room."""

    name = "clearway.hub.receiving"
    label = "hub_receiving"
