"""Misuse: look-ups that nothing explains or that follow a pattern, and what is decided about them.

Other packages import this module; nothing else here is a promise.
"""

from clearway.core.share.explained import Assignment, Person, Post
from clearway.hub.misuse.actions import READER, assign, decide, enrol, forget, judge_recorded
from clearway.hub.misuse.comparing import compare
from clearway.hub.misuse.errors import FlagUnknown, MisuseError, OwnFlag, WordsMissing
from clearway.hub.misuse.queries import Flagged, decided, find, of_accesses, waiting

__all__ = [
    "READER",
    "Assignment",
    "FlagUnknown",
    "Flagged",
    "MisuseError",
    "OwnFlag",
    "Person",
    "Post",
    "WordsMissing",
    "assign",
    "compare",
    "decide",
    "decided",
    "enrol",
    "find",
    "forget",
    "judge_recorded",
    "of_accesses",
    "waiting",
]
