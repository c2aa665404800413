"""What can go wrong with the survey.

SurveyError
├── NotYourService    SUR-001
├── SaidBefore        SUR-002
└── MarksMissing      SUR-003
"""

from typing import ClassVar


class SurveyError(Exception):
    """An opinion cannot be taken."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class NotYourService(SurveyError):
    """Only whoever was served says how it was."""

    code = "SUR-001"
    sentence = "You were not served there."
    remedy = "Choose a service of the list."


class SaidBefore(SurveyError):
    """An opinion about a service is given once."""

    code = "SUR-002"
    sentence = "You have said what you think of this service."
    remedy = "Nothing more is to be done."


class MarksMissing(SurveyError):
    """Each question has a mark."""

    code = "SUR-003"
    sentence = "Each question is answered from 1 to 5, and what you write has at most {most} characters."
    remedy = "Choose a mark for each question."
