"""The edge as a process: ASGI, because it hands over the address and every header as they came, undecoded and apart.

Services are called from the loop that reads and writes the line; whatever is rare is answered by threads.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from django.core.exceptions import SynchronousOnlyOperation

from clearway.formats.xroad.identifiers import Client
from clearway.gateways.xroad import door, front, members, services
from clearway.gateways.xroad.call import Manner, Reply, Request
from clearway.hub.exchange import public as exchange
from clearway.platform.identity.actor import Actor
from clearway.registers.traders import public as traders

#: No question is longer.
MOST_BYTES = 100_000
#: A request of HTTP/1 has a body where one of these says so; later versions need neither.
_ANNOUNCE = frozenset({b"content-length", b"transfer-encoding"})
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Edge:
    """The application that a server of ASGI runs."""

    def __init__(self, manner: Callable[[], Manner]) -> None:
        """``manner`` is asked at every call, since law may change which country this is."""
        self._manner = manner
        self._exchange = exchange.Edge()
        self._bearers: exchange.Remembered[Actor | None] = exchange.Remembered(traders.bearer)
        self._organisations: exchange.Remembered[str | None] = exchange.Remembered(_organisation)
        self._certified: exchange.Remembered[str | None] = exchange.Remembered(door.certified)
        self._registers = door.Registers(self._bearer, self._organisation, self._certificate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; nothing else is spoken here."""
        if scope["type"] != "http":
            return
        body = await _body(receive) if _has_body(scope) else b""
        if body is None:
            reply = Reply(413, b'{"title":"The body is larger than is taken.","status":413}')
        else:
            reply = await self._answer(_request(scope, body))
        await _send(send, reply, is_head=scope["method"] == "HEAD")

    async def _answer(self, request: Request) -> Reply:
        if door.is_of_a_service(request):
            try:
                return await self._called(request)
            except SynchronousOnlyOperation:
                # Law that this process has not compiled yet is read from the store, which the loop cannot wait for.
                pass
        return await self._exchange.in_thread(lambda: door.serve(request, self._manner()))

    async def _called(self, request: Request) -> Reply:
        marks: dict[str, str] = {}
        manner = self._manner()
        try:
            reply = await self._looked_up(request, manner, marks)
        except SynchronousOnlyOperation:
            raise
        except Exception as error:  # noqa: BLE001 - the outermost loop: whatever it is, the caller gets an error.
            reply = door.failed(error, request, manner)
        reply.headers = {**marks, **reply.headers}
        return reply

    async def _looked_up(self, request: Request, manner: Manner, marks: dict[str, str]) -> Reply:
        """A service called: what the registers say is remembered for a second, and nobody waits on a thread."""
        ready = await self._prepared(request, manner, marks)
        if isinstance(ready, Reply):
            return ready
        try:
            answer = await self._exchange.look_up(ready.inquiry, ready.setting, by=ready.by, at=ready.at)
        except services.FAILURES as error:
            return services.failed(error)
        return services.answered(answer)

    async def _prepared(self, request: Request, manner: Manner, marks: dict[str, str]) -> services.Prepared | Reply:
        while True:
            try:
                return services.prepared(door.call_of_a_service(request, manner, marks, self._registers))
            except exchange.NotRemembered as missing:
                await self._exchange.remembered(missing.values, *missing.key)

    def _bearer(self, token: str) -> Actor | None:
        return self._exchange.at_hand(self._bearers, token)

    def _organisation(self, client: Client, instance: str) -> str | None:
        return self._exchange.at_hand(self._organisations, *client.parts, instance)

    def _certificate(self, fingerprint: str) -> str | None:
        return self._exchange.at_hand(self._certified, fingerprint)


def _organisation(*names: str) -> str | None:
    return members.organisation(Client(*names[:-1]), names[-1])


def _request(scope: Scope, body: bytes) -> Request:
    query = scope["query_string"]
    target = scope["raw_path"] + (b"?" + query if query else b"")
    named = tuple((_text(name), _text(value)) for name, value in scope["headers"])
    return Request(scope["method"], _text(target), named, body, scope.get(front.SEEN))


def _text(line: bytes) -> str:
    """Bytes of the line as text, and back again without a loss."""
    return line.decode("utf-8", "surrogateescape")


def _has_body(scope: Scope) -> bool:
    """Whether a request may have a body; one that announces none has none, and nobody waits for it."""
    return scope["http_version"][:1] != "1" or any(name in _ANNOUNCE for name, _ in scope["headers"])


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
    sized = {} if reply.pieces is not None else {"Content-Length": str(len(reply.content))}
    named = {
        "Content-Type": reply.content_type,
        **sized,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        **reply.headers,
    }
    lines = [(name.encode("ascii"), value.encode("utf-8", "surrogateescape")) for name, value in named.items()]
    await send({"type": "http.response.start", "status": reply.status, "headers": lines})
    if reply.pieces is not None:
        # Where the pieces break off, the server breaks off too: the end of the answer is never said.
        async for piece in reply.pieces:
            if is_head:
                break
            body, reply.content = reply.content + piece, b""
            await send({"type": "http.response.body", "body": body, "more_body": True})
    is_empty = is_head or reply.pieces is not None
    await send({"type": "http.response.body", "body": b"" if is_empty else reply.content})
