"""What the desk says of a form that cannot be asked as it stands.

DeskError
├── SubjectUnreadable   DSK-001
├── NothingChosen       DSK-002
├── TooMuchChosen       DSK-003
├── SubjectsMixed       DSK-004
├── BoundUnreadable     DSK-005
├── CaseUnreadable      DSK-006
└── ReasonTooShort      DSK-007
"""

from typing import ClassVar


class DeskError(Exception):
    """A form says too little, too much, or something that cannot be read; ``place`` is the field it is about."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""
    place: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class SubjectUnreadable(DeskError):
    """A number names whom or what it is about."""

    code = "DSK-001"
    sentence = "The number of the person, business, parcel or vehicle is missing or cannot be read."
    remedy = "Letters, digits, dots and dashes, as it stands on the document."
    place = "subject"


class NothingChosen(DeskError):
    """Something is asked for."""

    code = "DSK-002"
    sentence = "Nothing is chosen."
    remedy = "Choose at least one answer or field."
    place = "kinds"


class TooMuchChosen(DeskError):
    """No more kinds at once than an official can use."""

    code = "DSK-003"
    sentence = "{found} kinds are chosen; {most} go at once."
    remedy = "Ask for the others afterwards."
    place = "kinds"


class SubjectsMixed(DeskError):
    """One number is about one sort of thing."""

    code = "DSK-004"
    sentence = "What is chosen is about different things ({found}), and one number names one of them."
    remedy = "Ask for each with its own number."
    place = "kinds"


class BoundUnreadable(DeskError):
    """An answer is judged against something that the question names."""

    code = "DSK-005"
    sentence = "For “{name}” something is missing that it is compared with, or it cannot be read."
    remedy = "Write an amount or a number with digits, a day as 2026-11-30."
    place = "kinds"


class CaseUnreadable(DeskError):
    """A case number is a line of text."""

    code = "DSK-006"
    sentence = "The case number cannot be read."
    remedy = "At most 100 characters."
    place = "case"


class ReasonTooShort(DeskError):
    """Whoever breaks the glass says why."""

    code = "DSK-007"
    sentence = "An emergency needs its reason, in {least} to {most} characters."
    remedy = "Say what is at stake and why it cannot wait. Somebody else will read it."
    place = "emergency"
