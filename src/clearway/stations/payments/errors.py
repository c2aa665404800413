"""What can go wrong at the payments station.

PaymentError
├── MessageReused       PAY-001
├── KeyNotKnown         PAY-002
├── ReturnUnknown       PAY-003
├── NothingToAssign     PAY-004
├── TargetUnknown       PAY-005
└── AccountsUnreadable  PAY-006
"""

from typing import ClassVar


class PaymentError(Exception):
    """Something about money cannot be carried out as asked."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class MessageReused(PaymentError):
    """The same message number came with other content."""

    code = "PAY-001"
    sentence = "Message {number} was already taken with other content."
    remedy = "Send the first message again unchanged, or tell of the other payment under a new number."


class KeyNotKnown(PaymentError):
    """A bank's key is not a key."""

    code = "PAY-002"
    sentence = "The key of {bank} cannot be read."
    remedy = "Give the 32 bytes of an Ed25519 public key in base64, as whpk_…"


class ReturnUnknown(PaymentError):
    """There is no such money to be sent back by this bank."""

    code = "PAY-003"
    sentence = "No return {number} is to be made by this bank."
    remedy = "Ask for the returns to be made, and name one of them."


class NothingToAssign(PaymentError):
    """The money of this message is not unallocated, or no longer."""

    code = "PAY-004"
    sentence = "The money of message {number} is not waiting to be assigned."
    remedy = "Choose a payment from the list of unallocated ones."


class TargetUnknown(PaymentError):
    """Nothing is owed in this currency under this reference."""

    code = "PAY-005"
    sentence = "No debt in {currency} is known under {reference}."
    remedy = "Give the movement reference number of a declaration that owes in this currency."


class AccountsUnreadable(PaymentError):
    """The table of deferment accounts says something that cannot be."""

    code = "PAY-006"
    sentence = "{file}, line {line}: {found} is not a deferment account."
    remedy = "Give number, holder, limit, warning line and currency, and a limit not below what is drawn."
