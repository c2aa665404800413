"""A declaration as a CUSDEC: read from an interchange of one or many, written into one."""

import re
from collections.abc import Iterable
from datetime import datetime

from clearway.core.facts.declaration import Declaration
from clearway.formats.edifact import charset, faults, interchange, tree, writing
from clearway.formats.edifact.cusdec import supplement
from clearway.formats.edifact.cusdec.mapping import CUSDEC, KIND, SUPPLEMENT, SUPPLEMENT_SLOT
from clearway.formats.edifact.cusdec.pointers import POINTERS
from clearway.formats.edifact.faults import fault
from clearway.formats.edifact.interchange import Interchange, Limits, Raw
from clearway.formats.edifact.plan import level
from clearway.formats.edifact.pointers import UnknownPointer
from clearway.formats.edifact.reading import Position, Reader
from clearway.formats.edifact.syntax import Segment
from clearway.formats.limits import MOST_BYTES, broken
from clearway.formats.message import Envelope, Message
from clearway.formats.refusal import Fault, Unreadable, Unwritable

_LEVEL = level(CUSDEC)
#: A single declaration is no larger than in any other format; a batch may be.
_ONE = Limits(content=MOST_BYTES, released=MOST_BYTES // 10, segments=200_000, messages=2)
_MESSAGE = re.compile(r"message ([0-9]{1,6}), ")
_NOBODY, _CUSTOMS = "TRADER", "CUSTOMS"


def read(content: bytes) -> Message:
    """The declaration of an interchange that carries one, or ``Unreadable`` with every fault that was found."""
    found = interchange.read(content, limits=_ONE)
    if len(found.messages) != 1:
        raise Unreadable(fault(faults.NOT_ONE_MESSAGE, "interchange", len(found.messages)))
    return _message(found, found.messages[0])


def read_all(content: bytes, *, limits: Limits | None = None) -> list[Message | Unreadable]:
    """Every declaration of an interchange, in its place; a message that cannot be read does not hold up the others.

    ``Unreadable`` is raised where the interchange itself is at fault: then nothing of it is lodged.
    """
    found = interchange.read(content, limits=limits)
    return [_message_or_refusal(found, raw) for raw in found.messages]


def write(
    messages: Message | Iterable[Message],
    *,
    prepared_at: datetime | None = None,
    charset_name: str = charset.DEFAULT,
) -> bytes:
    """An interchange with these declarations; sender, recipient and reference are those of the first envelope.

    Facts that cannot be said at all, or not in the character set asked for, are named by ``Unwritable``.
    ``prepared_at`` is the interchange's own time; without it, the last time that the declarations speak of.
    """
    given = [messages] if isinstance(messages, Message) else list(messages)
    trees = [tree.grown(message.declaration) for message in given]
    for each in trees:
        _refuse_stray(each, charset_name)
    envelope = _outer(given[0]) if given else Envelope()
    text = interchange.write(
        (_written(message, trees[position - 1], position) for position, message in enumerate(given, start=1)),
        sender=envelope.sender or _NOBODY,
        recipient=envelope.recipient or _CUSTOMS,
        reference=envelope.interchange or "1",
        prepared_at=prepared_at or _last_moment(given),
        charset_name=charset_name,
    )
    if charset.stray(text, charset_name) is not None:
        raise Unwritable(f"{interchange.NAME} in {charset_name}", "envelope")
    return text.encode(charset.ENCODINGS[charset_name])


def places(content: bytes, message: int = 1) -> dict[str, Position]:
    """Where each fact of one message stands in it, by our path: for telling its sender about findings."""
    found = interchange.read(content, is_lenient=True)
    if not 0 < message <= len(found.messages):
        return {}
    reader = Reader(_LEVEL, message, is_traced=True)
    try:
        reader.read(found.messages[message - 1].segments()[1:-1], 2)
    except Unreadable:
        return {}
    return {"/".join(map(str, way)): position for way, position in reader.places.items() if way}


def path_at(content: bytes, position: str) -> str:
    """Our path of what stands at a position of an interchange: ``message 1, segment 17 MEA, element 3.2``."""
    number = _MESSAGE.match(position)
    found = places(content, int(number[1])) if number else {}
    path = next((path for path, place in found.items() if str(place) == position), None)
    if path is None:
        raise UnknownPointer(position)
    return path


def _message_or_refusal(found: Interchange, raw: Raw) -> Message | Unreadable:
    try:
        return _message(found, raw)
    except Unreadable as refusal:
        return refusal


def _message(found: Interchange, raw: Raw) -> Message:
    if raw.kind != KIND:
        at = f"message {raw.position}, segment 1 UNH, element 2"
        raise Unreadable(fault(faults.OTHER_MESSAGE, at, raw.kind, expected=KIND), *raw.found)
    if raw.found:
        raise Unreadable(*raw.found)
    envelope = Envelope(
        sender=found.sender or None,
        recipient=found.recipient or None,
        interchange=found.reference or None,
        message=raw.reference or None,
    )
    return Message(format="edifact", declaration=_declaration(raw), envelope=envelope)


def _declaration(raw: Raw) -> Declaration:
    reader = Reader(_LEVEL, raw.position)
    reader.read(raw.segments()[1:-1], 2)
    given = reader.tree.pop(SUPPLEMENT, None)
    if given:
        supplement.spread(given, reader)
    lacking: list[tree.Steps] = []
    declaration = tree.built(Declaration, reader.tree, lacking.append)
    for way in lacking:
        path = "/".join(map(str, way))
        reader.add(faults.MISSING, _at(raw, POINTERS.pointer(path)), path=path)
    if reader.found:
        raise Unreadable(*reader.found)
    _keep_limits(declaration, raw)
    return declaration


def _keep_limits(declaration: Declaration, raw: Raw) -> None:
    """Facts larger than any format may carry are refused, at the place where they were read."""
    over = broken(declaration)
    if not over:
        return
    reader = Reader(_LEVEL, raw.position, is_traced=True)
    reader.read(raw.segments()[1:-1], 2)
    found = []
    for each in over[: faults.MOST_FAULTS]:
        position = reader.places.get(tree.steps(each.path))
        at = str(position) if position else _at(raw, POINTERS.pointer(each.path))
        wrong = each.wrong
        found.append(Fault(wrong.code, at, wrong.sentence, faults.shown(each.found), wrong.passes, wrong.facts))
    raise Unreadable(*found)


def _at(raw: Raw, pointer: str) -> str:
    return f"message {raw.position}, {pointer}"


def _written(message: Message, facts: tree.Tree, position: int) -> list[Segment]:
    number = message.envelope.message if message.format == "edifact" else None
    header: Segment = [["UNH"], [number or str(position)], KIND.split(":")]
    parts = writing.write(CUSDEC, facts)
    left = supplement.pages(facts, interchange.NAME)
    if left:
        parts[SUPPLEMENT_SLOT] = writing.write(CUSDEC[SUPPLEMENT_SLOT : SUPPLEMENT_SLOT + 1], {SUPPLEMENT: left})[0]
    return [header, *(segment for part in parts for segment in part)]


def _outer(message: Message) -> Envelope:
    """Who sends to whom; from another format, the declarant's number is the sender."""
    if message.format == "edifact":
        return message.envelope
    declarant = message.declaration.declarant
    return Envelope(sender=declarant.id if declarant else None)


def _refuse_stray(facts: tree.Tree, charset_name: str) -> None:
    stray = [
        "/".join(map(str, way))
        for way, value in tree.leaves(facts)
        if isinstance(value, str) and charset.stray(value, charset_name) is not None
    ]
    if stray:
        raise Unwritable(f"{interchange.NAME} in {charset_name}", *stray)


def _last_moment(messages: list[Message]) -> datetime | None:
    moments = [
        moment
        for message in messages
        for moment in (message.declaration.issued_at, message.declaration.accepted_at)
        if moment is not None and moment.tzinfo is not None
    ]
    return max(moments, default=None)
