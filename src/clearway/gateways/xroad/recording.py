"""Every call of a service is recorded beside the answer: how it went, and its messages as they can be shown later.

The answer never waits for it. What is recorded is stored within a second, in groups; that an access happened is on
record before the answer in any case. No token is kept, and no body unless an installation is set to keep them.
"""

import base64
import hashlib
import logging
import threading
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final

import msgspec
from django.db import close_old_connections

from clearway.formats.refusal import Unreadable
from clearway.formats.xroad import address, hashing, headers, identifiers, monitoring
from clearway.formats.xroad.headers import Headers
from clearway.formats.xroad.identifiers import Client, Service
from clearway.formats.xroad.monitoring import Record
from clearway.gateways.xroad.models import Exchanged, Monitored
from clearway.platform.calendar import now
from clearway.platform.sealing import seal

logger = logging.getLogger(__name__)

EVERY_SECONDS: Final = 1.0
#: So many calls wait to be stored; beyond that the store is away, and the oldest are let go.
MOST_WAITING: Final = 20_000
#: No body that is larger is kept.
MOST_BODY: Final = 1_000_000
PURPOSE: Final = "xroad bodies"
DIGEST: Final = "content-digest"
_PREFIX: Final = "/r1/"
Scope = dict[str, Any]
Application = Callable[[Scope, Callable[[], Awaitable[dict[str, Any]]], Callable[[dict[str, Any]], Awaitable[None]]],
                       Awaitable[None]]  # fmt: skip


class Seen:
    """One call as it passes: what was asked, what was answered, and when."""

    def __init__(self, scope: Scope, *, keeps_bodies: bool) -> None:
        """Begin with the call's head."""
        self.scope, self._keeps = scope, keeps_bodies
        self.begun, self.ended = now(), now()
        self.status, self.headers = 0, tuple[tuple[str, str], ...]()
        self.bodies = (Body(keeps_bodies), Body(keeps_bodies))

    def asked(self, message: dict[str, Any]) -> None:
        """A piece of the question."""
        self.bodies[0].add(message.get("body", b""))

    def answered(self, message: dict[str, Any]) -> None:
        """A piece of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = tuple((_text(name), _text(value)) for name, value in message["headers"])
        self.bodies[1].add(message.get("body", b""))
        self.ended = now()


class Body:
    """A body as it passes: its size, its digest, and itself where it is kept and not too large."""

    def __init__(self, is_kept: bool) -> None:
        """Nothing has passed yet."""
        self.size, self._digest = 0, hashlib.sha512()
        self._pieces: list[bytes] | None = [] if is_kept else None

    def add(self, piece: bytes) -> None:
        """A piece passes."""
        self.size += len(piece)
        self._digest.update(piece)
        if self._pieces is not None:
            self._pieces = [*self._pieces, piece] if self.size <= MOST_BODY else None

    @property
    def digest(self) -> str:
        """What the body is known by, as a header of RFC 9530 says it."""
        return f"sha-512=:{base64.b64encode(self._digest.digest()).decode()}:"

    def sealed(self) -> str:
        """The body as it may be stored; nothing where it is not kept."""
        return seal(base64.b64encode(b"".join(self._pieces)).decode(), purpose=PURPOSE) if self._pieces else ""


class Recorded:
    """An application of ASGI whose calls of services are recorded."""

    def __init__(self, application: Application, *, keep_days: int, keeps_bodies: bool, server: str) -> None:
        """Record for so many days; ``server`` is what this edge is called in records."""
        self._application, self._keeps, self._server = application, keeps_bodies, server
        self._days, self._forgotten = timedelta(days=keep_days), datetime.min.replace(tzinfo=now().tzinfo)
        self._waiting: deque[Seen] = deque(maxlen=MOST_WAITING)
        self._stop = threading.Event()
        threading.Thread(target=self._store_all, name="xroad records", daemon=True).start()

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Pass a call on, and look at it as it passes."""
        if scope["type"] != "http" or not scope["raw_path"].startswith(_PREFIX.encode()):
            await self._application(scope, receive, send)
            return
        seen = Seen(scope, keeps_bodies=self._keeps)

        async def receiving() -> dict[str, Any]:
            message: dict[str, Any] = await receive()
            seen.asked(message)
            return message

        async def sending(message: dict[str, Any]) -> None:
            seen.answered(message)
            await send(message)

        try:
            await self._application(scope, receiving, sending)
        finally:
            self._waiting.append(seen)

    def _store_all(self) -> None:
        while not self._stop.wait(EVERY_SECONDS):
            try:
                self.store()
                self._forget(now())
            except Exception:
                logger.exception("records of calls could not be stored; the next round goes on")
            finally:
                close_old_connections()

    def store(self) -> int:
        """Whatever waits is stored; the number of calls."""
        group = [self._waiting.popleft() for _ in range(len(self._waiting))]
        known = [one for one in (_read(seen, self._server) for seen in group) if one is not None]
        Monitored.objects.bulk_create([monitored for monitored, _ in known])
        Exchanged.objects.bulk_create([exchanged for _, exchanged in known])
        return len(known)

    def _forget(self, at: datetime) -> None:
        if at - self._forgotten >= timedelta(hours=1):
            self._forgotten = at
            for table in (Monitored, Exchanged):
                table.objects.filter(at__lt=at - self._days).delete()


