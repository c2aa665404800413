"""Duties as a Django app."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Keeps what is owed."""

    name = "clearway.stations.duties"
    label = "duties"
