"""Bytes become declarations: recognised by their first bytes, read by their format, kept as they came."""

from collections.abc import Iterator

import msgspec

from clearway.clearance.record import Submitted
from clearway.core.facts.answer import Answer
from clearway.core.facts.declaration import Declaration
from clearway.formats import recognise
from clearway.formats.message import Format, Message
from clearway.formats.refusal import Unreadable


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


def receive(content: bytes) -> Received:
    """Read one message; ``Unreadable`` names every place that cannot be read."""
    return Received(content, recognise.read(content))


def receive_all(content: bytes) -> Iterator[Received | Unreadable]:
    """Read an interchange, or a file with one JSON declaration a line; one that cannot be read spoils no other."""
    for part, message in recognise.read_all(content):
        yield message if isinstance(message, Unreadable) else Received(part, message)


def pointer(format: Format, path: str) -> str:
    """A path of ours as the sender of a message knows the place."""
    return recognise.pointer(format, path)


def changed_paths(message: Message) -> tuple[str, ...]:
    """The places that an amendment names, as paths of ours."""
    return recognise.changed_paths(message)


def response(answer: Answer, format: Format) -> bytes:
    """The answer as a response message of a format: WCO RES, CUSRES, or our JSON."""
    return recognise.write_response(answer, format)
