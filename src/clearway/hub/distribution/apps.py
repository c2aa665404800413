"""Distribution as a Django app."""

from django.apps import AppConfig


class DistributionConfig(AppConfig):
    """Keeps who receives what in bulk, which parts were sent, and what proves it; values are kept nowhere."""

    name = "clearway.hub.distribution"
    label = "distribution"
