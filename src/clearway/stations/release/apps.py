"""Release as a Django app."""

from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    """Keeps release orders and receipts."""

    name = "clearway.stations.release"
    label = "release"
