"""What can go wrong with consents.

ConsentError
├── ConsentUnknown     CNS-001
└── NotPossibleNow     CNS-002
"""

from typing import ClassVar


class ConsentError(Exception):
    """A consent cannot be moved as asked."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class ConsentUnknown(ConsentError):
    """The subject was not asked this; another's consent is as unknown as one that never was."""

    code = "CNS-001"
    sentence = "There is no consent {consent} of yours."
    remedy = "Choose one of your list."


class NotPossibleNow(ConsentError):
    """What was decided is decided; a consent that was refused or withdrawn is asked for anew."""

    code = "CNS-002"
    sentence = "The consent is {state}; it cannot be {wanted}."
    remedy = "Ask the organisation to ask you again."
