"""The wallet: documents of a person, held here or on a device, sent to whom they choose, and revoked.

Other packages import this package and its doors ``issuer`` and ``verifier``; nothing else here is a promise.
"""

from clearway.hub.wallet.errors import NoSuchDocument, QuestionOver, WalletError
from clearway.hub.wallet.issuing import Offered, ask, kinds, offer, revoke
from clearway.hub.wallet.queries import Document, Sent, find, inside, of_subject, sent
from clearway.hub.wallet.sending import Asked, send, understood

__all__ = [
    "Asked",
    "Document",
    "NoSuchDocument",
    "Offered",
    "QuestionOver",
    "Sent",
    "WalletError",
    "ask",
    "find",
    "inside",
    "kinds",
    "of_subject",
    "offer",
    "revoke",
    "send",
    "sent",
    "understood",
]
