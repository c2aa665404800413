"""A declaration read from, and written as, a JSON object; many of them as lines (NDJSON)."""

from collections.abc import Iterator

import msgspec

from clearway.core.facts.declaration import Declaration
from clearway.formats import limits
from clearway.formats.json import faults, pointers, strict
from clearway.formats.message import Message
from clearway.formats.refusal import Fault, Unreadable

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_DECODER = msgspec.json.Decoder(Declaration)


def read(content: bytes) -> Message:
    """The declaration a JSON object tells, or ``Unreadable`` with every fault that was found."""
    if len(content) > limits.MOST_BYTES:
        passes, facts = "at most {most} bytes", {"most": str(limits.MOST_BYTES)}
        raise Unreadable(
            Fault("FMT-002", "byte 0", "The message is too large.", f"{len(content)} bytes", passes, facts)
        )
    content = content.removeprefix(BYTE_ORDER_MARK)
    try:
        declaration = _DECODER.decode(content)
        written = limits.written(declaration)
        if limits.is_kept(written) and strict.is_plain(content, written):
            return Message(format="json", declaration=declaration)
        doubtful = strict.doubtful(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(*faults.explained(content, error)) from None
    broken = limits.broken(declaration)
    if doubtful or broken:
        raise Unreadable(*[*doubtful, *map(_fault, broken)][: faults.MOST_FAULTS])
    return Message(format="json", declaration=declaration)


def read_parts(content: bytes) -> Iterator[tuple[bytes, Message | Unreadable]]:
    """The lines of a file with one declaration on each, in order, and what each says.

    A line that cannot be read says why, and the rest goes on. Empty lines are passed over; places are given as the
    line and the JSON pointer within it. A file that is one declaration over several lines is that declaration.
    """
    if is_one(content):
        yield content, _read_or_refused(content)
        return
    for number, line in enumerate(content.removeprefix(BYTE_ORDER_MARK).split(b"\n"), start=1):
        if line.strip():
            yield line, _on_line(_read_or_refused(line), number)


def read_many(content: bytes) -> Iterator[Message | Unreadable]:
    """The declarations of a file with one on each line, in order; a line that cannot be read says why."""
    for _, message in read_parts(content):
        yield message


def read_all(content: bytes) -> list[Message | Unreadable]:
    """All declarations of a file with one on each line."""
    return list(read_many(content))


def is_one(content: bytes) -> bool:
    """Whether the text is one declaration over several lines: its second line does not begin an object."""
    lines = iter(content.removeprefix(BYTE_ORDER_MARK).lstrip().split(b"\n", 20))
    next(lines)
    second = next((line for line in lines if line.strip()), b"{")
    return not second.startswith(b"{")


def write(message: Message) -> bytes:
    """The declaration as one line of JSON; what was not said is left out."""
    return msgspec.json.encode(message.declaration)


def _fault(broken: limits.Broken) -> Fault:
    wrong = broken.wrong
    return Fault(wrong.code, pointers.pointer(broken.path), wrong.sentence, broken.found, wrong.passes, wrong.facts)


def _read_or_refused(content: bytes) -> Message | Unreadable:
    try:
        return read(content)
    except Unreadable as error:
        return error


def _on_line(message: Message | Unreadable, number: int) -> Message | Unreadable:
    """The places of a line's faults, with the number of the line in the file."""
    if isinstance(message, Message):
        return message
    return Unreadable(*(_fault_on_line(fault, number) for fault in message.faults))


def _fault_on_line(fault: Fault, number: int) -> Fault:
    place = fault.at.removeprefix("line 1, ")
    return msgspec.structs.replace(fault, at=f"line {number}, {place}", facts={**fault.facts, "line": str(number)})
