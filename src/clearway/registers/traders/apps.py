"""The register of traders as a Django app."""

from django.apps import AppConfig


class TradersConfig(AppConfig):
    """Keeps parties, mandates, members and machine clients."""

    name = "clearway.registers.traders"
    label = "traders"
