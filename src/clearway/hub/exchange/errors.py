"""What can go wrong at the exchange.

ExchangeError
├── Denied             SHR-100   with everything that stands in the way, each SHR-1xx
├── HolderAway         SHR-202
└── AnswerUnreadable   SHR-203
"""

from typing import ClassVar

from clearway.core.share import Ruling


class ExchangeError(Exception):
    """A look-up has no answer."""

    code: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: str) -> None:
        """Keep the facts; the sentence is filled when somebody reads it."""
        super().__init__(self.sentence.format(**facts))
        self.facts = facts


class Denied(ExchangeError):
    """The look-up has no live rule, or lacks what the nearest one asks for; the denial itself is on record."""

    code = "SHR-100"
    sentence = "The look-up is not allowed."
    remedy = "Each thing that is missing says what would pass."

    def __init__(self, ruling: Ruling) -> None:
        """Keep everything that stands in the way."""
        super().__init__()
        self.denials = ruling.denials


class HolderAway(ExchangeError):
    """The holder's system does not answer, or not in time."""

    code = "SHR-202"
    sentence = "The system of {holder} does not answer."
    remedy = "Try again in a moment; nothing was shown."


class AnswerUnreadable(ExchangeError):
    """The holder's system answered something that is no record."""

    code = "SHR-203"
    sentence = "The system of {holder} answered something that is no record."
    remedy = "Tell the holder; nothing was shown."
