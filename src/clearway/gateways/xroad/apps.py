"""The edge as a Django app: it keeps records of how calls went, and messages that can be shown."""

from django.apps import AppConfig


class XroadConfig(AppConfig):
    """The edge's own tables."""

    name = "clearway.gateways.xroad"
    label = "xroad"
