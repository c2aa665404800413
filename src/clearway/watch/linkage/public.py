"""Linkage: keys are linked as deliveries come, and it is reported how many found their partners.

Other packages import this module; nothing else here is a promise.
"""

from clearway.watch.linkage.following import Moved, begin, follow, hold
from clearway.watch.linkage.knowing import Question, moved
from clearway.watch.linkage.reporting import UNFOUND, Example, Pointing, Report, Told, report
from clearway.watch.linkage.unsaved import Unsaved

__all__ = [
    "UNFOUND",
    "Example",
    "Moved",
    "Pointing",
    "Question",
    "Report",
    "Told",
    "Unsaved",
    "begin",
    "follow",
    "hold",
    "moved",
    "report",
]
