"""Numbering as a Django app."""

from django.apps import AppConfig


class NumberingConfig(AppConfig):
    """Keeps the sequence that movement reference numbers are made from."""

    name = "clearway.platform.numbering"
    label = "numbering"