def _read(seen: Seen, server: str) -> tuple[Monitored, Exchanged] | None:
    """The rows of one call; nothing where it does not say whose it is."""
    asked = tuple((_text(name), _text(value)) for name, value in seen.scope["headers"])
    client = _client(asked)
    if client is None:
        return None
    target = _text(seen.scope["raw_path"]) + (f"?{_text(query)}" if (query := seen.scope["query_string"]) else "")
    service = _service(target)
    record = msgspec.to_builtins(_record(seen, asked, client, service, server))
    provider = str(service.provider) if service else ""
    number = headers.last(seen.headers, headers.ID) or headers.last(asked, headers.ID) or ""
    return (
        Monitored(at=seen.begun, client=str(client), provider=provider, record=record),
        Exchanged(
            at=seen.ended,
            number=number,
            client=str(client),
            request_head=_request_head(seen, target, asked),
            response_head=_response_head(seen),
            request_body=seen.bodies[0].sealed(),
            response_body=seen.bodies[1].sealed(),
        ),
    )


def _record(seen: Seen, asked: Headers, client: Client, service: Service | None, server: str) -> Record:
    fault = headers.last(seen.headers, headers.ERROR) or ""
    return Record(
        monitoring_data_ts=int(seen.ended.timestamp()),
        security_server_internal_ip=server,
        security_server_type="Producer",
        request_in_ts=int(seen.begun.timestamp() * 1000),
        response_out_ts=int(seen.ended.timestamp() * 1000),
        succeeded=not fault and 0 < seen.status < HTTPStatus.BAD_REQUEST,
        status_code=seen.status,
        rest_method=seen.scope["method"],
        # Whom a look-up is about stands in its path: the endpoint is told, not the path.
        rest_path="/*" if service else "",
        service_type="REST" if service else "",
        message_id=headers.last(seen.headers, headers.ID) or "",
        message_user_id=headers.last(asked, headers.USER) or "",
        message_issue=headers.last(asked, headers.ISSUE) or "",
        x_request_id=headers.last(seen.headers, headers.REQUEST_ID) or "",
        request_size=seen.bodies[0].size,
        response_size=seen.bodies[1].size,
        **monitoring.of_client(client),
        **(monitoring.of_service(service) if service else {}),
        **monitoring.of_fault(fault, HTTPStatus(seen.status).phrase if fault else ""),
    )


def _request_head(seen: Seen, target: str, asked: Headers) -> bytes:
    """The request as its hash is made over it, without the token, and with what its body is known by."""
    bare = [(name, value) for name, value in asked if name.lower() != "authorization"]
    bare.append((DIGEST, seen.bodies[0].digest))
    request_id = headers.last(seen.headers, headers.REQUEST_ID) or ""
    made = "" if headers.last(asked, headers.ID) else headers.last(seen.headers, headers.ID) or ""
    return hashing.head(seen.scope["method"], target, bare, request_id=request_id, made_id=made)


def _response_head(seen: Seen) -> bytes:
    phrase = HTTPStatus(seen.status).phrase if seen.status else ""
    marks = [(DIGEST, seen.bodies[1].digest)]
    marks += [
        (name, value)
        for name in (headers.REQUEST_ID, headers.REQUEST_HASH)
        if (value := headers.last(seen.headers, name)) is not None
    ]
    return hashing.response_head(seen.status, phrase, seen.headers) + "".join(
        f"{name.lower()}:{value}\r\n" for name, value in marks
    ).encode("utf-8", "surrogateescape")


def _client(asked: Headers) -> Client | None:
    name = next((one for one in (headers.CLIENT, *headers.CLIENT_OF_GOVSTACK) if headers.last(asked, one)), "")
    try:
        return identifiers.client(headers.last(asked, name) or "", name)
    except Unreadable:
        return None


def _service(target: str) -> Service | None:
    try:
        return address.read(target).service
    except Unreadable:
        return None


def _text(line: bytes) -> str:
    return line.decode("utf-8", "surrogateescape")
