"""Drafts as a Django app."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Keeps what was begun."""

    name = "clearway.stations.drafts"
    label = "drafts"
