"""The hash by which a response names the very request it answers, over the request's head and body."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from clearway.formats.xroad.headers import Headers

#: What concerns one connection alone, and is no part of the message.
SKIPPED: Final = frozenset({
    "transfer-encoding", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "upgrade",
    "connection", "user-agent", "host", "content-length", "server", "expect",
})  # fmt: skip
#: What the receiving side sets itself, whatever was sent.
_OURS = frozenset({"x-road-request-id", "x-road-request-hash"})
_LEFT_OUT = SKIPPED | _OURS
_END = "\r\n"


def kept(headers: Headers) -> Iterator[tuple[str, str]]:
    """The headers that belong to the message, in their order."""
    return ((name, value) for name, value in headers if name.lower() not in _LEFT_OUT)


def head(verb: str, target: str, headers: Headers, *, request_id: str, made_id: str = "") -> bytes:
    """The head of a request; ``target`` is path and query as they came, ``made_id`` the number it came without."""
    lines: list[tuple[str, str]] = [*kept(headers), ("x-road-request-id", request_id)]
    if made_id:
        lines.append(("x-road-id", made_id))
    return _text((f"{verb}{_END}{target}{_END}", *(f"{name}:{value}{_END}" for name, value in lines)))


def request_hash(head: bytes, body: bytes | None) -> str:
    """The hash of a request; one without a body is the hash of its head alone."""
    of_head = hashlib.sha512(head).digest()
    if not body:
        return base64.b64encode(of_head).decode()
    both = hashlib.sha512(of_head + hashlib.sha512(body).digest()).digest()
    return base64.b64encode(both).decode()


def response_head(status: int, reason: str, headers: Sequence[tuple[str, str]]) -> bytes:
    """The head of a response, as a container keeps it."""
    return _text((f"{status} {reason}{_END}", *(f"{name}:{value}{_END}" for name, value in kept(headers))))


def _text(lines: Iterable[str]) -> bytes:
    return "".join(lines).encode("utf-8", "surrogateescape")
