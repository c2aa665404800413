"""Intake as a Django app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Keeps deliveries, how far each source has delivered, and the rows of the sources."""

    name = "clearway.watch.intake"
    label = "watch_intake"
