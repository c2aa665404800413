"""The event log as a Django app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Keeps the event log."""

    name = "clearway.platform.events"
    label = "events"
