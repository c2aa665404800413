"""The trader's pages as a Django app."""

from django.apps import AppConfig


class TraderPagesConfig(AppConfig):
    """Keeps the templates of the trader's pages."""

    name = "clearway.clearance.trader"
    label = "clearance_trader"
