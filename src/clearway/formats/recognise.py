"""Which format a message is in, told by its first bytes; and every format's work under one name."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from clearway.core.facts.basis import Pointer
from clearway.formats import json
from clearway.formats.answer import Answer
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
    return _tongue(recognise(content)).read(content)


def read_all(content: bytes) -> Iterator[Part]:
    """Every declaration of an interchange, of a file with one JSON object a line, or of a single message."""
    try:
        tongue = _tongue(recognise(content))
    except Unreadable as error:
        yield content, error
        return
    yield from tongue.read_parts(content)


def write(message: Message, format: Format) -> bytes:
    """A declaration in a format, whichever it came in; ``Unwritable`` names every fact without a place in it."""
    return _tongue(format).write(message)


def write_response(answer: Answer, format: Format) -> bytes:
    """The answer to a declaration in the format the declaration came in."""
    return _tongue(format).write_response(answer)


def pointer(format: Format, path: str) -> str:
    """A path of ours as the sender of a message in this format knows the place."""
    return _tongue(format).pointer(path)


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


def _tongue(format: Format) -> Tongue:
    if format not in TONGUES:
        sentence = "The format {format} is not read here."
        raise Unreadable(Fault("FMT-001", "byte 0", sentence, format, "WCO XML or JSON", {"format": format}))
    return TONGUES[format]


def _one(read: Callable[[bytes], Message]) -> Callable[[bytes], Iterator[Part]]:
    """A format whose message holds one declaration."""

    def parts(content: bytes) -> Iterator[Part]:
        try:
            yield content, read(content)
        except Unreadable as error:
            yield content, error

    return parts


TONGUES: dict[Format, Tongue] = {
    "wco": Tongue(wco.read, _one(wco.read), wco.write, wco_response.write_response, wco.pointer, wco.path),
    "json": Tongue(json.read, json.read_parts, json.write, json.write_response, json.pointer, json.path),
}
