"""Received as a Django app."""

from django.apps import AppConfig


class ReceivedConfig(AppConfig):
    """Keeps how far each copy of a register has come, and which of its keys is which row."""

    name = "clearway.watch.received"
    label = "watch_received"
