"""What can go wrong at the permits station.

PermitError
├── PermitUnknown      PRM-001
├── NumberTaken        PRM-002
├── GrantUnsound       PRM-003
├── HolderUnknown      PRM-004
├── QuantityUsed       PRM-005
├── StatusFinal        PRM-006
└── ReasonMissing      PRM-007
"""

from typing import ClassVar

from clearway.core.kernel.finding import Finding


class PermitError(Exception):
    """A permit cannot be written as asked."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class PermitUnknown(PermitError):
    """The agency has no permit under the number; another agency's is as unknown as one that never was."""

    code = "PRM-001"
    sentence = "Your agency has no permit {number}."
    remedy = "Give the whole number, as it was issued."


class NumberTaken(PermitError):
    """A permit of this number is on file, with other content."""

    code = "PRM-002"
    sentence = "The number {number} is already in use."
    remedy = "Issue the permit under another number, or change the one on file."


class GrantUnsound(PermitError):
    """The permit cannot be granted as written; every field that is wrong is named."""

    code = "PRM-003"
    sentence = "The permit cannot be granted as written."
    remedy = "Correct what is named, and issue it again."

    def __init__(self, faults: tuple[Finding, ...]) -> None:
        """Keep every fault."""
        super().__init__()
        self.faults = faults


class HolderUnknown(PermitError):
    """Nobody is registered under the holder's number."""

    code = "PRM-004"
    sentence = "No trader is registered under {holder}."
    remedy = "Give the registration number of the trader that is to hold the permit."


class QuantityUsed(PermitError):
    """A quantity is lowered below what declarations have used."""

    code = "PRM-005"
    sentence = "{used} {unit} of the permit are used already; it cannot be lowered to {asked}."
    remedy = "Give {used} or more."


class StatusFinal(PermitError):
    """The permit's state does not lead to the one asked for."""

    code = "PRM-006"
    sentence = "The permit {number} is {state}; this cannot be done with it any more."
    remedy = "Issue a new permit."


class ReasonMissing(PermitError):
    """A permit is stopped without a word why."""

    code = "PRM-007"
    sentence = "A permit is suspended or revoked for a reason, and none was given."
    remedy = "Say why; the holder reads it."
