"""Which format a message is in, told by its first bytes; and every format's work under one name."""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from clearway.core.facts.basis import Pointer
from clearway.formats import json
from clearway.formats.answer import Answer
from clearway.formats.edifact import cusdec, cusres
from clearway.formats.message import Format, Message
from clearway.formats.refusal import Fault, Unreadable
from clearway.formats.wco import declaration as wco
from clearway.formats.wco import response as wco_response
from clearway.formats.wco.pointers import UnknownPointer, joined

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FIRST_BYTES: tuple[tuple[bytes, Format], ...] = (
    (b"<", "wco"),
    (b"{", "json"),
    (b"[", "json"),
    (b"UNA", "edifact"),
    (b"UNB", "edifact"),
)

#: One message, or one of many: the bytes it came in, and what it says or why it cannot be read.
Part = tuple[bytes, Message | Unreadable]


class Tongue(msgspec.Struct, frozen=True):
    """What a format can do."""

    read: Callable[[bytes], Message]
    read_parts: Callable[[bytes], Iterable[Part]]
    write: Callable[[Message], bytes]
    write_response: Callable[[Answer], bytes]
    pointer: Callable[[str], str]
    path: Callable[[str], str]


def recognise(content: bytes) -> Format:
    """The format whose messages begin with these bytes; ``Unreadable`` (FMT-001) where none does."""
    start = content[:200].removeprefix(BYTE_ORDER_MARK).lstrip()
    for first, format in _FIRST_BYTES:
        if start.startswith(first):
            return format
    sentence = "The message is in none of the formats read here."
    shown = start[:20].decode("ascii", "backslashreplace")
    raise Unreadable(Fault("FMT-001", "byte 0", sentence, shown, "WCO XML, JSON or UN/EDIFACT"))


def read(content: bytes) -> Message:
    """The declaration of a message in any format, or ``Unreadable`` with every fault that was found."""
    return TONGUES[recognise(content)].read(content)


def read_all(content: bytes) -> Iterator[Part]:
    """Every declaration of an interchange, of a file with one JSON object a line, or of a single message."""
    try:
        tongue = TONGUES[recognise(content)]
    except Unreadable as error:
        yield content, error
        return
    yield from tongue.read_parts(content)


def write(message: Message, format: Format) -> bytes:
    """A declaration in a format, whichever it came in; ``Unwritable`` names every fact without a place in it."""
    return TONGUES[format].write(message)


def write_response(answer: Answer, format: Format) -> bytes:
    """The answer to a declaration in the format the declaration came in."""
    return TONGUES[format].write_response(answer)


def pointer(format: Format, path: str) -> str:
    """A path of ours as the sender of a message in this format knows the place."""
    return TONGUES[format].pointer(path)


def changed_paths(message: Message) -> tuple[str, ...]:
    """The places that an amendment says it changes, as paths of ours; what the model does not know is left out."""
    amendments = message.declaration.amendments
    found = (_path(amendment.pointers) for amendment in amendments if amendment.pointers)
    return tuple(path for path in found if path is not None)


def _path(pointers: tuple[Pointer, ...]) -> str | None:
    """The facts keep the pointers of an amendment in WCO steps, whichever format it came in."""
    try:
        return wco.path(joined(pointers))
    except UnknownPointer:
        return None


def _one(read: Callable[[bytes], Message]) -> Callable[[bytes], Iterator[Part]]:
    """A format whose message holds one declaration."""

    def parts(content: bytes) -> Iterator[Part]:
        try:
            message: Message | Unreadable = read(content)
        except Unreadable as error:
            message = error
        yield content, message

    return parts


def _interchange(content: bytes) -> Iterator[Part]:
    """The messages of an interchange, each with its own bytes; an interchange that is at fault itself is one part."""
    try:
        messages = cusdec.read_all(content)
    except Unreadable as error:
        yield content, error
        return
    pieces = _pieces(content) if len(messages) > 1 else [content]
    if len(pieces) != len(messages):
        pieces = [content] * len(messages)
    yield from zip(pieces, messages, strict=True)


def _pieces(content: bytes) -> list[bytes]:
    """The bytes of an interchange cut before every UNH, without what stands around the messages."""
    start = content[:200].lstrip()
    terminator = re.escape(start[8:9] if start.startswith(b"UNA") else b"'")
    marks = [match.start(1) for match in re.finditer(terminator + rb"\s*(UNH|UNE|UNZ)\b", content)]
    pieces = [content[begin:end] for begin, end in itertools.pairwise(marks)]
    return [piece for piece in pieces if piece.startswith(b"UNH")]


TONGUES: dict[Format, Tongue] = {
    "wco": Tongue(wco.read, _one(wco.read), wco.write, wco_response.write_response, wco.pointer, wco.path),
    "edifact": Tongue(cusdec.read, _interchange, cusdec.write, cusres.write_response, cusdec.pointer, cusdec.path),
    "json": Tongue(json.read, json.read_parts, json.write, json.write_response, json.pointer, json.path),
}
