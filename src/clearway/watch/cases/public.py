"""Cases: what officials do about findings, by when, and who is told where nothing was done.

Other packages import this module; nothing else here is a promise.
"""

from clearway.watch.cases.actions import act, check, exclude, name_official
from clearway.watch.cases.contracts import MOST_CHARACTERS, REASONS, Named, Standing, Step, Tally
from clearway.watch.cases.errors import CaseError, FindingUnknown
from clearway.watch.cases.queries import find, listed, posts, settled, steps, tallies, waiting
from clearway.watch.cases.reach import reach

__all__ = [
    "MOST_CHARACTERS",
    "REASONS",
    "CaseError",
    "FindingUnknown",
    "Named",
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
    "reach",
    "settled",
    "steps",
    "tallies",
    "waiting",
]
