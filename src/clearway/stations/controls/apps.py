"""Controls as a Django app."""

from django.apps import AppConfig


class ControlsConfig(AppConfig):
    """Keeps controls and holds."""

    name = "clearway.stations.controls"
    label = "controls"
