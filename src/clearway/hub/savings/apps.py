"""Savings as a Django app."""

from django.apps import AppConfig


class SavingsConfig(AppConfig):
    """Keeps what was saved, document by document and summed by month."""

    name = "clearway.hub.savings"
    label = "savings"
