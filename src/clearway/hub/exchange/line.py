"""HTTP to holders from a loop: lines that stay open, and answers that are never held whole where they are large.

A general client costs several times what a look-up itself does; this one knows GET, a length or chunks, and no more.
"""

import asyncio
import ssl
from collections import deque
from collections.abc import AsyncIterator
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from clearway.hub.exchange.patience import Patience

#: So many questions are put to one holder at once by each process; more wait.
MOST_LINES: Final = 512
#: An answer that is larger is given in pieces.
MOST_WHOLE: Final = 1_000_000
#: So much of an answer lies here before the holder is made to wait.
MOST_AHEAD: Final = 256_000
_MOST_HEAD: Final = 32_768
_END: Final = b"\r\n\r\n"


class LineBroken(Exception):
    """The holder's end closed, or said what is no HTTP."""


class Came:
    """An answer: whole, or with the rest of it still to come."""

    def __init__(self, status: int, content: bytes, line: "_Line | None") -> None:
        """Keep what has come; ``line`` is where the rest comes from."""
        self.status, self.content, self._line = status, content, line

    @property
    def is_whole(self) -> bool:
        """Whether all of it has come."""
        return self._line is None

    @property
    def ahead(self) -> int:
        """So many bytes have come and were not taken yet."""
        return self._line.ahead if self._line is not None else 0

    async def pieces(self, seconds: float) -> AsyncIterator[bytes]:
        """The content piece by piece; the holder has so long for each."""
        if self._line is None:
            yield self.content
            return
        try:
            while True:
                async with asyncio.timeout(seconds):
                    piece = await self._line.next_piece()
                if piece is None:
                    return
                yield piece
        finally:
            self.close()

    def close(self) -> None:
        """Let go of what has not come."""
        if self._line is not None:
            self._line.drop()


