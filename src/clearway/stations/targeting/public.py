"""Targeting: which lane a declaration takes.

Other packages import this module; nothing else in the station is a promise.
"""

from clearway.core.target import target
from clearway.stations.targeting.actions import keep
from clearway.stations.targeting.queries import selection_of

__all__ = ["keep", "selection_of", "target"]
