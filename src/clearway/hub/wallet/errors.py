"""What can go wrong with documents.

WalletError
├── NoSuchDocument     WLT-001
├── NothingHeld        WLT-002
├── NotOfPersons       WLT-003
├── OfferOver          WLT-004
├── CodeWrong          WLT-005
├── ProofNotSound      WLT-006
├── QuestionOver       WLT-007
├── QuestionUnreadable WLT-008
├── NotHeldHere        WLT-009
├── NotTaken           WLT-010
└── AnswerNotSound     WLT-011
"""

from typing import ClassVar


class WalletError(Exception):
    """A document cannot be issued, held or sent as asked."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""
    #: How OpenID's protocols call it.
    oauth: ClassVar[str] = "invalid_request"

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class NoSuchDocument(WalletError):
    """A person sees their own documents alone."""

    code = "WLT-001"
    sentence = "There is no such document of yours."
    remedy = "Choose one of your wallet."


class NothingHeld(WalletError):
    """The holder has no record about the person."""

    code = "WLT-002"
    sentence = "Nothing is on record about you there, so there is no document."
    remedy = "Ask the holder if you think that it should be."


class NotOfPersons(WalletError):
    """Documents are of kinds about persons."""

    code = "WLT-003"
    sentence = "There is no document of this kind."
    remedy = "Choose one of the list."
    oauth = "unsupported_credential_type"


class OfferOver(WalletError):
    """An offer is taken once, in time."""

    code = "WLT-004"
    sentence = "The offer was taken already, or its time is over."
    remedy = "Make a new one on the page of the document."
    oauth = "invalid_grant"


class CodeWrong(WalletError):
    """Whoever takes an offer has the number that its page shows."""

    code = "WLT-005"
    sentence = "The number is not the one that the page shows."
    remedy = "Type the number that stands beside the offer."
    oauth = "invalid_grant"


class ProofNotSound(WalletError):
    """A device proves that it has the key to which the document is bound."""

    code = "WLT-006"
    sentence = "The proof of the device's key is not sound: {why}"
    remedy = "Ask for a nonce, and sign it for this issuer with the device's key."
    oauth = "invalid_proof"


class QuestionOver(WalletError):
    """A question is answered once, in time."""

    code = "WLT-007"
    sentence = "The question was answered already, or its time is over."
    remedy = "Have the organisation ask anew."


class QuestionUnreadable(WalletError):
    """A question says for whom, for what, and where the answer goes."""

    code = "WLT-008"
    sentence = "The question cannot be answered: {why}"
    remedy = "Have the organisation ask anew."


class NotHeldHere(WalletError):
    """Only a document that is held here, and in force, can be sent from here."""

    code = "WLT-009"
    sentence = "This document is not held here, or not in force any more."
    remedy = "Choose another, or ask for it anew."


class NotTaken(WalletError):
    """Whoever asked did not take what was sent."""

    code = "WLT-010"
    sentence = "{to} did not take it: {why}"
    remedy = "Try again, or ask them."


class AnswerNotSound(WalletError):
    """What came is not a document that can be relied on."""

    code = "WLT-011"
    sentence = "What was sent cannot be relied on: {why}"
    remedy = "Send a document of the kind that was asked for, in force, with the claims that were asked for."
