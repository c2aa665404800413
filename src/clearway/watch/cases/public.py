"""Cases: what officials do about findings, by when, and who is told where nothing was done.

Other packages import this module; nothing else here is a promise.
"""

from clearway.watch.cases import queries, reviewing, together
from clearway.watch.cases.actions import act, check, exclude, name_official
from clearway.watch.cases.contracts import MOST_CHARACTERS, REASONS, Asked, Named, Quality, Standing, Step, Tally
from clearway.watch.cases.errors import CaseError, FindingUnknown
from clearway.watch.cases.queries import find, listed, posts, settled, steps, tallies, waiting
from clearway.watch.cases.reach import reach

__all__ = [
    "MOST_CHARACTERS",
    "REASONS",
    "Asked",
    "CaseError",
    "FindingUnknown",
    "Named",
    "Quality",
    "Standing",
    "Step",
    "Tally",
    "act",
    "check",
    "exclude",
    "find",
    "listed",
    "name_official",
    "posts",
    "queries",
    "reach",
    "reviewing",
    "settled",
    "steps",
    "tallies",
    "together",
    "waiting",
]
