"""The desks' pages as a Django app."""

from django.apps import AppConfig


class DesksConfig(AppConfig):
    """Keeps the templates and styles of the desks; what is done there stands in cases."""

    name = "clearway.watch.desks"
    label = "watch_desks"
