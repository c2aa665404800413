"""What can go wrong at the controls station.

ControlError
├── NotOfThisOffice    CTL-001
├── NotYours           CTL-002
├── AlreadyDone        CTL-003
├── NotPossibleNow     CTL-004
├── WordsMissing       CTL-005
├── GroundUnknown      CTL-006
├── FourEyesNeeded     CTL-007
├── PictureRefused     CTL-008
├── AppealTooLate      CTL-009
├── StillAsked         CTL-010
└── NoSuchThing        CTL-011
"""

from typing import ClassVar


class ControlError(Exception):
    """An act on a file cannot be carried out as asked."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class NotOfThisOffice(ControlError):
    """The file belongs to another office."""

    code = "CTL-001"
    sentence = "Declaration {mrn} is not a file of your office."
    remedy = "Write to the office named on the declaration."


class NotYours(ControlError):
    """The file was given to another officer."""

    code = "CTL-002"
    sentence = "This is in the hands of another officer: {officer}."
    remedy = "Files are given out by chance. A supervisor can have this one given out again."


class AlreadyDone(ControlError):
    """Somebody was first."""

    code = "CTL-003"
    sentence = "This was already done by {officer}. Nothing was changed by you."
    remedy = "Look at the file as it stands now."


class NotPossibleNow(ControlError):
    """The declaration stands where the act has no meaning."""

    code = "CTL-004"
    sentence = "Declaration {mrn} is {state}: this cannot be done now."
    remedy = "Look at the file as it stands now."


class WordsMissing(ControlError):
    """A decision without words cannot be understood by anybody."""

    code = "CTL-005"
    sentence = "{what} is missing, or too long."
    remedy = "Write it in a few sentences, up to {limit} characters."


class GroundUnknown(ControlError):
    """The ground is not one of the law."""

    code = "CTL-006"
    sentence = "{ground} is no ground of law for this decision."
    remedy = "Choose one of the grounds of the list."


class FourEyesNeeded(ControlError):
    """The second person is not a second person."""

    code = "CTL-007"
    sentence = "You cannot agree to this: you asked for it, or the finding is your own."
    remedy = "Another supervisor of the office must agree or decline."


class PictureRefused(ControlError):
    """The file is no picture that is kept."""

    code = "CTL-008"
    sentence = "A photograph was not taken: {what}."
    remedy = "Send up to {most} pictures, each PNG or JPEG and up to {limit} megabytes large."


class AppealTooLate(ControlError):
    """The days for an appeal are over."""

    code = "CTL-009"
    sentence = "The appeal comes too late: its last day was {day}."
    remedy = "Write to the office named on the declaration."


class StillAsked(ControlError):
    """A question waits for its answer."""

    code = "CTL-010"
    sentence = "A question of yours is not answered yet."
    remedy = "Wait for the answer, or decide without it by refusing or holding the goods."


class NoSuchThing(ControlError):
    """The thing that is acted on does not belong to the file."""

    code = "CTL-011"
    sentence = "This file has no such entry."
    remedy = "Look at the file as it stands now."
