"""Declarations as a Django app."""

from django.apps import AppConfig


class DeclarationsConfig(AppConfig):
    """Keeps submissions, declarations and their versions."""

    name = "clearway.stations.declarations"
    label = "declarations"
