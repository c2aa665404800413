"""Clearance as a Django app."""

from django.apps import AppConfig


class ClearanceConfig(AppConfig):
    """Keeps the decision records."""

    name = "clearway.clearance"
    label = "clearance"
