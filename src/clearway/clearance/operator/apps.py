"""The operator's pages as a Django app."""

from django.apps import AppConfig


class OperatorPagesConfig(AppConfig):
    """Keeps the templates of the operator's pages."""

    name = "clearway.clearance.operator"
    label = "clearance_operator"
