"""Notices as a Django app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Keeps texts, choices, inboxes, endpoints, deliveries and deadlines."""

    name = "clearway.platform.notifications"
    label = "notifications"
