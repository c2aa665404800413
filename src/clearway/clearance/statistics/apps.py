"""Statistics as a Django app."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    """Keeps counts, and the pages that show them."""

    name = "clearway.clearance.statistics"
    label = "statistics"
