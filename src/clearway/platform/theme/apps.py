"""The theme as a Django app."""

from django.apps import AppConfig


class ThemeConfig(AppConfig):
    """Keeps the frame of every page, its styles, and the pages for errors."""

    name = "clearway.platform.theme"
    label = "theme"
