"""What stands in the way of writing a scenario.

AuthoringError
├── WritingUnknown     AUT-001
├── StateUnfit         AUT-002
├── SecondNameMissing  AUT-003
├── NotReady           AUT-004
├── NumberUnfit        AUT-005
├── ShapeUnfit         AUT-006
├── RowsUnfit          AUT-007
├── WordsMissing       AUT-008
└── GovernmentUnfit    AUT-009
"""

from typing import ClassVar


class AuthoringError(Exception):
    """A step cannot be taken so; ``place`` is the field it is about."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, *, place: str = "", **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts
        self.place = place


class WritingUnknown(AuthoringError):
    """There is no such scenario in writing."""

    code = "AUT-001"
    sentence = "There is no scenario in writing with number {number}."
    remedy = "Choose one of the list."


class StateUnfit(AuthoringError):
    """A scenario goes from draft to trial, to live, to retired, and no other way."""

    code = "AUT-002"
    sentence = "This cannot be done with scenario {number} as it stands."
    remedy = "Read how far it is, and do the step that follows."


class SecondNameMissing(AuthoringError):
    """Whoever wrote or sent a scenario does not publish it."""

    code = "AUT-003"
    sentence = "You wrote or sent this yourself."
    remedy = "A second person of the ministry reads and publishes it under their own name."


class NotReady(AuthoringError):
    """Something is still wrong with the text, the card or the fixtures."""

    code = "AUT-004"
    sentence = "It is not ready to be sent: {missing}"
    remedy = "Put it right, then send it again."


class NumberUnfit(AuthoringError):
    """A scenario has a number of its own, as LT-01, in one of the areas."""

    code = "AUT-005"
    sentence = "A new scenario cannot have the number {found}."
    remedy = "Two capital letters, a hyphen and two or three digits that no scenario has yet, and an area."


class ShapeUnfit(AuthoringError):
    """A field of a common shape names a column that there is, of the kind that is asked for."""

    code = "AUT-006"
    sentence = "This does not fit: {found}"
    remedy = "{expected}"


class RowsUnfit(AuthoringError):
    """A fixture's rows are lines under the names of their columns."""

    code = "AUT-007"
    sentence = "The rows cannot be read: {found}"
    remedy = "The first line names columns, each further line is a row, with commas between the values."


class WordsMissing(AuthoringError):
    """What is said to others is said in words."""

    code = "AUT-008"
    sentence = "Say it in 1 to {most} characters."
    remedy = "A sentence is enough."


class GovernmentUnfit(AuthoringError):
    """A back-test is over records of a government that anything was delivered for."""

    code = "AUT-009"
    sentence = "Nothing was delivered for {found}."
    remedy = "Choose one of the list."
