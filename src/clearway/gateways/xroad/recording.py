"""Every call of a service is recorded beside the answer: how it went, and its messages as they can be shown later.

The answer never waits for it. What is recorded is stored within a second, in groups; that an access happened is on
record before the answer in any case. No token is kept, and no body unless an installation is set to keep them.
"""

import base64
import hashlib
import logging
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Final

import msgspec
from django.db import close_old_connections, connection, transaction
from django.db.backends.utils import CursorWrapper

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
#: An address up to the service, cut at its slashes.
_SERVICE_PARTS: Final = 7
_CLIENTS: Final = tuple(one.lower() for one in (headers.CLIENT, *headers.CLIENT_OF_GOVSTACK))
_ID, _USER, _ISSUE, _ERROR, _REQUEST_ID, _REQUEST_HASH = (
    one.lower()
    for one in (
        headers.ID, headers.USER, headers.ISSUE, headers.ERROR, headers.REQUEST_ID, headers.REQUEST_HASH,
    )
)  # fmt: skip
_MONITORED: Final = "COPY xroad_monitored (at, client, provider, record) FROM STDIN"
_EXCHANGED: Final = """
COPY xroad_exchanged (at, number, client, request_head, response_head, request_body, response_body) FROM STDIN
"""
Lines = Iterable[tuple[bytes, bytes]]
_NO_LINES: Final[Lines] = ()
Scope = dict[str, Any]
Application = Callable[[Scope, Callable[[], Awaitable[dict[str, Any]]], Callable[[dict[str, Any]], Awaitable[None]]],
                       Awaitable[None]]  # fmt: skip


class Seen:
    """One call as it passes: what was asked, what was answered, and when."""

    def __init__(self, scope: Scope, *, keeps_bodies: bool) -> None:
        """Begin with the call's head."""
        self.scope = scope
        self.begun = self.ended = now()
        self.status, self.headers = 0, _NO_LINES
        self.bodies = (Body(keeps_bodies), Body(keeps_bodies))

    def asked(self, message: dict[str, Any]) -> None:
        """A piece of the question."""
        self.bodies[0].add(message.get("body", b""))

    def answered(self, message: dict[str, Any]) -> None:
        """A piece of the answer."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], message["headers"]
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
        if known:
            with transaction.atomic(), connection.cursor() as cursor:
                _copy(cursor, _MONITORED, [monitored for monitored, _ in known])
                _copy(cursor, _EXCHANGED, [exchanged for _, exchanged in known])
        return len(known)

    def _forget(self, at: datetime) -> None:
        if at - self._forgotten >= timedelta(hours=1):
            self._forgotten = at
            for table in (Monitored, Exchanged):
                table.objects.filter(at__lt=at - self._days).delete()


def _copy(cursor: CursorWrapper, statement: str, rows: list[tuple[Any, ...]]) -> None:
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _read(seen: Seen, server: str) -> tuple[tuple[Any, ...], tuple[Any, ...]] | None:
    """The rows of one call; nothing where it does not say whose it is."""
    asked, answered = _texts(seen.scope["headers"]), _texts(seen.headers)
    of_question, of_answer = _by_name(asked), _by_name(answered)
    client = _client(next((named for one in _CLIENTS if (named := of_question.get(one))), ""))
    if client is None:
        return None
    target = _text(seen.scope["raw_path"]) + (f"?{_text(query)}" if (query := seen.scope["query_string"]) else "")
    service = _service("/".join(target.partition("?")[0].split("/", _SERVICE_PARTS)[:_SERVICE_PARTS]))
    record = _record(seen, of_question, of_answer, client, service, server)
    provider = str(service.provider) if service else ""
    number = of_answer.get(_ID) or of_question.get(_ID, "")
    monitored = (seen.begun, str(client), provider, msgspec.json.encode(record).decode())
    return monitored, (
        seen.ended,
        number,
        str(client),
        _request_head(seen, target, asked, of_answer, "" if of_question.get(_ID) else number),
        _response_head(seen, answered, of_answer),
        seen.bodies[0].sealed(),
        seen.bodies[1].sealed(),
    )


def _record(
    seen: Seen,
    asked: dict[str, str],
    answered: dict[str, str],
    client: Client,
    service: Service | None,
    server: str,
) -> Record:
    fault = answered.get(_ERROR, "")
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
        message_id=answered.get(_ID, ""),
        message_user_id=asked.get(_USER, ""),
        message_issue=asked.get(_ISSUE, ""),
        x_request_id=answered.get(_REQUEST_ID, ""),
        request_size=seen.bodies[0].size,
        response_size=seen.bodies[1].size,
        **monitoring.of_client(client),
        **(monitoring.of_service(service) if service else {}),
        **monitoring.of_fault(fault, HTTPStatus(seen.status).phrase if fault else ""),
    )


def _request_head(seen: Seen, target: str, asked: Headers, answered: dict[str, str], made: str) -> bytes:
    """The request as its hash is made over it, without the token, and with what its body is known by."""
    bare = [(name, value) for name, value in asked if name.lower() != "authorization"]
    bare.append((DIGEST, seen.bodies[0].digest))
    return hashing.head(seen.scope["method"], target, bare, request_id=answered.get(_REQUEST_ID, ""), made_id=made)


def _response_head(seen: Seen, headers_of: Headers, answered: dict[str, str]) -> bytes:
    phrase = HTTPStatus(seen.status).phrase if seen.status else ""
    marks = [(DIGEST, seen.bodies[1].digest)]
    marks += [(name, answered[name]) for name in (_REQUEST_ID, _REQUEST_HASH) if name in answered]
    return hashing.response_head(seen.status, phrase, headers_of) + "".join(
        f"{name}:{value}\r\n" for name, value in marks
    ).encode("utf-8", "surrogateescape")


@lru_cache(maxsize=1024)
def _client(text: str) -> Client | None:
    try:
        return identifiers.client(text) if text else None
    except Unreadable:
        return None


@lru_cache(maxsize=1024)
def _service(path: str) -> Service | None:
    try:
        return address.read(path).service
    except Unreadable:
        return None


def _by_name(lines: Headers) -> dict[str, str]:
    """Headers as they can be stored, by their names in small letters; of one that was sent again the last."""
    return {
        name.lower(): value.strip(" \t")
        if value.isascii()
        else value.encode("utf-8", "replace").decode().strip(" \t")
        for name, value in lines
    }


def _texts(lines: Lines) -> Headers:
    return [(_text(name), _text(value)) for name, value in lines]


def _text(line: bytes) -> str:
    return line.decode("utf-8", "surrogateescape")
