"""Findings as a Django app."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """Keeps findings, and what is to be looked at again."""

    name = "clearway.watch.findings"
    label = "watch_findings"
