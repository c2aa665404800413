"""The holder's pages as a Django app."""

from django.apps import AppConfig


class HoldingConfig(AppConfig):
    """Keeps the counts of look-ups by day, how each holder's system answers, and the templates of the pages."""

    name = "clearway.hub.holding"
    label = "hub_holding"
