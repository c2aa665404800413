"""How Django knows the transparency log."""

from django.apps import AppConfig


class TransparencyConfig(AppConfig):
    """The log is one app with its own tables."""

    name = "clearway.platform.transparency"
    label = "transparency"
    verbose_name = "Transparency log"
