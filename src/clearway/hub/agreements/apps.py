"""Agreements as a Django app."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Keeps agreements and every version of them."""

    name = "clearway.hub.agreements"
    label = "agreements"
