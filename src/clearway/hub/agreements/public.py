"""Agreements: proposed by who asks, decided by who holds, versioned, suspended at once.

Other packages import this module; nothing else here is a promise.
"""

from clearway.hub.agreements.actions import move, propose
from clearway.hub.agreements.errors import AgreementError, AgreementUnknown, AgreementUnsound, NotPossibleNow
from clearway.hub.agreements.queries import about, of_holder, of_organisation

__all__ = [
    "AgreementError",
    "AgreementUnknown",
    "AgreementUnsound",
    "NotPossibleNow",
    "about",
    "move",
    "of_holder",
    "of_organisation",
    "propose",
]
