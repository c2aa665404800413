"""Agreements: proposed by who asks, decided by who holds, versioned, suspended at once.

Other packages import this package and its door ``files``; nothing else here is a promise.
"""

from clearway.hub.agreements.actions import let_go_on, move, propose, stop
from clearway.hub.agreements.errors import (
    AgreementError,
    AgreementUnknown,
    AgreementUnsound,
    ArticleSilent,
    NotInForce,
    NotPossibleNow,
    ReasonMissing,
    Stopped,
)
from clearway.hub.agreements.queries import about, of_holder, of_organisation

__all__ = [
    "AgreementError",
    "AgreementUnknown",
    "AgreementUnsound",
    "ArticleSilent",
    "NotInForce",
    "NotPossibleNow",
    "ReasonMissing",
    "Stopped",
    "about",
    "let_go_on",
    "move",
    "of_holder",
    "of_organisation",
    "propose",
    "stop",
]
