"""Received: sources that are copies of registers, as a hub distributes them.

Other packages import this module; nothing else here is a promise.
"""

from clearway.watch.received.actions import acknowledged, begin, doubt, proven, subscribed, tell
from clearway.watch.received.contracts import Part, Put, Standing
from clearway.watch.received.ending import delete, end
from clearway.watch.received.queries import fingerprints, known, standing
from clearway.watch.received.taking import take

__all__ = [
    "Part",
    "Put",
    "Standing",
    "acknowledged",
    "begin",
    "delete",
    "doubt",
    "end",
    "fingerprints",
    "known",
    "proven",
    "standing",
    "subscribed",
    "take",
    "tell",
]
