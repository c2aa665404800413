"""Payments as a Django app."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Keeps the ledger."""

    name = "clearway.stations.payments"
    label = "payments"
