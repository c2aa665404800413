"""Consents: asked, given, refused, withdrawn, and the signed receipt of each.

Other packages import this package and its door ``delegates``; nothing else here is a promise.
"""

from clearway.hub.consents.actions import ask, give, refuse, withdraw
from clearway.hub.consents.errors import (
    ConsentError,
    ConsentUnknown,
    EndPassed,
    NotAskable,
    NotDelegated,
    NotPossibleNow,
)
from clearway.hub.consents.queries import Asked, find, of_subject, said
from clearway.hub.consents.receipts import CheckedReceipt, check_receipt, is_receipt, receipt

__all__ = [
    "Asked",
    "CheckedReceipt",
    "ConsentError",
    "ConsentUnknown",
    "EndPassed",
    "NotAskable",
    "NotDelegated",
    "NotPossibleNow",
    "ask",
    "check_receipt",
    "find",
    "give",
    "is_receipt",
    "of_subject",
    "receipt",
    "refuse",
    "said",
    "withdraw",
]
