"""How a holder's system is asked: one record of a kind, by its key."""

from typing import Any, Protocol
from urllib.parse import quote

import httpx
import msgspec

from clearway.core.law.information import Holder, InformationKind
from clearway.core.share import Record
from clearway.hub.exchange import errors, models

#: No official waits longer.
TIMEOUT = httpx.Timeout(5.0, connect=2.0)
#: No record is larger.
MOST_BYTES = 1_000_000


class Connector(Protocol):
    """Asks a holder's system; ``None`` where it knows of no such record, ``HolderAway`` where it does not answer."""

    def record(self, kind: InformationKind, key: str) -> Record | None:
        """The record of a kind under a key."""
        ...


class RestConnector:
    """A system that answers ``GET address/kind/key`` with JSON."""

    def __init__(self, holder: str, address: str) -> None:
        """Speak to a holder at an address."""
        self.holder, self.address = holder, address.rstrip("/")

    def record(self, kind: InformationKind, key: str) -> Record | None:
        """The record of a kind under a key."""
        try:
            answer = httpx.get(f"{self.address}/{kind.code}/{quote(key, safe='')}", timeout=TIMEOUT)
        except httpx.HTTPError:
            raise errors.HolderAway(holder=self.holder) from None
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        if answer.status_code != httpx.codes.OK:
            raise errors.HolderAway(holder=self.holder)
        return self._read(answer.content)

    def _read(self, content: bytes) -> Record:
        if len(content) > MOST_BYTES:
            raise errors.AnswerUnreadable(holder=self.holder)
        try:
            found: dict[str, Any] = msgspec.json.decode(content, type=dict[str, Any])
        except msgspec.MsgspecError:
            raise errors.AnswerUnreadable(holder=self.holder) from None
        return found


def to(holder: Holder) -> Connector:
    """The way to a holder's system; ``HolderAway`` where this installation knows none."""
    row = models.HolderSystem.objects.filter(holder=holder.code).first()
    if row is None:
        raise errors.HolderAway(holder=holder.code)
    return RestConnector(holder.code, row.address)
