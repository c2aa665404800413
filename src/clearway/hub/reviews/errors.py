"""What can go wrong with reviews.

ReviewError
├── ReviewUnknown      RVW-001
├── OwnEmergency       RVW-002
└── NothingSaid        RVW-003
"""

from typing import ClassVar


class ReviewError(Exception):
    """A review cannot be decided so."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class ReviewUnknown(ReviewError):
    """There is no such review, it is another's, or it was decided."""

    code = "RVW-001"
    sentence = "There is no open review {review}."
    remedy = "Choose one of the list."


class OwnEmergency(ReviewError):
    """Nobody judges their own emergency."""

    code = "RVW-002"
    sentence = "This is your own emergency; somebody else reviews it."
    remedy = "Ask another manager or the privacy officer."


class NothingSaid(ReviewError):
    """A review says why, in no more than a page."""

    code = "RVW-003"
    sentence = "Say why, in 1 to {most} characters."
    remedy = "A sentence is enough; it stays with the record."
