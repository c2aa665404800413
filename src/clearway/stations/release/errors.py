"""What can go wrong at the release station.

ReleaseError
├── NotReleased        REL-001
├── ReceiptUnknown     REL-002
├── AlreadyRevoked     REL-003
├── SigningKeyAway     REL-011
├── SigningKeyExposed  REL-012
└── KeyUnknown         REL-013
"""

from typing import ClassVar


class ReleaseError(Exception):
    """The release station could not do what it was asked."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class NotReleased(ReleaseError):
    """A receipt was asked for goods that may not leave."""

    code = "REL-001"
    sentence = "Declaration {mrn} is not released, so it has no receipt."
    remedy = "Look at the file: it says what it waits for."


class ReceiptUnknown(ReleaseError):
    """No receipt was issued under the number."""

    code = "REL-002"
    sentence = "No receipt was issued under the number {number}."
    remedy = "Give the whole number as it is printed, with the part after the hyphen."


class AlreadyRevoked(ReleaseError):
    """A receipt is revoked once."""

    code = "REL-003"
    sentence = "Receipt {number} was revoked before: {reason}."
    remedy = "Nothing needs to be done."


class SigningKeyAway(ReleaseError):
    """The signing key in use lies on another machine."""

    code = "REL-011"
    sentence = "The key {kid} signs, but its file is not on this machine: {path}."
    remedy = "Restore the file from its backup, or change to a new key: clearway keys rotate."


class SigningKeyExposed(ReleaseError):
    """A signing key that others can read is not used."""

    code = "REL-012"
    sentence = "{path} can be read by others than its owner."
    remedy = "Restrict it (chmod 600), and revoke the key if somebody may have read it."


class KeyUnknown(ReleaseError):
    """There is no key of that name."""

    code = "REL-013"
    sentence = "No key signs or signed receipts under the name {kid}."
    remedy = "See the names with clearway keys list."
