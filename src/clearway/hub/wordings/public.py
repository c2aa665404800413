"""Wordings: policies, the words people are asked in, their revisions, and whom organisations know.

Other packages import this module; nothing else here is a promise.
"""

from clearway.hub.wordings.actions import change, forget, know, make, remove, revise
from clearway.hub.wordings.contracts import Individual, Kept, Policy, Revision, Wording
from clearway.hub.wordings.errors import (
    IndividualUnknown,
    NotAskedInThese,
    PolicyInUse,
    RevisionUnknown,
    WordingError,
    WordingUnknown,
)
from clearway.hub.wordings.queries import individual, individuals, paper, papers, revision, revisions

__all__ = [
    "Individual",
    "IndividualUnknown",
    "Kept",
    "NotAskedInThese",
    "Policy",
    "PolicyInUse",
    "Revision",
    "RevisionUnknown",
    "Wording",
    "WordingError",
    "WordingUnknown",
    "change",
    "forget",
    "individual",
    "individuals",
    "know",
    "make",
    "paper",
    "papers",
    "remove",
    "revise",
    "revision",
    "revisions",
]
