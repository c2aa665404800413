"""Savings: what look-ups have replaced, and what that is worth.

Other packages import this module; nothing else here is a promise.
"""

from clearway.hub.savings.actions import READER
from clearway.hub.savings.queries import (
    Line,
    Replacement,
    Total,
    by_kind,
    by_month,
    by_organisation,
    in_all,
    of_subject,
    replaced,
)

__all__ = [
    "READER",
    "Line",
    "Replacement",
    "Total",
    "by_kind",
    "by_month",
    "by_organisation",
    "in_all",
    "of_subject",
    "replaced",
]
