"""Controls: what officers check before goods leave.

Other packages import this module; nothing else in the station is a promise.
"""

from clearway.stations.controls.queries import hindrances

__all__ = ["hindrances"]
