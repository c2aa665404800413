"""What stands in the way of a step.

CaseError
├── FindingUnknown     CAS-001
├── FindingOver        CAS-002
├── WordsMissing       CAS-003
├── ReasonUnknown      CAS-004
├── EvidenceMissing    CAS-005
├── DayUnfit           CAS-006
├── OfficialUnknown    CAS-007
├── NothingChosen      CAS-008
└── ReviewOver         CAS-009
"""

from typing import ClassVar


class CaseError(Exception):
    """A step cannot be taken so; ``place`` is the field it is about."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""
    place: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class FindingUnknown(CaseError):
    """There is no such finding, or it is another government's."""

    code = "CAS-001"
    sentence = "There is no finding {number}."
    remedy = "Choose one of the list."


class FindingOver(CaseError):
    """The records fit already."""

    code = "CAS-002"
    sentence = "Finding {number} is settled: the records fit now."
    remedy = "There is nothing left to do about it."


class WordsMissing(CaseError):
    """A step says in words what was found or done."""

    code = "CAS-003"
    sentence = "Say it in 1 to {most} characters."
    remedy = "A sentence is enough. It protects you if somebody asks later."
    place = "text"


class ReasonUnknown(CaseError):
    """An exclusion has one of the reasons of the list."""

    code = "CAS-004"
    sentence = "The reason for the exception is missing."
    remedy = "Choose one of the list."
    place = "reason"


class EvidenceMissing(CaseError):
    """An exclusion names what proves it."""

    code = "CAS-005"
    sentence = "The evidence for the exception is missing."
    remedy = "Name the decision, record or document that proves it, in 1 to {most} characters."
    place = "evidence"


class DayUnfit(CaseError):
    """An exclusion ends on a day that the law allows."""

    code = "CAS-006"
    sentence = "The exception cannot end on this day: {found}."
    remedy = "A day from {first} to {last}, as {first}."
    place = "until"


class OfficialUnknown(CaseError):
    """Whoever looks after a desk works for the government."""

    code = "CAS-007"
    sentence = "{official} is no official of the watch of this government."
    remedy = "Choose one of the list."
    place = "official"


class NothingChosen(CaseError):
    """What is done together is done to findings of one scenario."""

    code = "CAS-008"
    sentence = "No findings were chosen, or too many: {found}."
    remedy = "Choose 1 to {most} of the list."
    place = "number"


class ReviewOver(CaseError):
    """An exclusion is looked at a second time once, and not by whoever made it."""

    code = "CAS-009"
    sentence = "There is nothing left to review here."
    remedy = "Choose one of the list."