class _Line(asyncio.Protocol):
    """One connection to a holder, and the answer that is coming on it."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._loop = asyncio.get_running_loop()
        self._head = b""
        self._body = _Body()
        self._pieces: deque[bytes] = deque()
        self._size = 0
        self._answer: asyncio.Future[Came] | None = None
        self._more: asyncio.Future[None] | None = None
        self._error: Exception | None = None
        self.status = 0
        self.is_open, self.is_used, self._is_closing = False, False, False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport, self.is_open = transport, True

    def ask(self, request: bytes) -> "asyncio.Future[Came]":
        """Send a question; the future is its answer."""
        assert self._transport is not None
        self.status, self._head, self._size, self._body = 0, b"", 0, _Body()
        self._pieces.clear()
        self._error = None
        self._answer = self._loop.create_future()
        self._transport.write(request)
        return self._answer

    def data_received(self, data: bytes) -> None:
        if self._answer is None:
            self.drop()
            return
        try:
            self._take(data)
        except (LineBroken, ValueError, IndexError) as error:
            self._fail(error if isinstance(error, LineBroken) else LineBroken(str(error)))

    def eof_received(self) -> bool:
        if self.status and self._body.ends_with_the_line:
            self._body.is_over = True
            self._is_closing = True
            self._tell()
        return False

    def connection_lost(self, error: Exception | None) -> None:
        self.is_open = False
        if not (self.status and self._body.is_over):
            self._fail(LineBroken("closed"))

    def drop(self) -> None:
        """Close it."""
        self.is_open = False
        if self._transport is not None:
            self._transport.abort()

    async def next_piece(self) -> bytes | None:
        """The next piece of the content, ``None`` behind the last."""
        assert self._transport is not None
        while not self._pieces:
            if self._error is not None:
                raise self._error
            if self._body.is_over:
                return None
            self._more = self._loop.create_future()
            await self._more
        piece = self._pieces.popleft()
        self._size -= len(piece)
        if self._size < MOST_AHEAD and not self._body.is_over and self.is_open:
            self._transport.resume_reading()
        return piece

    @property
    def ahead(self) -> int:
        """So many bytes have come and were not taken yet."""
        return self._size

    @property
    def can_be_kept(self) -> bool:
        """Whether another question may be put on it."""
        return self.is_open and self._body.is_over and not self._is_closing

    def _take(self, data: bytes) -> None:
        if not self.status:
            self._head += data
            end = self._head.find(_END)
            if end < 0:
                if len(self._head) > _MOST_HEAD:
                    raise LineBroken("the head is too long")
                return
            data, head = self._head[end + len(_END) :], self._head[:end]
            self._read_head(head)
        for piece in self._body.taken(data):
            self._pieces.append(piece)
            self._size += len(piece)
        self._tell()

    def _read_head(self, head: bytes) -> None:
        first, *lines = head.split(b"\r\n")
        version, status, *_ = first.split(b" ", 2)
        if not version.startswith(b"HTTP/1."):
            raise LineBroken("no HTTP")
        self.status = int(status)
        if self.status < 200:
            raise LineBroken("an answer that is none")
        named = {name.lower(): value.strip().lower() for name, _, value in (line.partition(b":") for line in lines)}
        self._is_closing = named.get(b"connection") == b"close" or version == b"HTTP/1.0"
        if b"chunked" in named.get(b"transfer-encoding", b""):
            self._body.is_chunked = True
        elif b"content-length" in named:
            self._body.left = int(named[b"content-length"])
            self._body.is_over = self._body.left == 0
        elif self.status in (204, 304):
            self._body.is_over = True
        else:
            self._body.ends_with_the_line = True

    def _tell(self) -> None:
        """Whoever waits for the answer, or for more of it."""
        assert self._transport is not None
        answer = self._answer
        if self._more is not None and not self._more.done():
            self._more.set_result(None)
        if answer is not None and not answer.done():
            if self._body.is_over:
                content = b"".join(self._pieces)
                self._pieces.clear()
                answer.set_result(Came(self.status, content, None))
            elif self._size > MOST_WHOLE or self._body.left > MOST_WHOLE:
                answer.set_result(Came(self.status, b"", self))
        if answer is not None and answer.done() and self._size > MOST_AHEAD and not self._body.is_over:
            self._transport.pause_reading()

    def _fail(self, error: Exception) -> None:
        self._error = error
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)
        if self._more is not None and not self._more.done():
            self._more.set_result(None)
        self.drop()


class _Body:
    """How much of a content is still to come."""

    __slots__ = ("_rest", "ends_with_the_line", "is_chunked", "is_over", "left")

    def __init__(self) -> None:
        self.is_over, self.is_chunked, self.ends_with_the_line = False, False, False
        self.left, self._rest = 0, b""

    def taken(self, data: bytes) -> list[bytes]:
        """The content in bytes that came."""
        if self.is_chunked:
            return self._chunks(data)
        if self.ends_with_the_line:
            return [data] if data else []
        if len(data) > self.left:
            raise LineBroken("more than was announced")
        self.left -= len(data)
        self.is_over = self.left == 0
        return [data] if data else []

    def _chunks(self, data: bytes) -> list[bytes]:
        data, found = self._rest + data, []
        self._rest = b""
        while data and not self.is_over:
            if self.left > 2:
                piece = data[: self.left - 2]
                found.append(piece)
                self.left -= len(piece)
                data = data[len(piece) :]
            elif self.left:
                # The line's end behind each chunk.
                skipped = min(self.left, len(data))
                self.left -= skipped
                data = data[skipped:]
            else:
                data = self._next_chunk(data)
                if self._rest:
                    break
        return found

    def _next_chunk(self, data: bytes) -> bytes:
        size, end, rest = data.partition(b"\r\n")
        if not end or (int(size.partition(b";")[0], 16) == 0 and b"\r\n" not in rest):
            if len(data) > _MOST_HEAD:
                raise LineBroken("no chunk")
            self._rest = data
            return b""
        length = int(size.partition(b";")[0], 16)
        if length == 0:
            self.is_over = True
            return b""
        self.left = length + 2
        return rest


class Lines:
    """The lines to one holder."""

    def __init__(self, address: str) -> None:
        """Speak to ``http://…`` or ``https://…``."""
        parts = urlsplit(address)
        self._host, self._is_safe = parts.hostname or "", parts.scheme == "https"
        self._port = parts.port or (443 if self._is_safe else 80)
        self._path = parts.path.rstrip("/")
        self._idle: list[_Line] = []
        self._patience: dict[float, Patience] = {}
        self._free = asyncio.Semaphore(MOST_LINES)
        self._names = f"Host: {parts.netloc.rpartition('@')[2]}\r\nAccept: application/json\r\n"

    async def get(self, target: str, *, seconds: float, connect_seconds: float) -> Came:
        """What is answered to a question; ``LineBroken``, ``OSError`` or ``TimeoutError`` where nothing is."""
        request = f"GET {self._path}{target} HTTP/1.1\r\n{self._names}\r\n".encode("ascii")
        patience = self._patience.setdefault(seconds, Patience(seconds))
        async with self._free:
            while True:
                line = await self._line(connect_seconds)
                was_used, line.is_used = line.is_used, True
                try:
                    came = await patience(line.ask(request))
                except LineBroken:
                    # A line that lay idle may have been closed at the other end before the question came there.
                    if was_used and not line.status:
                        continue
                    raise
                except BaseException:
                    line.drop()
                    raise
                if came.is_whole and line.can_be_kept:
                    self._idle.append(line)
                elif came.is_whole:
                    line.drop()
                return came

    def close(self) -> None:
        """Close the lines that nobody uses."""
        while self._idle:
            self._idle.pop().drop()

    async def _line(self, seconds: float) -> _Line:
        while self._idle:
            line = self._idle.pop()
            if line.is_open:
                return line
        loop = asyncio.get_running_loop()
        safely = _trusted() if self._is_safe else None
        async with asyncio.timeout(seconds):
            _, made = await loop.create_connection(_Line, self._host, self._port, ssl=safely)
        return made


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()
