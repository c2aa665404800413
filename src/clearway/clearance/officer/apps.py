"""The officer's pages as a Django app."""

from django.apps import AppConfig


class OfficerPagesConfig(AppConfig):
    """Keeps the templates of the officer's pages."""

    name = "clearway.clearance.officer"
    label = "clearance_officer"
