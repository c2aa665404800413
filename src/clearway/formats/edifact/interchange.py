"""Interchanges: what stands around messages, and whether its counts and references agree with what is there.

A fault of one message is kept with that message, so that the others can be read. A fault of the interchange refuses
the whole of it: where the number of messages is wrong, nobody knows which one is missing.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from clearway.formats.edifact import charset, faults, syntax
from clearway.formats.edifact.faults import fault
from clearway.formats.edifact.plan import component
from clearway.formats.edifact.syntax import Segment
from clearway.formats.refusal import Fault, Unreadable

#: The name of the format in what is said about facts that cannot be written.
NAME = "UN/EDIFACT"

_EMPTY_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
_SERVICE_TAGS = frozenset({"UNB", "UNG", "UNH", "UNT", "UNE", "UNZ"})
_BLANK = " \r\n"


class Limits(NamedTuple):
    """How much is read: bytes, released text, segments and messages of an interchange, segments of a message."""

    content: int = 100_000_000
    released: int = 10_000_000
    segments: int = 2_000_000
    messages: int = 50_000
    in_message: int = 200_000


class Raw(NamedTuple):
    """A message as it stands, UNH and UNT among its pieces; ``kind`` is for example ``CUSDEC:D:23A:UN``.

    ``found`` are the faults of its own envelope.
    """

    position: int
    reference: str
    kind: str
    pieces: list[str]
    service: str
    found: tuple[Fault, ...] = ()

    def segments(self) -> list[Segment]:
        """The segments of the message, or ``Unreadable`` with the first that cannot be split."""
        segments: list[Segment] = []
        try:
            for segment in syntax.opened_all(self.pieces, self.service):
                segments.append(segment)
        except syntax.Unopened as error:
            at = f"message {self.position}, segment {len(segments) + 1}"
            raise Unreadable(fault(faults.BROKEN_SYNTAX, at, error)) from error
        return segments


class Interchange(NamedTuple):
    """An interchange: who sent it to whom under which reference, and its messages.

    ``found`` is filled only by a lenient reading, which keeps going where a strict one refuses.
    """

    charset: str
    sender: str
    recipient: str
    reference: str
    messages: tuple[Raw, ...]
    found: tuple[Fault, ...] = ()


def read(content: bytes, *, limits: Limits | None = None, is_lenient: bool = False) -> Interchange:
    """The messages of an interchange.

    Leniently read, counts and references may be wrong, the interchange's own envelope may be missing, and characters
    need not belong to the set that is named; what was wrong is told beside what was read.
    """
    limits = limits or Limits()
    _bound(len(content), limits.content, "bytes")
    pieces, name, service = _pieces(content, limits, is_lenient)
    walk = _Walk(limits, service)
    for number, piece in enumerate(pieces, start=1):
        walk.take(number, piece)
    walk.finish(len(pieces))
    if walk.found and not is_lenient:
        raise Unreadable(*walk.found)
    header = walk.header or []
    return Interchange(
        name,
        component(header, (2, 0)),
        component(header, (3, 0)),
        component(header, (5, 0)),
        tuple(walk.messages),
        tuple(walk.found),
    )


def write(
    messages: Iterable[list[Segment]],
    *,
    sender: str,
    recipient: str,
    reference: str = "1",
    prepared_at: datetime | None = None,
    charset_name: str = charset.DEFAULT,
) -> str:
    """The text of an interchange; each message begins with its UNH, and gets its UNT here."""
    moment = (prepared_at or _EMPTY_MOMENT).astimezone(UTC)
    segments: list[Segment] = [
        [
            ["UNB"],
            [charset_name, "4"],
            [sender],
            [recipient],
            [f"{moment:%Y%m%d}".rjust(8, "0"), f"{moment:%H%M}"],
            [reference],
        ]
    ]
    count = 0
    for message in messages:
        count += 1
        segments += message
        segments.append([["UNT"], [str(len(message) + 1)], [component(message[0], (1, 0))]])
    segments.append([["UNZ"], [str(count)], [reference]])
    return syntax.join(segments)


def _pieces(content: bytes, limits: Limits, is_lenient: bool) -> tuple[list[str], str, str]:
    """The segments behind UNA as they stand, the character set that UNB names, and the service characters."""
    start = content.lstrip(b" \r\n")
    service = syntax.DEFAULT_SERVICE
    if start.startswith(b"UNA"):
        service = syntax.service_characters(start[3:9].decode("iso8859-1"))
        start = start[9:].lstrip(b" \r\n")
    begins = start[:3].decode("iso8859-1")
    if begins != "UNB" and not (is_lenient and begins == "UNH"):
        raise Unreadable(fault(faults.NOT_EDIFACT, "byte 0", start[:20].decode("iso8859-1")))
    name = start[4:8].decode("iso8859-1") if begins == "UNB" else "UNOC"
    _bound(start.count(service[5].encode("iso8859-1")), limits.segments, "segments")
    text = charset.decode(start, name, service=service, lenient=is_lenient)
    pieces = syntax.cut(text, service)
    release = service[3]
    if release in text:
        released = sum(len(piece) for piece in pieces if release in piece)
        _bound(released, limits.released, "characters in segments with release characters")
    return pieces, name, service


def _bound(found: int, most: int, what: str, at: str = "byte 0") -> None:
    if found > most:
        raise Unreadable(fault(faults.TOO_LARGE, at, found, most=most, what=what))


class _Walk:
    """Goes through the segments of an interchange once, and sorts them into messages."""

    def __init__(self, limits: Limits, service: str) -> None:
        self.header: Segment | None = None
        self.messages: list[Raw] = []
        self.found: list[Fault] = []
        self._limits = limits
        self._service = service
        self._inside: list[str] | None = None
        self._group: tuple[Segment, int] | None = None
        self._groups = 0
        self._is_closed = False

    def take(self, number: int, piece: str) -> None:
        """Sort one segment."""
        tag = piece[:3]
        if tag not in _SERVICE_TAGS or piece[3:4] not in (self._service[1], ""):
            self._inner(number, piece)
        elif tag == "UNH":
            self._begin(number, piece)
        elif tag == "UNT":
            self._end(number, piece)
        else:
            self._outer(number, tag, self._opened(number, piece))

    def finish(self, last: int) -> None:
        """Nothing is left open at the end."""
        self._cut_off(last + 1)
        if not self._is_closed:
            self._misplaced(last, "the end", "UNZ")
        if self._group is not None:
            self._misplaced(last, "the end", "UNE")

    def _opened(self, number: int, piece: str) -> Segment:
        try:
            return syntax.opened(piece, self._service)
        except syntax.Unopened as error:
            raise Unreadable(fault(faults.BROKEN_SYNTAX, f"segment {number}", piece)) from error

    def _inner(self, number: int, piece: str) -> None:
        if self._inside is None:
            self._misplaced(number, piece[:3], "UNH")
            return
        self._inside.append(piece)
        if len(self._inside) > self._limits.in_message:
            at = f"message {len(self.messages) + 1}"
            _bound(len(self._inside), self._limits.in_message, "segments in a message", at)

    def _begin(self, number: int, piece: str) -> None:
        self._cut_off(number)
        if self._is_closed:
            self._misplaced(number, "UNH", "nothing behind UNZ")
        _bound(len(self.messages) + 1, self._limits.messages, "messages", f"segment {number}")
        self._inside = [piece]

    def _end(self, number: int, piece: str) -> None:
        if self._inside is None:
            self._misplaced(number, "UNT", "UNH")
            return
        self._inside.append(piece)
        counted = len(self._inside)
        trailer, header = self._opened(number, piece), self._opened(number - counted + 1, self._inside[0])
        at = f"message {len(self.messages) + 1}, segment {counted} UNT, element"
        found = []
        said, repeated, given = component(trailer, (1, 0)), component(trailer, (2, 0)), component(header, (1, 0))
        if not _says(said, counted):
            found.append(fault(faults.WRONG_SEGMENT_COUNT, f"{at} 1", said, counted=counted))
        if given != repeated:
            found.append(fault(faults.OTHER_REFERENCE, f"{at} 2", repeated, reference=given))
        self._keep(header, tuple(found))

    def _cut_off(self, number: int) -> None:
        """A message that another one, or the end, interrupts has lost its trailer."""
        if self._inside is not None:
            at = f"message {len(self.messages) + 1}, segment {len(self._inside) + 1}"
            header = self._opened(number - len(self._inside), self._inside[0])
            self._keep(header, (fault(faults.WRONG_ENVELOPE, at, expected="UNT"),))

    def _keep(self, header: Segment, found: tuple[Fault, ...]) -> None:
        assert self._inside is not None
        kind = ":".join(header[2][:4]) if len(header) > 2 else ""
        position = len(self.messages) + 1
        self.messages.append(Raw(position, component(header, (1, 0)), kind, self._inside, self._service, found))
        self._inside = None

    def _outer(self, number: int, tag: str, segment: Segment) -> None:
        self._cut_off(number)
        if self._is_closed or (tag == "UNB" and number > 1) or (tag != "UNB" and self.header is None):
            self._misplaced(number, tag, "UNB once, and nothing behind UNZ")
        elif tag == "UNB":
            self.header = segment
        elif tag == "UNG":
            self._group = (segment, len(self.messages))
            self._groups += 1
        elif tag == "UNE":
            self._end_group(number, segment)
        else:
            self._is_closed = True
            counted = self._groups or len(self.messages)
            self._agree(number, segment, counted, component(self.header or [], (5, 0)))

    def _end_group(self, number: int, segment: Segment) -> None:
        if self._group is None:
            self._misplaced(number, "UNE", "UNG")
            return
        header, before = self._group
        self._agree(number, segment, len(self.messages) - before, component(header, (5, 0)))
        self._group = None

    def _agree(self, number: int, segment: Segment, counted: int, reference: str) -> None:
        """A trailer repeats what was counted, and the header's reference."""
        at = f"segment {number} {segment[0][0]}, element"
        said, repeated = component(segment, (1, 0)), component(segment, (2, 0))
        if not _says(said, counted):
            self.found.append(fault(faults.WRONG_MESSAGE_COUNT, f"{at} 1", said, counted=counted))
        if repeated != reference:
            self.found.append(fault(faults.OTHER_REFERENCE, f"{at} 2", repeated, reference=reference))

    def _misplaced(self, number: int, found: str, expected: str) -> None:
        if len(self.found) < faults.MOST_FAULTS:
            self.found.append(fault(faults.WRONG_ENVELOPE, f"segment {number}", found, expected=expected))


def _says(text: str, count: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 12 and int(text) == count
