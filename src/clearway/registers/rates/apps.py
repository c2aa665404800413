"""The register of exchange rates as a Django app."""

from django.apps import AppConfig


class RatesConfig(AppConfig):
    """Keeps published rates of exchange."""

    name = "clearway.registers.rates"
    label = "rates"
