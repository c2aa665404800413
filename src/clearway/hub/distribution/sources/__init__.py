"""Holders' registers read in bulk: a run of records in the order of their keys, how many there are, and what changed.

The way follows from the holder's address, as it does for a single look-up.
"""

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import msgspec

from clearway.core.law.information import InformationKind
from clearway.core.share import Record
from clearway.hub.distribution.sources.dropped import DroppedSource
from clearway.hub.distribution.sources.paged import PagedSource
from clearway.hub.distribution.sources.source import Changes, Source
from clearway.hub.distribution.sources.viewed import ViewedSource
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import AnswerUnreadable, HolderAway

__all__ = ["Changes", "Source", "only", "run", "to"]

_WAYS: dict[str, Callable[[str, str], Source]] = {
    "http": PagedSource,
    "https": PagedSource,
    "postgresql": ViewedSource,
    "file": DroppedSource,
}


def to(holder: str) -> Source:
    """The way to a holder's registers; ``HolderAway`` where this installation knows none."""
    address = exchange.address_of(holder)
    way = _WAYS.get(urlsplit(address).scheme)
    if way is None:
        raise HolderAway(holder=holder)
    return way(holder, address)


def run(source: Source, kind: InformationKind, after: str, through: str, limit: int) -> list[tuple[str, Record]]:
    """At most so many records after a key and up to another, by key; an empty ``through`` has no end.

    Anything but keys that ascend is no register: what was sent of it could not be told apart later.
    """
    found: list[tuple[str, Record]] = []
    last = after
    for record in source.records(kind, after, through, limit):
        key = record.get(kind.key)
        if not isinstance(key, str) or key <= last or (through and key > through):
            raise AnswerUnreadable(holder=kind.holder)
        found.append((key, record))
        last = key
    return found


def only(kind: InformationKind, names: Iterable[str]) -> InformationKind:
    """The kind with its key and the fields that are needed to show or to judge these names."""
    asked = set(names)
    judged = [kind.predicates[name] for name in asked if name in kind.predicates]
    needed = {kind.key, *asked, *(one.field for one in judged), *(one.until for one in judged)}
    return msgspec.structs.replace(kind, fields={name: one for name, one in kind.fields.items() if name in needed})
