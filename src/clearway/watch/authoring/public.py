"""Authoring: scenarios from draft to retired, their trials, and what officials propose.

Other packages import this module; nothing else here is a promise.
"""

from clearway.watch.authoring import actions as writing
from clearway.watch.authoring import comparing, forum, queries, rows, shapes, shaping, testing
from clearway.watch.authoring.actions import Written
from clearway.watch.authoring.errors import AuthoringError, RowsUnfit
from clearway.watch.authoring.examining import Examiner
from clearway.watch.authoring.linting import Fault, Lint
from clearway.watch.authoring.queries import Backtest, Draft, Proposed
from clearway.watch.authoring.testing import Outcome, perform

__all__ = [
    "AuthoringError",
    "Backtest",
    "Draft",
    "Examiner",
    "Fault",
    "Lint",
    "Outcome",
    "Proposed",
    "RowsUnfit",
    "Written",
    "comparing",
    "forum",
    "perform",
    "queries",
    "rows",
    "shapes",
    "shaping",
    "testing",
    "writing",
]
