"""HTTP to holders from a loop: whatever pieces an answer comes in, and lines that close."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from clearway.hub.exchange.line import MOST_AHEAD, Came, LineBroken, Lines

Said = list[bytes]
BODY = b'{"person":"P1"}'


async def _served(says: list[Said], work: Callable[[Lines, list[bytes]], Awaitable[Any]]) -> Any:
    """A holder that says something to each question in turn, in pieces; an empty piece closes the line."""
    heard: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                heard.append(await reader.readuntil(b"\r\n\r\n"))
                for piece in says.pop(0):
                    if not piece:
                        return
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0)
        except (asyncio.IncompleteReadError, ConnectionError, IndexError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    lines = Lines(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/registers/")
    try:
        return await work(lines, heard)
    finally:
        lines.close()
        server.close()


def _asked(*says: Said, times: int = 1) -> tuple[list[Came], list[bytes]]:
    async def work(lines: Lines, heard: list[bytes]) -> object:
        found = [await lines.get("/RES-001/P1?fields=a", seconds=5, connect_seconds=5) for _ in range(times)]
        return found, heard

    found: tuple[list[Came], list[bytes]] = asyncio.run(_served(list(says), work))
    return found


def _with_length(body: bytes, more: bytes = b"") -> bytes:
    return b"HTTP/1.1 200 OK\r\n" + more + b"Content-Length: %d\r\n\r\n" % len(body) + body


CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\n"
    + BODY[:5]
    + b"\r\na\r\n"
    + BODY[5:]
    + b"\r\n0\r\n\r\n"
)


@pytest.mark.parametrize("whole", [_with_length(BODY), CHUNKED], ids=["length", "chunked"])
def test_an_answer_is_the_same_in_whatever_pieces_it_comes(whole: bytes) -> None:
    for size in (1, 2, 7, len(whole)):
        pieces = [whole[at : at + size] for at in range(0, len(whole), size)]

        [came], heard = _asked(pieces)

        assert (came.status, came.content, came.is_whole) == (200, BODY, True), size
        assert heard[0].startswith(b"GET /registers/RES-001/P1?fields=a HTTP/1.1\r\nHost: 127.0.0.1:")


def test_a_line_that_stays_open_is_used_again_and_one_that_closes_is_not() -> None:
    came, heard = _asked(
        [_with_length(BODY, b"Connection: close\r\n"), b""], [_with_length(b"b")], [CHUNKED], times=3
    )

    assert [one.content for one in came] == [BODY, b"b", BODY]
    assert len(heard) == 3


def test_a_line_that_was_closed_while_it_lay_idle_is_opened_again() -> None:
    came, _ = _asked([_with_length(BODY), b""], [_with_length(b"b")], times=2)

    assert [one.content for one in came] == [BODY, b"b"]


def test_an_answer_without_a_length_ends_with_its_line() -> None:
    [came], _ = _asked([b"HTTP/1.1 404 Not Found\r\n\r\n", b"no", b"body", b""])

    assert (came.status, came.content) == (404, b"nobody")


@pytest.mark.parametrize(
    "said",
    [
        [b"SSH-2.0-x\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", b""],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nlong"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
        [b"HTTP/1.1 two OK\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\n" + b"x" * 40_000],
        [b""],
    ],
)
def test_what_is_no_answer_breaks_the_line(said: Said) -> None:
    with pytest.raises(LineBroken):
        _asked(said)


def test_a_holder_that_says_nothing_is_not_waited_for() -> None:
    async def work(lines: Lines, _: list[bytes]) -> object:
        with pytest.raises(TimeoutError):
            await lines.get("/x", seconds=0.05, connect_seconds=5)
        return None

    asyncio.run(_served([[b"HTTP/1.1 200 OK\r\n"]], work))


@pytest.mark.parametrize("is_chunked", [True, False])
def test_a_large_answer_is_given_in_pieces_and_never_lies_here_whole(is_chunked: bool) -> None:
    piece, count = b"x" * 60_000, 500
    head = b"HTTP/1.1 200 OK\r\n"
    if is_chunked:
        said = [head + b"Transfer-Encoding: chunked\r\n\r\n", *[b"ea60\r\n" + piece + b"\r\n"] * count, b"0\r\n\r\n"]
    else:
        said = [head + b"Content-Length: %d\r\n\r\n" % (len(piece) * count), *[piece] * count]

    async def work(lines: Lines, _: list[bytes]) -> object:
        came = await lines.get("/x", seconds=5, connect_seconds=5)
        assert not came.is_whole
        total, most = 0, 0
        async for one in came.pieces(5):
            total += len(one)
            most = max(most, came.ahead)
            await asyncio.sleep(0)
        return total, most

    total, most = asyncio.run(_served([said], work))

    assert total == len(piece) * count
    # What lay here when the size showed, and one reading of the socket more.
    assert most <= 1_000_000 + 4 * MOST_AHEAD
