"""Wordings as a Django app."""

from django.apps import AppConfig


class WordingsConfig(AppConfig):
    """Keeps policies, wordings, their revisions, and whom an organisation knows under which number."""

    name = "clearway.hub.wordings"
    label = "wordings"
