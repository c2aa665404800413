"""Segments told apart and joined, by the library pydifact; nothing else in the house imports it.

pydifact looks at every character by itself: it took 6.4 ms for a one-item declaration of 4.4 KB where splitting takes
0.16 ms (PR-EDI, section 9). So text without release characters is split, which cannot go wrong, and pydifact reads
every segment that has one. A property test holds both ways to the same result.
"""

from collections.abc import Iterable

from pydifact.control.characters import Characters
from pydifact.exceptions import EDISyntaxError
from pydifact.parser import Parser, TokenIterator
from pydifact.segments import Segment as LibrarySegment
from pydifact.serializer import Serializer
from pydifact.tokenizer import Tokenizer

from clearway.formats.edifact import faults
from clearway.formats.refusal import Unreadable

#: A segment: its tag alone in the first element, then every element as the list of its components.
Segment = list[list[str]]

#: The six service characters as UNA gives them: component, element, decimal mark, release, reserved, terminator.
DEFAULT_SERVICE = ":+.? '"
_BETWEEN = " \r\n"
#: Characters of segments with release characters that are read from one interchange: 1.5 seconds' work.
MOST_RELEASED = 1_000_000


def service_characters(advice: str) -> str:
    """The six characters after UNA, if they can do their work."""
    working = advice[0:2] + advice[3:4] + advice[5:6]
    distinct = len(set(working)) == 4 and len(advice) == 6
    if not distinct or any(char.isalnum() or char in _BETWEEN or not char.isprintable() for char in working):
        raise Unreadable(faults.fault(faults.UNUSABLE_UNA, "UNA", advice))
    if advice[4] != " " and advice[4] in working:
        raise Unreadable(faults.fault(faults.UNUSABLE_UNA, "UNA", advice))
    return advice


def split(text: str, service: str = DEFAULT_SERVICE, *, most_released: int = MOST_RELEASED) -> list[Segment]:
    """The segments of an interchange (without UNA), each split into elements and components.

    Segments with release characters may have so many characters in all; more would take the library too long.
    """
    component, element, release, terminator = service[0], service[1], service[3], service[5]
    pieces = text.split(terminator)
    if pieces.pop().strip(_BETWEEN):
        raise Unreadable(faults.fault(faults.BROKEN_SYNTAX, f"segment {len(pieces) + 1}", text[-40:]))
    if release in text:
        return _split_released(pieces, service, most_released)
    return [[part.split(component) for part in piece.lstrip(_BETWEEN).split(element)] for piece in pieces]


def split_by_library(text: str, service: str = DEFAULT_SERVICE) -> list[Segment]:
    """The same, every character of it by pydifact."""
    characters = Characters.from_str(service)
    tokens = TokenIterator(Tokenizer().get_tokens(text, characters))
    parser = Parser()
    segments = []
    while raw := next(parser.convert_tokens_to_raw_segments(tokens), None):
        segments.append([part if isinstance(part, list) else [part] for part in raw])
    return segments


def join(segments: Iterable[Segment], *, with_advice: bool = True) -> str:
    """The text of segments, with release characters where they are needed, one segment a line."""
    characters = Characters.from_str(DEFAULT_SERVICE)
    library_segments = [
        LibrarySegment(segment[0][0], *(part if len(part) > 1 else part[0] for part in segment[1:]))
        for segment in segments
    ]
    return Serializer(characters).serialize(library_segments, with_una_header=with_advice, break_lines=True)


def _split_released(pieces: list[str], service: str, left: int) -> list[Segment]:
    component, element, release, terminator = service[0], service[1], service[3], service[5]
    segments: list[Segment] = []
    held = ""
    for piece in pieces:
        whole = held + piece.lstrip(_BETWEEN) if not held else held + piece
        if _ends_released(whole, release):
            held = whole + terminator
            continue
        held = ""
        if release in whole:
            left -= len(whole)
            _bound(left, len(segments) + 1)
            segments.append(_by_library(whole + terminator, service, len(segments) + 1))
        else:
            segments.append([part.split(component) for part in whole.split(element)])
    if held:
        raise Unreadable(faults.fault(faults.BROKEN_SYNTAX, f"segment {len(segments) + 1}", held[-40:]))
    return segments


def _bound(left: int, position: int) -> None:
    if left < 0:
        what = "characters in segments with release characters"
        raise Unreadable(faults.fault(faults.TOO_LARGE, f"segment {position}", most="fewer", what=what))


def _ends_released(text: str, release: str) -> bool:
    """Whether the terminator after this text belongs to the data: an odd number of release characters before it."""
    return (len(text) - len(text.rstrip(release))) % 2 == 1


def _by_library(text: str, service: str, position: int) -> Segment:
    try:
        (segment,) = split_by_library(text, service)
    except (EDISyntaxError, ValueError) as error:
        raise Unreadable(faults.fault(faults.BROKEN_SYNTAX, f"segment {position}", text[:40])) from error
    return segment
