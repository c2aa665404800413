"""Permits as a Django app."""

from django.apps import AppConfig


class PermitsConfig(AppConfig):
    """Keeps permits, what is left of them, and who waits for one."""

    name = "clearway.stations.permits"
    label = "permits"
