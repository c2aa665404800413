"""Holders: look-ups counted by day, and how each system answers.

Other packages import this module; nothing else here is a promise.
"""

from clearway.hub.holding.counting import READER, Count, Health, health, of_days, of_organisations

__all__ = [
    "READER",
    "Count",
    "Health",
    "health",
    "of_days",
    "of_organisations",
]
