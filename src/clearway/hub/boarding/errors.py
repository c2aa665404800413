"""What can go wrong when a member comes aboard.

BoardingError
├── AddressUnfit           BRD-001
├── HolderUnknown          BRD-002
├── KeyMissing             BRD-003
├── CertificateUnreadable  BRD-004
├── CertificateOver        BRD-005
└── CertificateTaken       BRD-006
"""

from typing import ClassVar


class BoardingError(Exception):
    """A step aboard cannot be taken as asked."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class AddressUnfit(BoardingError):
    """A system is asked over http or https; views and tables of files are set up by the operator."""

    code = "BRD-001"
    sentence = "The system cannot be asked at {address}."
    remedy = (
        "Give an address as https://records.example/api, without a user name; for views or files ask the operator."
    )


class HolderUnknown(BoardingError):
    """The catalogue knows of no such holder, or of no such kind of it."""

    code = "BRD-002"
    sentence = "{holder} holds no {kind}."
    remedy = "Choose a holder and a kind of the catalogue."


class KeyMissing(BoardingError):
    """A try needs the key of a record that was made for trying."""

    code = "BRD-003"
    sentence = "The key of the record to try with is missing."
    remedy = "Give the key of a record that is about nobody."


class CertificateUnreadable(BoardingError):
    """What was given is no certificate in PEM."""

    code = "BRD-004"
    sentence = "This is no certificate."
    remedy = "Paste one certificate from BEGIN CERTIFICATE to END CERTIFICATE, and never a private key."


class CertificateOver(BoardingError):
    """The certificate is not good any more."""

    code = "BRD-005"
    sentence = "The certificate was good until {until}."
    remedy = "Ask whoever gives them out for a new one."


class CertificateTaken(BoardingError):
    """The certificate is on file already."""

    code = "BRD-006"
    sentence = "This certificate is on file already."
    remedy = "Paste the new one."
