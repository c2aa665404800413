"""The register of law as a Django app."""

from django.apps import AppConfig


class LawbookConfig(AppConfig):
    """Keeps the versions of the lawbook."""

    name = "clearway.registers.lawbook"
    label = "lawbook"
