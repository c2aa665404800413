"""Holders that drop a table of each kind into a folder: ``LND-001.csv``, with the names of the fields as its header.

A table is searched by an index that is made once a drop. What is older than the catalogue promises counts as no
answer: nothing is shown that the law calls old.
"""

import csv
import os
import threading
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit
from urllib.request import url2pathname

import msgspec

from clearway.core.law.information import InformationKind
from clearway.core.share import Record
from clearway.hub.exchange import errors
from clearway.platform.calendar import now

#: So many tables are known at once, by each process.
MOST_TABLES = 32


class _Table(msgspec.Struct):
    """Where each key of one drop is: digests of keys in order, and the places of their rows."""

    drop: tuple[int, int, int]
    header: list[str]
    digests: Sequence[int]
    places: Sequence[int]


_tables: OrderedDict[tuple[Path, str], _Table] = OrderedDict()
_lock = threading.Lock()


class FileConnector:
    """A folder at ``file:///folder`` into which the holder drops its tables."""

    def __init__(self, holder: str, address: str) -> None:
        """Read from a holder's folder."""
        self.holder = holder
        self.folder = Path(url2pathname(urlsplit(address).path))

    def record(self, kind: InformationKind, key: str) -> Record | None:
        """The fields of a kind under a key; two records of one key are none."""
        try:
            with (self.folder / f"{kind.code}.csv").open("rb") as dropped:
                self._must_be_fresh(kind, dropped)
                rows = list(self._rows(kind, key, dropped))
        except OSError:
            raise errors.HolderAway(holder=self.holder) from None
        except (csv.Error, UnicodeDecodeError, ValueError):
            raise errors.AnswerUnreadable(holder=self.holder) from None
        if len(rows) > 1 or any(name not in row for row in rows for name in kind.fields):
            raise errors.AnswerUnreadable(holder=self.holder)
        return {name: rows[0][name] for name in kind.fields} if rows else None

    def _must_be_fresh(self, kind: InformationKind, dropped: BinaryIO) -> None:
        age = now().timestamp() - os.fstat(dropped.fileno()).st_mtime
        if kind.fresh_within and age > kind.fresh_within * 3600:
            raise errors.HolderAway(holder=self.holder)

    def _rows(self, kind: InformationKind, key: str, dropped: BinaryIO) -> Iterator[dict[str, str]]:
        table = _table(Path(dropped.name), kind.key, dropped)
        digest = _digest(key)
        at = bisect_left(table.digests, digest)
        while at < len(table.digests) and table.digests[at] == digest:
            dropped.seek(table.places[at])
            cells = next(csv.reader(_lines(dropped), strict=True))
            row = dict(zip(table.header, cells, strict=True))
            if row[kind.key] == key:
                yield row
            at += 1


def _table(path: Path, key: str, dropped: BinaryIO) -> _Table:
    """The index of a drop; made again where the holder has dropped another."""
    stat = os.fstat(dropped.fileno())
    drop = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    with _lock:
        known = _tables.get((path, key))
        if known is None or known.drop != drop:
            known = _tables[path, key] = _indexed(drop, key, dropped)
        _tables.move_to_end((path, key))
        while len(_tables) > MOST_TABLES:
            _tables.popitem(last=False)
    return known


def _indexed(drop: tuple[int, int, int], key: str, dropped: BinaryIO) -> _Table:
    dropped.seek(0)
    reader = csv.reader(_lines(dropped), strict=True)
    header = next(reader, [])
    column = header.index(key)
    found: list[tuple[int, int]] = []
    place = dropped.tell()
    for cells in reader:
        if cells:
            found.append((_digest(cells[column]) if column < len(cells) else 0, place))
        place = dropped.tell()
    found.sort()
    return _Table(drop, header, array("Q", (one for one, _ in found)), array("Q", (one for _, one in found)))


def _lines(dropped: BinaryIO) -> Iterator[str]:
    """Line by line, so that the place in the file is always the place of the next one."""
    while line := dropped.readline():
        yield line.decode("utf-8")


def _digest(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest())
