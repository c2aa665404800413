"""What can go wrong with consents.

ConsentError
├── ConsentUnknown     CNS-001
├── NotPossibleNow     CNS-002
├── NotDelegated       CNS-003
├── EndPassed          CNS-004
├── NotAskable         CNS-005
├── NobodyToDelegate   CNS-006
└── SignedOtherwise    CNS-008
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


class NotDelegated(ConsentError):
    """Whoever decides for another is let do so at that very moment."""

    code = "CNS-003"
    sentence = "{subject} does not let you decide for them."
    remedy = "Ask them to name you on their page of delegates."


class EndPassed(ConsentError):
    """An end is still to come."""

    code = "CNS-004"
    sentence = "The end has passed already."
    remedy = "Name a day to come, or none."


class NotAskable(ConsentError):
    """What is asked for is a kind about persons, names of it, and an article, all of the catalogue."""

    code = "CNS-005"
    sentence = "{found} cannot be asked for."
    remedy = "Name a kind about persons, names of its record or its answers, and an article in force."


class NobodyToDelegate(ConsentError):
    """A delegate is another person, by the number in the residents' register."""

    code = "CNS-006"
    sentence = "{found} is not the personal number of somebody else."
    remedy = "Ask the person for their number; your own is not needed."


class SignedOtherwise(ConsentError):
    """What is signed is the record as it stands."""

    code = "CNS-008"
    sentence = "What was signed, {found}, is not the record as it stands."
    remedy = "Ask for the payload anew and sign that."
