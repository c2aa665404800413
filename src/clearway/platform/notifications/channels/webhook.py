"""Webhooks: a signed POST to a party's own software; acknowledged means an answer from 200 to 299 in time."""

import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import httpcore
import msgspec

from clearway.platform.notifications import guard, signature
from clearway.platform.notifications.channels.ending import Carry, Ending, Parcel

#: The whole exchange, however slowly it drips.
LONGEST_SECONDS = 10.0
MOST_ANSWER_BYTES = 16_384
#: So much of an answer is kept for whoever looks for the cause.
KEPT_CHARACTERS = 300
AGENT = "Clearway-Webhooks/1"
GONE = 410

#: Nothing goes out unsigned; what waits goes out once the endpoint has a secret that can be read.
SECRET_LOST = "The secret of this endpoint can no longer be read, for the house's own has changed. Make a new secret."

#: The secrets that sign at a moment, the present one first; none where they can no longer be read.
Keys = Callable[[datetime], Sequence[str]]


def carried_to(url: str, keys: Keys, *, clock: Callable[[], datetime], is_private_allowed: bool) -> Carry:
    """An endpoint as a way out of the house."""

    def carry(parcel: Parcel) -> Ending:
        body = msgspec.json.encode(parcel.content["body"])
        at = clock()
        signing = keys(at)
        if not signing:
            return Ending("later", SECRET_LOST, is_lines_fault=True)
        number = f"msg_{parcel.number}"
        headers = {
            "content-type": "application/json",
            "user-agent": AGENT,
            **signature.headers(number, body, signing, at=at),
        }
        return post(url, headers, body, is_private_allowed=is_private_allowed)

    return carry


def post(url: str, headers: dict[str, str], body: bytes, *, is_private_allowed: bool) -> Ending:
    """Hand something over at an address that somebody else has named, and at no other."""
    try:
        address = guard.place(url, is_private_allowed=is_private_allowed)
        return _posted(url, address, headers, body)
    except guard.AddressRefused as refusal:
        return Ending("later", refusal.why, is_lines_fault=True)
    except (OSError, httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
        return Ending("later", f"{type(error).__name__}: {error}"[:KEPT_CHARACTERS], is_lines_fault=True)


def _posted(url: str, address: str, headers: dict[str, str], body: bytes) -> Ending:
    backend = _Pinned(address, time.monotonic() + LONGEST_SECONDS)
    with (
        httpcore.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=backend) as pool,
        pool.stream("POST", url, headers=headers, content=body) as response,
    ):
        answer = b""
        for piece in response.iter_stream():
            answer += piece
            # The status has said it all: what goes on beyond this is not waited for.
            if len(answer) >= MOST_ANSWER_BYTES:
                break
    said = f"{response.status} {answer[:KEPT_CHARACTERS].decode('utf-8', 'replace')}".strip()
    if 200 <= response.status < 300:
        return Ending("delivered", said)
    if response.status == GONE:
        return Ending("gone", said)
    return Ending("later", said, wished=_wish(response.headers), is_lines_fault=True)


def _wish(headers: Iterable[tuple[bytes, bytes]]) -> timedelta | None:
    """For how long the receiver asks us to wait, where it says so in seconds."""
    for name, value in headers:
        if name.lower() == b"retry-after" and value.isdigit() and len(value) < 9:
            return timedelta(seconds=int(value))
    return None


class _Pinned(httpcore.NetworkBackend):
    """Connects to the one address that was looked at, and hurries."""

    def __init__(self, address: str, until: float) -> None:
        self._address = address
        self._until = until
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        """Connect; the name is used for TLS and for the Host header only."""
        stream = self._sockets.connect_tcp(self._address, port, timeout=_left(self._until))
        return _Hurried(stream, self._until)


class _Hurried(httpcore.NetworkStream):
    """A stream that ends at a moment, however busy it keeps us."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=_left(self._until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=_left(self._until))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Hurried(self._stream.start_tls(ssl_context, server_hostname, _left(self._until)), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the answer took too long")
    return left
