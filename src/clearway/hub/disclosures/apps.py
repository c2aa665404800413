"""Disclosures as a Django app."""

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """Keeps orders of concealment, and objections with their answers."""

    name = "clearway.hub.disclosures"
    label = "disclosures"
