"""SMPP 3.4, as much of it as a sender of notices needs: bind as transmitter, submit, unbind."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from clearway.platform.notifications.channels.sms import NotTaken, Unanswered

TIMEOUT_SECONDS = 10.0
MOST_BYTES = 65_536
VERSION = 0x34

BIND_TRANSMITTER, SUBMIT_SM, UNBIND, ENQUIRE_LINK, GENERIC_NACK = 0x02, 0x04, 0x06, 0x15, 0x80000000
RESPONSE = 0x80000000
#: Data codings: the SMSC's own alphabet (here only what is in ASCII), and UCS-2.
PLAIN, UCS2 = 0x00, 0x08
#: A text this long travels in the short message; a longer one in a parameter of its own.
SHORT_BYTES = 140
MESSAGE_PAYLOAD = 0x0424
#: Throttling, a full queue, a system error: not now. Everything else: not this message.
NOT_NOW = frozenset({0x08, 0x14, 0x58})
_HEAD = struct.Struct(">IIII")


class Smsc(NamedTuple):
    """A message centre, and as whom we bind there."""

    host: str
    port: int
    system: str
    password: str
    sender: str

    @classmethod
    def at(cls, url: str, sender: str) -> "Smsc":
        """From an address like ``smpp://system:secret@host:2775``."""
        parts = urlsplit(url)
        return cls(
            parts.hostname or "",
            parts.port or 2775,
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            sender,
        )


class Pdu(NamedTuple):
    """One unit of the protocol."""

    command: int
    status: int
    sequence: int
    body: bytes

    def packed(self) -> bytes:
        """As it travels."""
        return _HEAD.pack(_HEAD.size + len(self.body), self.command, self.status, self.sequence) + self.body


@contextmanager
def conversation(smsc: Smsc) -> Iterator["Transmitter"]:
    """Talk to a message centre; bound when the first message is there."""
    transmitter = Transmitter(smsc)
    try:
        yield transmitter
    finally:
        transmitter.end()


class Transmitter:
    """A provider that speaks SMPP."""

    def __init__(self, smsc: Smsc) -> None:
        self._smsc = smsc
        self._link: socket.socket | None = None
        self._sequence = 0

    def submit(self, number: str, to: str, text: str) -> str:
        """Hand a message over; the centre's number of it."""
        try:
            link = self._link or self._bound()
        except OSError as error:
            self.end()
            raise NotTaken(f"{type(error).__name__}: {error}", is_for_ever=False, is_lines_fault=True) from error
        try:
            answer = self._asked(link, SUBMIT_SM, _submission(self._smsc.sender, to, text))
        except OSError as error:
            self.end()
            raise Unanswered(f"{type(error).__name__}: {error}") from error
        if answer.status:
            is_now = answer.status in NOT_NOW
            raise NotTaken(f"SMPP status {answer.status:#x}", is_for_ever=not is_now, is_lines_fault=is_now)
        return answer.body.partition(b"\0")[0].decode("ascii", "replace")

    def end(self) -> None:
        """Unbind, if anybody still listens."""
        if self._link is not None:
            with suppress(OSError):
                self._link.sendall(Pdu(UNBIND, 0, self._sequence + 1, b"").packed())
            self._link.close()
            self._link = None

    def _bound(self) -> socket.socket:
        self._link = socket.create_connection((self._smsc.host, self._smsc.port), TIMEOUT_SECONDS)
        body = b"".join(
            [_text(self._smsc.system), _text(self._smsc.password), _text(""), bytes([VERSION, 0, 0]), _text("")]
        )
        answer = self._asked(self._link, BIND_TRANSMITTER, body)
        if answer.status:
            raise ConnectionRefusedError(f"SMPP status {answer.status:#x} to the bind")
        return self._link

    def _asked(self, link: socket.socket, command: int, body: bytes) -> Pdu:
        self._sequence += 1
        link.sendall(Pdu(command, 0, self._sequence, body).packed())
        while True:
            answer = receive(link)
            if answer.command == ENQUIRE_LINK:
                link.sendall(Pdu(ENQUIRE_LINK | RESPONSE, 0, answer.sequence, b"").packed())
            elif answer.sequence == self._sequence:
                return answer


def receive(link: socket.socket) -> Pdu:
    """The next unit; ``ConnectionError`` where the other side has gone or speaks something else."""
    length, command, status, sequence = _HEAD.unpack(_exactly(link, _HEAD.size))
    if not _HEAD.size <= length <= MOST_BYTES:
        raise ConnectionAbortedError(f"a unit of {length} bytes")
    return Pdu(command, status, sequence, _exactly(link, length - _HEAD.size))


def coded(text: str) -> tuple[int, bytes]:
    """A text as its coding and its bytes: plain where it is ASCII without letters that the alphabets differ in."""
    if text.isascii() and not set(text) & set("$@[\\]^_`{|}~"):
        return PLAIN, text.encode("ascii")
    return UCS2, text.encode("utf-16-be")


def _submission(sender: str, to: str, text: str) -> bytes:
    coding, content = coded(text)
    is_short = len(content) <= SHORT_BYTES
    number = to.removeprefix("+")
    head = b"".join(
        [
            _text(""), bytes([5, 0]), _text(sender), bytes([1, 1]), _text(number), bytes([0, 0, 0]),
            _text(""), _text(""), bytes([0, 0, coding, 0]),
        ]
    )  # fmt: skip
    if is_short:
        return head + bytes([len(content)]) + content
    return head + bytes([0]) + struct.pack(">HH", MESSAGE_PAYLOAD, len(content)) + content


def _text(value: str) -> bytes:
    return value.encode("ascii", "replace") + b"\0"


def _exactly(link: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        piece = link.recv(size - len(found))
        if not piece:
            raise ConnectionResetError("the other side has gone")
        found += piece
    return found
