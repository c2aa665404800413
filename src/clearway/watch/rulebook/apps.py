"""The rulebook of the watch as a Django app."""

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    """Keeps every edition of the scenarios that was ever loaded."""

    name = "clearway.watch.rulebook"
    label = "watch_rulebook"
