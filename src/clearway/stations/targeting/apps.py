"""Targeting as a Django app."""

from django.apps import AppConfig


class TargetingConfig(AppConfig):
    """Keeps lanes and their reasons."""

    name = "clearway.stations.targeting"
    label = "targeting"
