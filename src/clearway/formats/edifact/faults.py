"""What can be wrong with an interchange, in one place; each code is used for one thing only (PR-EDI, section 8)."""

from typing import NamedTuple

from clearway.formats.refusal import Fault

#: So many faults are named for one message; more would not help its sender.
MOST_FAULTS = 100
#: As much of what was found is repeated to the sender.
_SHOWN = 80


class Kind(NamedTuple):
    """A code, the sentence for it, and what would pass."""

    code: str
    sentence: str
    passes: str


NOT_EDIFACT = Kind("FMT-200", "This is not a UN/EDIFACT interchange.", "UNA or UNB at the start")
UNUSABLE_UNA = Kind("FMT-201", "The service string advice cannot be used.", "six service characters that differ")
UNKNOWN_CHARSET = Kind("FMT-202", "The character set is not known here.", "one of {choice}")
NOT_IN_CHARSET = Kind("FMT-203", "A character is not part of the character set {charset}.", "characters of {charset}")
BROKEN_SYNTAX = Kind("FMT-204", "The segments cannot be told apart.", "segments that end with the segment terminator")
TOO_LARGE = Kind("FMT-205", "The interchange is too large.", "at most {most} {what}")
WRONG_SEGMENT_COUNT = Kind("FMT-206", "UNT says {found} segments, but {counted} were counted.", "{counted}")
WRONG_MESSAGE_COUNT = Kind("FMT-207", "The trailer says {found}, but {counted} were counted.", "{counted}")
OTHER_REFERENCE = Kind(
    "FMT-208", "The trailer repeats another reference than the header gave.", "the same: {reference}"
)
WRONG_ENVELOPE = Kind("FMT-209", "A service segment is missing or out of place.", "{expected}")
OTHER_MESSAGE = Kind("FMT-210", "A message of this type or directory is not read here.", "{expected}")
UNKNOWN_SEGMENT = Kind("FMT-211", "This segment is not known here.", "one of {choice}")
UNKNOWN_QUALIFIER = Kind("FMT-212", "This qualifier or code is not known here.", "one of {choice}")
OUT_OF_ORDER = Kind("FMT-213", "This segment stands too late.", "the order of the message's segment table")
TOO_MANY = Kind("FMT-214", "This segment is repeated too often.", "at most {most}")
UNREADABLE_VALUE = Kind("FMT-215", "This value cannot be read.", "{form}")
UNKNOWN_ELEMENT = Kind("FMT-216", "No value is expected in this element.", "nothing")
MISSING = Kind("FMT-217", "A value is missing.", "a value for {path}")
SAID_TWICE = Kind("FMT-219", "This was already said.", "one value")
BAD_SUPPLEMENT = Kind("FMT-220", "The supplement names a place that does not exist.", "a path of PR-EDI, section 6")
NOT_ONE_MESSAGE = Kind("FMT-221", "One message is expected here.", "an interchange with one message")

#: Every fault of this format, as PR-EDI lists them.
KINDS = (
    NOT_EDIFACT,
    UNUSABLE_UNA,
    UNKNOWN_CHARSET,
    NOT_IN_CHARSET,
    BROKEN_SYNTAX,
    TOO_LARGE,
    WRONG_SEGMENT_COUNT,
    WRONG_MESSAGE_COUNT,
    OTHER_REFERENCE,
    WRONG_ENVELOPE,
    OTHER_MESSAGE,
    UNKNOWN_SEGMENT,
    UNKNOWN_QUALIFIER,
    OUT_OF_ORDER,
    TOO_MANY,
    UNREADABLE_VALUE,
    UNKNOWN_ELEMENT,
    MISSING,
    SAID_TWICE,
    BAD_SUPPLEMENT,
    NOT_ONE_MESSAGE,
)


def fault(kind: Kind, at: str, found: object = "", **facts: object) -> Fault:
    """One fault, with as much of what was found as can be shown."""
    return Fault(
        kind.code,
        at,
        kind.sentence,
        shown(str(found)),
        kind.passes,
        {name: str(fact) for name, fact in facts.items()},
    )


def shown(text: str) -> str:
    """What was found, short and printable."""
    text = text[: _SHOWN + 1]
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
