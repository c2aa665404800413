"""The wallet as a Django app."""

from django.apps import AppConfig


class WalletConfig(AppConfig):
    """Keeps documents, where they went, and the keys that sign them."""

    name = "clearway.hub.wallet"
    label = "wallet"
