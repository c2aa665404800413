"""What can go wrong with wordings.

WordingError
├── PolicyUnknown        WRD-001
├── WordingUnknown       WRD-002
├── IndividualUnknown    WRD-003
├── RevisionUnknown      WRD-004
├── PolicyInUse          WRD-005
├── NotAskedInThese      WRD-006
└── KnownOtherwise       WRD-007
"""

from typing import ClassVar


class WordingError(Exception):
    """A policy, a wording or a person's number cannot be kept or found as asked."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class PolicyUnknown(WordingError):
    """The organisation keeps no such policy; another's is as unknown as one that never was."""

    code = "WRD-001"
    sentence = "There is no policy {found}."
    remedy = "Choose one of the list."


class WordingUnknown(WordingError):
    """The organisation keeps no such wording."""

    code = "WRD-002"
    sentence = "There is no data agreement {found}."
    remedy = "Choose one of the list."


class IndividualUnknown(WordingError):
    """The organisation knows nobody under the number."""

    code = "WRD-003"
    sentence = "There is no individual {found}."
    remedy = "Create the individual first, and name the number that was given back."


class RevisionUnknown(WordingError):
    """It never was in that state."""

    code = "WRD-004"
    sentence = "There is no revision {found} of this."
    remedy = "Name one of its revisions, or none for the latest."


class PolicyInUse(WordingError):
    """A policy stays while people may be asked under it."""

    code = "WRD-005"
    sentence = "The policy governs an active data agreement."
    remedy = "Delete the data agreement first, or make it inactive."


class NotAskedInThese(WordingError):
    """Nobody is asked in words that are a draft, or that are not used any more."""

    code = "WRD-006"
    sentence = "The data agreement is not active, or still a draft."
    remedy = "Make it active and complete, or name another."


class KnownOtherwise(WordingError):
    """A person's number elsewhere belongs to one individual."""

    code = "WRD-007"
    sentence = "Another individual has this external number."
    remedy = "Use that individual."
