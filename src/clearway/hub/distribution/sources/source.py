"""What every holder's register can be asked in bulk."""

from collections.abc import Iterator
from typing import Protocol

import msgspec

from clearway.core.law.information import InformationKind
from clearway.core.share import Record


class Changes(msgspec.Struct, frozen=True):
    """The keys of records that were added, changed or removed since a mark, and the mark to ask from next."""

    keys: tuple[str, ...]
    mark: str


class Source(Protocol):
    """A holder's register; ``HolderAway`` where it does not answer, ``AnswerUnreadable`` for nonsense."""

    def records(self, kind: InformationKind, after: str, through: str, limit: int) -> Iterator[Record]:
        """At most so many records after a key and up to another, in the order of keys' bytes."""
        ...

    def count(self, kind: InformationKind) -> int:
        """How many records there are."""
        ...

    def changed(self, kind: InformationKind, mark: str) -> Changes | None:
        """What changed since a mark; ``None`` where the holder cannot say, and everything is to be compared."""
        ...
