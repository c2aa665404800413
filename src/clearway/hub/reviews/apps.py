"""Reviews as a Django app."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Keeps the reviews of emergency look-ups."""

    name = "clearway.hub.reviews"
    label = "hub_reviews"
