"""The register of offices as a Django app."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    """Keeps offices and their officers."""

    name = "clearway.registers.offices"
    label = "offices"
