"""The administrator's pages as a Django app."""

from django.apps import AppConfig


class AdministratorPagesConfig(AppConfig):
    """Keeps the templates of the administrator's pages."""

    name = "clearway.clearance.administrator"
    label = "clearance_administrator"
