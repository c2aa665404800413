"""Holders that are asked over HTTP."""

from functools import cache
from typing import Any
from urllib.parse import quote

import httpx
import msgspec

from clearway.core.law.information import InformationKind
from clearway.core.share import Record
from clearway.hub.exchange import errors

#: No official waits longer.
TOTAL_SECONDS, CONNECT_SECONDS = 5.0, 2.0
TIMEOUT = httpx.Timeout(TOTAL_SECONDS, connect=CONNECT_SECONDS)
#: No record is larger.
MOST_BYTES = 1_000_000


@cache
def _client() -> httpx.Client:
    """One for the process: connections to holders stay open."""
    return httpx.Client(timeout=TIMEOUT, limits=httpx.Limits(max_keepalive_connections=32))


def close() -> None:
    """Let go of every holder's connection."""
    if _client.cache_info().currsize:
        _client().close()
        _client.cache_clear()


class RestConnector:
    """A system that answers ``GET address/kind/key?fields=…`` with JSON."""

    def __init__(self, holder: str, address: str) -> None:
        """Speak to a holder at an address."""
        self.holder, self.address = holder, address.rstrip("/")

    def record(self, kind: InformationKind, key: str) -> Record | None:
        """The fields of a kind under a key."""
        if not names_somebody(key):
            return None
        place = f"{self.address}/{kind.code}/{quote(key, safe='')}"
        try:
            answer = _client().get(place, params={"fields": ",".join(kind.fields)})
        except (httpx.HTTPError, httpx.InvalidURL):
            raise errors.HolderAway(holder=self.holder) from None
        return read(self.holder, answer.status_code, answer.content)


def names_somebody(key: str) -> bool:
    """Whether a key is one: nothing, or a step of a path, would ask the holder for something else than a record."""
    return key not in ("", ".", "..")


def read(holder: str, status: int, content: bytes) -> Record | None:
    """What a holder's answer says; ``None`` where it knows of no such record."""
    if status == httpx.codes.NOT_FOUND:
        return None
    if status != httpx.codes.OK:
        raise errors.HolderAway(holder=holder)
    if len(content) > MOST_BYTES:
        raise errors.AnswerUnreadable(holder=holder)
    try:
        found: dict[str, Any] = msgspec.json.decode(content, type=dict[str, Any])
    except msgspec.MsgspecError:
        raise errors.AnswerUnreadable(holder=holder) from None
    return found
