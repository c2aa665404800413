"""Linkage: keys are linked as deliveries come, and it is reported how many found their partners.

Other packages import this module; nothing else here is a promise.
"""

from clearway.watch.linkage.following import Moved, begin, follow, hold
from clearway.watch.linkage.reporting import UNFOUND, Example, Pointing, Report, Told, report

__all__ = [
    "UNFOUND",
    "Example",
    "Moved",
    "Pointing",
    "Report",
    "Told",
    "begin",
    "follow",
    "hold",
    "report",
]
