"""The refund finder as a Django app."""

from django.apps import AppConfig


class RefundsConfig(AppConfig):
    """Keeps the templates of the refund finder; what it finds is kept nowhere."""

    name = "clearway.hub.refunds"
    label = "refunds"
