"""The exchange as a Django app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Keeps where holders are reached, and the record of every access."""

    name = "clearway.hub.exchange"
    label = "exchange"
