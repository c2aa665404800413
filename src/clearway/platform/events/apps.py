"""The event log as a Django app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Keeps the event log and the cursors of its readers."""

    name = "clearway.platform.events"
    label = "events"
