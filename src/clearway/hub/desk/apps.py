"""The desk's pages as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Keeps the templates and styles of the desk; it has no tables, for nothing of an answer is kept."""

    name = "clearway.hub.desk"
    label = "hub_desk"
