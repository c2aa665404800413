"""The public's pages as a Django app."""

from django.apps import AppConfig


class PublicPagesConfig(AppConfig):
    """Keeps the templates of the public's pages, and who guessed too often."""

    name = "clearway.clearance.public"
    label = "clearance_public"
