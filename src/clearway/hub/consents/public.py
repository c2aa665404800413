"""Consents: asked, given, refused, withdrawn, by the subject or by whom the subject has named; with receipts.

Other packages import this module; nothing else here is a promise.
"""

from clearway.hub.consents.actions import ask, give, refuse, withdraw
from clearway.hub.consents.delegating import Delegation, delegate, of_delegate, revoke, stands
from clearway.hub.consents.delegating import of_subject as delegates_of
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
    "Delegation",
    "EndPassed",
    "NotAskable",
    "NotDelegated",
    "NotPossibleNow",
    "ask",
    "check_receipt",
    "delegate",
    "delegates_of",
    "find",
    "give",
    "is_receipt",
    "of_delegate",
    "of_subject",
    "receipt",
    "refuse",
    "revoke",
    "said",
    "stands",
    "withdraw",
]
