"""Segments told apart and joined, by the library pydifact; nothing else in the house imports it.

pydifact looks at every character by itself: it took 6.4 ms for a one-item declaration of 4.4 KB where splitting takes
0.16 ms (PR-EDI, section 9). So text without release characters is split, which cannot go wrong, and pydifact reads
every segment that has one. A property test holds both ways to the same result.
"""

from collections.abc import Iterable, Iterator

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


class Unopened(ValueError):
    """A segment cannot be split into elements."""


def service_characters(advice: str) -> str:
    """The six characters after UNA, if they can do their work."""
    working = advice[0:2] + advice[3:4] + advice[5:6]
    distinct = len(set(working)) == 4 and len(advice) == 6
    if not distinct or not all(_can_separate(char) for char in working):
        raise Unreadable(faults.fault(faults.UNUSABLE_UNA, "UNA", advice))
    if advice[4] != " " and advice[4] in working:
        raise Unreadable(faults.fault(faults.UNUSABLE_UNA, "UNA", advice))
    return advice


def _can_separate(char: str) -> bool:
    """Signs of ASCII, and the information separators that level B has for it."""
    return char in "\x1c\x1d\x1e\x1f" or (
        char.isascii() and char.isprintable() and not char.isalnum() and char != " "
    )


def cut(text: str, service: str = DEFAULT_SERVICE) -> list[str]:
    """The segments of an interchange (without UNA) as they stand, without terminator and the blanks between them."""
    release, terminator = service[3], service[5]
    pieces = text.split(terminator)
    if release in text:
        pieces = _mended(pieces, release, terminator)
    rest = pieces.pop()
    if rest.strip(_BETWEEN):
        raise Unreadable(faults.fault(faults.BROKEN_SYNTAX, f"segment {len(pieces) + 1}", rest[-40:]))
    return [piece.lstrip(_BETWEEN) for piece in pieces]


def opened(piece: str, service: str = DEFAULT_SERVICE) -> Segment:
    """One segment, split into elements and components; ``Unopened`` where the library cannot."""
    component, element, release, terminator = service[0], service[1], service[3], service[5]
    if release not in piece:
        return [part.split(component) for part in piece.split(element)]
    try:
        (segment,) = split_by_library(piece + terminator, service)
    except (EDISyntaxError, ValueError) as error:
        raise Unopened(piece) from error
    return segment


def opened_all(pieces: Iterable[str], service: str = DEFAULT_SERVICE) -> Iterator[Segment]:
    """Segments one by one, each split like a single one."""
    component, element, release = service[0], service[1], service[3]
    for piece in pieces:
        if release in piece:
            yield opened(piece, service)
        else:
            yield [part.split(component) for part in piece.split(element)]


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


def _mended(pieces: list[str], release: str, terminator: str) -> list[str]:
    """Pieces whose terminator was released, and so is data, put together again with what follows."""
    whole: list[str] = []
    held: list[str] = []
    for piece in pieces:
        if not piece.endswith(release) and not held:
            whole.append(piece)
            continue
        held.append(piece)
        if not _ends_released(piece, release):
            whole.append(terminator.join(held))
            held = []
    return [*whole, terminator.join(held)] if held else whole


def _ends_released(text: str, release: str) -> bool:
    """Whether what follows this text belongs to it: an odd number of release characters stands at its end."""
    return (len(text) - len(text.rstrip(release))) % 2 == 1
