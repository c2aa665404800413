"""What can go wrong with a draft.

DraftError
├── DraftTooLarge   DRF-001
└── TooManyDrafts   DRF-002
"""

from typing import ClassVar


class DraftError(Exception):
    """A draft cannot be kept as asked."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class DraftTooLarge(DraftError):
    """More was written than a draft holds."""

    code = "DRF-001"
    sentence = "The draft holds {found} characters; at most {most} are kept."
    remedy = "Declare some of the goods in a declaration of their own, or lodge a file."


class TooManyDrafts(DraftError):
    """A party has begun more than is kept for it."""

    code = "DRF-002"
    sentence = "{most} drafts are kept already."
    remedy = "Lodge or delete one of them first."
