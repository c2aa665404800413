"""What can go wrong at the cargo station.

CargoError
├── CargoUnknown       CGO-001
├── NumberTaken        CGO-002
├── OperatorUnknown    CGO-003
├── NotArrived         CGO-004
├── NotReleased        CGO-005
├── AlreadyLeft        CGO-006
└── Unsound            CGO-007
"""

from typing import ClassVar


class CargoError(Exception):
    """Cargo cannot be reported as asked."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: str = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class CargoUnknown(CargoError):
    """No cargo on one's own premises has the number; another operator's is as unknown as none."""

    code = "CGO-001"
    sentence = "No cargo {number} is known on your premises."
    remedy = "Give the whole number, as it was announced; announce the cargo if it never was."


class NumberTaken(CargoError):
    """The number was announced with other content."""

    code = "CGO-002"
    sentence = "The number {number} is already in use."
    remedy = "Announce the cargo under another number."


class OperatorUnknown(CargoError):
    """Cargo is announced for premises of nobody who keeps any."""

    code = "CGO-003"
    sentence = "No operator of premises is registered under {operator}."
    remedy = "Give the registration number of who keeps the premises that the cargo comes to."


class NotArrived(CargoError):
    """Cargo that was never reported as arrived cannot leave."""

    code = "CGO-004"
    sentence = "Cargo {number} has not arrived."
    remedy = "Report its arrival first."


class NotReleased(CargoError):
    """Nothing of the cargo was released, or nothing that is still here."""

    code = "CGO-005"
    sentence = "No goods of cargo {number} may leave."
    remedy = "Keep them until their declaration is released; you are told then."


class AlreadyLeft(CargoError):
    """The cargo has left; its count cannot change."""

    code = "CGO-006"
    sentence = "Cargo {number} has left."
    remedy = "Announce what came since under another number."


class Unsound(CargoError):
    """A field of a report cannot be what it says."""

    code = "CGO-007"
    sentence = "{field} cannot be {found}."

    def __init__(self, *, passes: str, **facts: str) -> None:
        """Keep what would pass, a sentence of its own for each field."""
        super().__init__(**facts)
        self.remedy = passes
