"""The file of an agreement: every version with who asked and who decided, what changed, and what would be enough."""

from clearway.hub.agreements.advice import Change, Smaller, differences, smaller
from clearway.hub.agreements.ending import ENDING, tell_ending
from clearway.hub.agreements.proposing import ask, check
from clearway.hub.agreements.queries import Filed, counted, ending_before, find, listed, versions

__all__ = [
    "ENDING",
    "Change",
    "Filed",
    "Smaller",
    "ask",
    "check",
    "counted",
    "differences",
    "ending_before",
    "find",
    "listed",
    "smaller",
    "tell_ending",
    "versions",
]
