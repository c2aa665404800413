"""What can go wrong with flags.

MisuseError
├── FlagUnknown       MIS-001
├── WordsMissing      MIS-002
└── OwnFlag           MIS-003
"""

from typing import ClassVar


class MisuseError(Exception):
    """A flag cannot be decided so."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class FlagUnknown(MisuseError):
    """There is no such flag, it is another's, or it was decided."""

    code = "MIS-001"
    sentence = "There is no open flag {flag}."
    remedy = "Choose one of the list."


class WordsMissing(MisuseError):
    """A decision says why, in no more than a page."""

    code = "MIS-002"
    sentence = "Say why, in 1 to {most} characters."
    remedy = "A sentence is enough."


class OwnFlag(MisuseError):
    """Nobody decides about their own look-up."""

    code = "MIS-003"
    sentence = "This look-up is your own."
    remedy = "Somebody else decides about it."
