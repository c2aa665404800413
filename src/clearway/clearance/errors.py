"""What can go wrong with a submission that was read.

ClearanceError
├── ReferenceReused      CLR-001
├── DeclarationUnknown   CLR-002
├── NotAmendable         CLR-003
├── PlaceNotKnown        CLR-004
├── PurposeMisplaced     CLR-005
└── StoreAway            CLR-006
"""

from typing import ClassVar


class ClearanceError(Exception):
    """A submission cannot be carried out as asked."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class ReferenceReused(ClearanceError):
    """The same reference came with other content."""

    code = "CLR-001"
    sentence = "Reference {reference} was already used for another declaration."
    remedy = "Send the first message again unchanged, or lodge this one under a new reference."


class DeclarationUnknown(ClearanceError):
    """No declaration is known under the number or reference."""

    code = "CLR-002"
    sentence = "No declaration {number} is known to this sender."
    remedy = "Give the movement reference number, or the reference it was lodged under."


class NotAmendable(ClearanceError):
    """The declaration has come too far, or has ended."""

    code = "CLR-003"
    sentence = "Declaration {mrn} is {state} and can no longer be changed."
    remedy = "Lodge a new declaration, or write to the office named on the file."


class PlaceNotKnown(ClearanceError):
    """An amendment names a place that a declaration does not have."""

    code = "CLR-004"
    sentence = "The amendment names {path}, which is no place of a declaration."
    remedy = "Name a field of the declaration, list entries by their sequence number."


class PurposeMisplaced(ClearanceError):
    """An amendment or cancellation came where an original was expected, or the other way round."""

    code = "CLR-005"
    sentence = "This door takes an {expected} declaration; the message says {found}."
    remedy = "Use the door for amendments or cancellations, or change the declaration type."


class StoreAway(ClearanceError):
    """The store did not answer; nothing was acknowledged."""

    code = "CLR-006"
    sentence = "The declaration could not be stored just now; it was not accepted."
    remedy = "Send the same message again in a moment: it will be taken once."
