"""The work of desks: what asks for an officer, how it is opened and closed, and into whose hands it is given."""

from clearway.stations.controls.actions import ask_for_decision, assign, close_open, open_control
from clearway.stations.controls.contracts import Assigned
from clearway.stations.controls.queries import hands

__all__ = [
    "Assigned",
    "ask_for_decision",
    "assign",
    "close_open",
    "hands",
    "open_control",
]
