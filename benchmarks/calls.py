"""Calls from one loop: many clients on sockets that stay open, and holders that answer at once or after a while.

``python -m benchmarks.calls DELAY`` is such a holder: it prints its port and answers every question with one record
after so many seconds.
"""

import asyncio
import sys
from collections.abc import Callable
from functools import partial

from benchmarks.load import Result

RECORD = b'{"person":"P0000001","name":"Somebody","born":"1990-01-01","address":"1 Quay Road, Northhaven"}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(RECORD) + RECORD
#: Somebody's record is large: an address of so many bytes.
LARGE, LARGE_BYTES = "L0000001", 160_000_000
_PIECE = b"x" * 64_000


class Holder(asyncio.Protocol):
    """A holder's system that takes a while and knows everybody."""

    def __init__(self, delay: float) -> None:
        """Answer after so many seconds."""
        self.delay = delay
        self.transport: asyncio.Transport | None = None
        self.received = b""
        self.left = 0
        self.is_full = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody has come."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each question."""
        self.received += data
        while b"\r\n\r\n" in self.received:
            asked, _, self.received = self.received.partition(b"\r\n\r\n")
            if LARGE.encode() in asked:
                self.begin_large()
            elif self.delay:
                asyncio.get_running_loop().call_later(self.delay, self.answer)
            else:
                self.answer()

    def answer(self) -> None:
        """Say the record."""
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(ANSWER)

    def begin_large(self) -> None:
        """Say a record that is large, as fast as it is taken."""
        assert self.transport is not None
        head, end = b'{"person":"%s","address":"' % LARGE.encode(), b'"}'
        self.left = LARGE_BYTES
        length = len(head) + self.left + len(end)
        self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % length + head)
        self.more()

    def more(self) -> None:
        """The next of it, while the line takes it."""
        if self.transport is None or self.transport.is_closing() or not self.left:
            return
        piece = _PIECE[: self.left]
        self.left -= len(piece)
        self.transport.write(piece if self.left else piece + b'"}')
        asyncio.get_running_loop().call_soon(self._more_if_it_flows)

    def _more_if_it_flows(self) -> None:
        if not self.is_full:
            self.more()

    def pause_writing(self) -> None:
        """The line takes no more for now."""
        self.is_full = True

    def resume_writing(self) -> None:
        """The line has taken what there was."""
        self.is_full = False
        self.more()


class Caller(asyncio.Protocol):
    """One client: asks, waits, asks again; or asks when its turn has come."""

    def __init__(self, load: "Load", number: int) -> None:
        """Be the client of a number."""
        self.load, self.number = load, number
        self.transport: asyncio.Transport | None = None
        self.received, self.needed, self.status = b"", -1, 0
        self.asked, self.begun = 0, 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.load.next(self)

    def ask(self, begun: float) -> None:
        """Send the next question; its time counts from the moment at which it was due."""
        assert self.transport is not None
        self.begun, self.received, self.needed = begun, b"", -1
        self.transport.write(self.load.request_of(self.number, self.asked))
        self.asked += 1

    def data_received(self, data: bytes) -> None:
        """Take an answer."""
        self.received += data
        if self.needed < 0:
            head, found, _ = self.received.partition(b"\r\n\r\n")
            if not found:
                return
            self.status = int(head[9:12])
            length = head.lower().split(b"content-length:")[1].split(b"\r\n")[0]
            self.needed = len(head) + 4 + int(length)
        if len(self.received) >= self.needed:
            self.load.answered(self)

    def connection_lost(self, error: Exception | None) -> None:
        """One that is cut off fails."""
        self.load.lost(self)


class Load:
    """A load: so many clients for some seconds, as fast as they are answered or at a rate."""

    def __init__(
        self, request_of: Callable[[int, int], bytes], *, clients: int, seconds: float, rate: float = 0.0
    ) -> None:
        """Make requests by (client, number); ``rate`` is questions a second by all clients together."""
        self.request_of, self.clients, self.seconds = request_of, clients, seconds
        self.pause = clients / rate if rate else 0.0
        self.times: list[float] = []
        self.failures, self.open = 0, clients
        self.over: asyncio.Future[None] | None = None
        self.stop = 0.0

    async def run(self, port: int) -> Result:
        """Put the load on a port of the loopback."""
        loop = asyncio.get_running_loop()
        self.over = loop.create_future()
        begun = loop.time()
        self.stop = begun + self.seconds
        for number in range(self.clients):
            await loop.create_connection(partial(Caller, self, number), "127.0.0.1", port)
        await self.over
        spent = loop.time() - begun
        ordered = sorted(self.times) or [0.0]
        return Result(
            per_second=len(self.times) / spent,
            p50=ordered[len(ordered) // 2] * 1000,
            p99=ordered[int(len(ordered) * 0.99)] * 1000,
            answers=len(self.times),
            failures=self.failures,
        )

    def next(self, caller: Caller) -> None:
        """A client asks again, at once or when its turn has come; or goes."""
        loop = asyncio.get_running_loop()
        assert caller.transport is not None
        present = loop.time()
        if present >= self.stop:
            caller.transport.close()
        elif not self.pause:
            caller.ask(present)
        else:
            first = self.stop - self.seconds + self.pause * caller.number / self.clients
            due = max(present, first + self.pause * caller.asked)
            loop.call_at(due, self._due, caller, due)

    def _due(self, caller: Caller, due: float) -> None:
        if caller.transport is not None and not caller.transport.is_closing():
            caller.ask(due)

    def answered(self, caller: Caller) -> None:
        """An answer has come."""
        self.times.append(asyncio.get_running_loop().time() - caller.begun)
        self.failures += caller.status != 200
        self.next(caller)

    def lost(self, caller: Caller) -> None:
        """A client has gone."""
        self.open -= 1
        if self.open == 0 and self.over is not None and not self.over.done():
            self.over.set_result(None)


def person(number: int) -> str:
    """One of the persons who consent."""
    return f"B{number:07}"


def load(
    port: int, request_of: Callable[[int, int], bytes], *, clients: int, seconds: float, rate: float = 0.0
) -> Result:
    """What a load on a port of the loopback measured."""
    return asyncio.run(Load(request_of, clients=clients, seconds=seconds, rate=rate).run(port))


async def _serve(delay: float) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Holder(delay), "127.0.0.1", 0, backlog=1024)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1])))
