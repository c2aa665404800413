"""Release: the order that lets goods leave.

Other packages import this module; nothing else in the station is a promise.
"""

from clearway.stations.release.actions import release

__all__ = ["release"]
