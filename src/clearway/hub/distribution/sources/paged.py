"""Registers that answer ``GET address/kind?after=…`` with pages of records, one line of JSON each.

``GET address/kind?count=yes`` says how many there are; ``GET address/kind?since=mark`` which keys changed since a
mark, where the holder keeps count of that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

import httpx
import msgspec

from clearway.core.law.information import InformationKind
from clearway.core.share import Record
from clearway.hub.distribution.sources.source import Changes
from clearway.hub.exchange.public import AnswerUnreadable, HolderAway

#: A page is worth waiting for.
TIMEOUT = httpx.Timeout(60.0, connect=5.0)
#: So many records are asked for at once, and no record is longer.
PAGE: Final = 2000
MOST_BYTES_OF_A_RECORD: Final = 100_000


class _Counted(msgspec.Struct):
    """How many records there are."""

    count: int


class _Changed(msgspec.Struct):
    """Which keys changed, and the mark to ask from next."""

    keys: tuple[str, ...]
    mark: str


@cache
def _client() -> httpx.Client:
    """One for the process: connections to holders stay open."""
    return httpx.Client(timeout=TIMEOUT)


class PagedSource:
    """A system that answers over HTTP."""

    def __init__(self, holder: str, address: str) -> None:
        """Speak to a holder at an address."""
        self.holder, self.address = holder, address.rstrip("/")

    def records(self, kind: InformationKind, after: str, through: str, limit: int) -> Iterator[Record]:
        """Page after page, until there are enough or there is no more."""
        left, last = limit, after
        while left > 0:
            wanted = min(PAGE, left)
            asked = {"after": last, "through": through, "limit": str(wanted), "fields": ",".join(kind.fields)}
            came = 0
            for record in self._page(kind, asked):
                came, last = came + 1, str(record.get(kind.key))
                yield record
            left -= came
            if came < wanted:
                return

    def count(self, kind: InformationKind) -> int:
        """As the holder says."""
        found: _Counted = self._read(self._get(kind, {"count": "yes"}).content, _Counted)
        return found.count

    def changed(self, kind: InformationKind, mark: str) -> Changes | None:
        """As the holder says; one that keeps no such list knows of no such address."""
        answer = self._get(kind, {"since": mark}, may_lack=True)
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        found = self._read(answer.content, _Changed)
        return Changes(found.keys, found.mark)

    def _page(self, kind: InformationKind, asked: dict[str, str]) -> Iterator[Record]:
        with self._reached(), _client().stream("GET", f"{self.address}/{kind.code}", params=asked) as answer:
            if answer.status_code != httpx.codes.OK:
                raise HolderAway(holder=self.holder)
            for line in answer.iter_lines():
                if len(line) > MOST_BYTES_OF_A_RECORD:
                    raise AnswerUnreadable(holder=self.holder)
                if line:
                    yield self._read(line.encode(), dict[str, Any])

    def _get(self, kind: InformationKind, asked: dict[str, str], *, may_lack: bool = False) -> httpx.Response:
        with self._reached():
            answer = _client().get(f"{self.address}/{kind.code}", params=asked)
        if answer.status_code == httpx.codes.OK or (may_lack and answer.status_code == httpx.codes.NOT_FOUND):
            return answer
        raise HolderAway(holder=self.holder)

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except (httpx.HTTPError, httpx.InvalidURL):
            raise HolderAway(holder=self.holder) from None

    def _read(self, content: bytes, kind: Any) -> Any:
        try:
            return msgspec.json.decode(content, type=kind)
        except msgspec.MsgspecError:
            raise AnswerUnreadable(holder=self.holder) from None
