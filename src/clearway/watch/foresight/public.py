"""Foresight: what the watch would find in rows before they are saved.

Other packages import this module; nothing else here is a promise.
"""

from clearway.watch.foresight.asking import foresee
from clearway.watch.foresight.contracts import Ahead, Foreseen, NotBegun, NotForeseen, Row
from clearway.watch.foresight.saying import Said, said

__all__ = ["Ahead", "Foreseen", "NotBegun", "NotForeseen", "Row", "Said", "foresee", "said"]
