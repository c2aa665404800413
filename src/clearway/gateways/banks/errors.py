"""What can go wrong with a bank's call.

BankError
├── NotSigned          BNK-001
├── SignedTooLongAgo   BNK-002
├── SignatureWrong     BNK-003
├── NotABank           BNK-004
├── NumberDiffers      BNK-005
├── MessageUnreadable  BNK-006
└── OrderUnknown       BNK-007
"""

from typing import ClassVar


class BankError(Exception):
    """A bank's call cannot be taken."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class NotSigned(BankError):
    """The call is not signed."""

    code = "BNK-001"
    sentence = "The call is not signed."
    remedy = "Send the headers {headers}, signed as Standard Webhooks describe it."


class SignedTooLongAgo(BankError):
    """The time of the signature is not now."""

    code = "BNK-002"
    sentence = "The call was signed at {time}, which is more than {seconds} seconds away."
    remedy = "Set the clock, and sign each repetition anew."


class SignatureWrong(BankError):
    """The signature is of no key of the bank."""

    code = "BNK-003"
    sentence = "The signature is not one of this bank over this content."
    remedy = "Sign number, time and body as they are sent, with a key that customs know."


class NotABank(BankError):
    """No key is known of the party that calls."""

    code = "BNK-004"
    sentence = "No key of {party} is known; only banks tell of payments."
    remedy = "Have the bank's public key registered."


class NumberDiffers(BankError):
    """The call and its message have different numbers."""

    code = "BNK-005"
    sentence = "The call is signed as {signed}, its message is {found}."
    remedy = "Sign the call under the number of its message."


class MessageUnreadable(BankError):
    """The message is not one of the form."""

    code = "BNK-006"
    sentence = "The message cannot be read: {found}"
    remedy = "Send the message in the form of the published description."


class OrderUnknown(BankError):
    """Nothing is owed under the reference."""

    code = "BNK-007"
    sentence = "Nothing is owed under {number}."
    remedy = "Ask for the movement reference number of a declaration that is to be paid."
