"""Bytes become declarations: recognised by their first bytes, read by their format, kept as they came."""

from collections.abc import Iterator

import msgspec

from clearway.clearance.errors import PlaceNotKnown
from clearway.clearance.record import Submitted
from clearway.core.facts.answer import Answer
from clearway.core.facts.basis import Pointer
from clearway.core.facts.declaration import Declaration
from clearway.formats import json, recognise
from clearway.formats.limits import shown
from clearway.formats.message import Format, Message
from clearway.formats.refusal import Fault, Unreadable
from clearway.formats.wco import declaration as wco
from clearway.formats.wco.pointers import UnknownPointer, joined


class Received(msgspec.Struct, frozen=True):
    """A message that was read: its bytes, and what it says."""

    content: bytes
    message: Message

    @property
    def declaration(self) -> Declaration:
        """What was declared."""
        return self.message.declaration

    @property
    def submitted(self) -> Submitted:
        """What the conductor takes."""
        return Submitted(self.message.declaration, self.message.format, self.content)


def format_of(content: bytes) -> Format:
    """The format a message is in, by its first bytes; ``Unreadable`` where it is in none."""
    return recognise.recognise(content)


def how_many(content: bytes, format: Format) -> int:
    """At most so many messages are in the bytes; counted without reading them."""
    if format == "edifact":
        return content.count(b"UNH")
    return content.rstrip().count(b"\n") + 1


def receive(content: bytes) -> Received:
    """Read one message; ``Unreadable`` names every place that cannot be read."""
    return Received(content, recognise.read(content))


def receive_lines(content: bytes) -> Iterator[Received | Unreadable]:
    """Read a file that has one JSON declaration a line, whatever its lines look like; places name the line."""
    for number, line in enumerate(content.removeprefix(recognise.BYTE_ORDER_MARK).split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            yield Received(line, json.read(line))
        except Unreadable as error:
            yield Unreadable(*(_on_line(fault, number) for fault in error.faults))


def receive_all(content: bytes) -> Iterator[Received | Unreadable]:
    """Read an interchange, or a file with one JSON declaration a line; one that cannot be read spoils no other."""
    for part, message in recognise.read_all(content):
        yield message if isinstance(message, Unreadable) else Received(part, message)


def pointer(format: Format, path: str) -> str:
    """A path of ours as the sender of a message knows the place."""
    return recognise.pointer(format, path)


def changed_paths(message: Message) -> tuple[str, ...]:
    """The places that an amendment names, as paths of ours; one that leads nowhere is refused.

    Passing over it could leave none, and an amendment that names no place stands for the whole declaration.
    """
    return tuple(_path(one.pointers) for one in message.declaration.amendments if one.pointers)


def response(answer: Answer, format: Format) -> bytes:
    """The answer as a response message of a format: WCO RES, CUSRES, or our JSON."""
    return recognise.write_response(answer, format)


def _path(pointers: tuple[Pointer, ...]) -> str:
    """The facts keep the pointers of an amendment in WCO steps, whichever format it came in."""
    place = joined(pointers)
    try:
        return wco.path(place)
    except UnknownPointer:
        raise PlaceNotKnown(path=shown(place)) from None


def _on_line(fault: Fault, number: int) -> Fault:
    place = fault.at.removeprefix("line 1, ")
    return msgspec.structs.replace(fault, at=f"line {number}, {place}" if place else f"line {number}")
