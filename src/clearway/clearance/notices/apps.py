"""Notices about trade as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Keeps the templates of the pages of notices."""

    name = "clearway.clearance.notices"
    label = "clearance_notices"
