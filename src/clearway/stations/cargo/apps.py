"""Cargo as a Django app."""

from django.apps import AppConfig


class CargoConfig(AppConfig):
    """Keeps cargo records and what may leave."""

    name = "clearway.stations.cargo"
    label = "cargo"
