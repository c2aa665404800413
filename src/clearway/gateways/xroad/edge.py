"""The edge as a process: ASGI, because it hands over the address and every header as they came, undecoded and apart.

Calls are answered by threads, each with connections of its own, beside the loop that reads and writes the line.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from clearway.gateways.xroad import door
from clearway.gateways.xroad.call import Manner, Reply, Request

#: So many calls wait for holders at a time; more wait for a thread.
THREADS = 16
#: No question is longer.
MOST_BYTES = 100_000
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Edge:
    """The application that a server of ASGI runs."""

    def __init__(self, manner: Callable[[], Manner]) -> None:
        """``manner`` is asked at every call, since law may change which country this is."""
        self._manner = manner
        self._threads = ThreadPoolExecutor(THREADS, "xroad")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; nothing else is spoken here."""
        if scope["type"] != "http":
            return
        body = await _body(receive)
        if body is None:
            reply = Reply(413, b'{"title":"The body is larger than is taken.","status":413}')
        else:
            loop = asyncio.get_running_loop()
            reply = await loop.run_in_executor(self._threads, self._answer, _request(scope, body))
        await _send(send, reply, is_head=scope["method"] == "HEAD")

    def _answer(self, request: Request) -> Reply:
        return door.serve(request, self._manner())


def _request(scope: Scope, body: bytes) -> Request:
    query = scope["query_string"]
    target = scope["raw_path"] + (b"?" + query if query else b"")
    named = tuple((_text(name), _text(value)) for name, value in scope["headers"])
    return Request(scope["method"], _text(target), named, body)


def _text(line: bytes) -> str:
    """Bytes of the line as text, and back again without a loss."""
    return line.decode("utf-8", "surrogateescape")


async def _body(receive: Receive) -> bytes | None:
    """The body, never more of it in memory than is taken; ``None`` where it is larger."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return body
        more = message.get("more_body", False)
        if len(body) <= MOST_BYTES:
            body += message.get("body", b"")
    return body if len(body) <= MOST_BYTES else None


async def _send(send: Send, reply: Reply, *, is_head: bool) -> None:
    named = {
        "Content-Type": reply.content_type,
        "Content-Length": str(len(reply.content)),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        **reply.headers,
    }
    lines = [(name.encode("ascii"), value.encode("utf-8", "surrogateescape")) for name, value in named.items()]
    await send({"type": "http.response.start", "status": reply.status, "headers": lines})
    await send({"type": "http.response.body", "body": b"" if is_head else reply.content})
