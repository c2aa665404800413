"""Registers that are dropped into a folder: ``LND-001.csv`` with a header, or ``LND-001.ndjson``, a record a line.

A drop need not be in the order of keys: where each record stands is found once a drop, and nothing of it is kept but
places and every so many keys. What is older than the catalogue promises counts as no answer.
"""

import csv
import os
import threading
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

import msgspec

from clearway.core.law.information import InformationKind
from clearway.core.share import Record
from clearway.hub.distribution.sources.source import Changes
from clearway.hub.exchange.public import AnswerUnreadable, HolderAway
from clearway.platform.calendar import now

#: One key in so many is remembered; from there records are read one after another.
STEP: Final = 500
#: So many drops are known at once, by each process.
MOST_DROPS: Final = 4

Stamp = tuple[int, int, int]


class _Order(msgspec.Struct):
    """Where each record of a drop stands, in the order of keys; ``signs`` are the keys of every so many."""

    stamp: Stamp
    header: list[str]
    places: "array[int]"
    signs: list[str]


_known: dict[tuple[Path, str], _Order] = {}
_lock = threading.Lock()


class DroppedSource:
    """A folder at ``file:///folder`` into which the holder drops its tables."""

    def __init__(self, holder: str, address: str) -> None:
        """Read from a holder's folder."""
        self.holder = holder
        self.folder = Path(url2pathname(urlsplit(address).path))

    def records(self, kind: InformationKind, after: str, through: str, limit: int) -> Iterator[Record]:
        """The records of a run."""
        with self._opened(kind) as dropped:
            yield from islice(self._run(kind, after, through, dropped), limit)

    def count(self, kind: InformationKind) -> int:
        """How many records the drop has."""
        with self._opened(kind) as dropped:
            return len(_order(kind.key, dropped).places)

    def changed(self, kind: InformationKind, mark: str) -> Changes | None:
        """Nothing, as long as the drop is the same; of another drop, everything is to be compared."""
        with self._opened(kind) as dropped:
            stamp = " ".join(map(str, _stamp(dropped)))
        return Changes((), stamp) if mark in ("", stamp) else None

    def _run(self, kind: InformationKind, after: str, through: str, dropped: BinaryIO) -> Iterator[Record]:
        order = _order(kind.key, dropped)
        first = max(bisect_right(order.signs, after) - 1, 0) * STEP
        for place in islice(order.places, first, None):
            record = _record(order, dropped, place)
            key = record[kind.key]
            if through and key > through:
                return
            if key > after:
                yield {name: record[name] for name in kind.fields}

    @contextmanager
    def _opened(self, kind: InformationKind) -> Iterator[BinaryIO]:
        try:
            with self._path(kind).open("rb") as dropped:
                age = now().timestamp() - os.fstat(dropped.fileno()).st_mtime
                if kind.fresh_within and age > kind.fresh_within * 3600:
                    raise HolderAway(holder=self.holder)
                yield dropped
        except OSError:
            raise HolderAway(holder=self.holder) from None
        except (csv.Error, UnicodeDecodeError, ValueError, KeyError, TypeError, msgspec.MsgspecError):
            raise AnswerUnreadable(holder=self.holder) from None

    def _path(self, kind: InformationKind) -> Path:
        lines = self.folder / f"{kind.code}.ndjson"
        return lines if lines.exists() else self.folder / f"{kind.code}.csv"


def _stamp(dropped: BinaryIO) -> Stamp:
    stat = os.fstat(dropped.fileno())
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def _order(key: str, dropped: BinaryIO) -> _Order:
    """The order of a drop; found again where the holder has dropped another."""
    path, stamp = Path(dropped.name), _stamp(dropped)
    with _lock:
        known = _known.get((path, key))
        if known is None or known.stamp != stamp:
            _known.pop((path, key), None)
            while len(_known) >= MOST_DROPS:
                del _known[next(iter(_known))]
            known = _known[path, key] = _ordered(stamp, key, dropped)
    return known


def _ordered(stamp: Stamp, key: str, dropped: BinaryIO) -> _Order:
    dropped.seek(0)
    header = [] if dropped.name.endswith(".ndjson") else next(csv.reader(_lines(dropped), strict=True), [])
    order = _Order(stamp, header, array("Q"), [])
    keys: list[str] = []
    place = dropped.tell()
    while (record := _next(order, dropped)) is not None:
        if record:
            keys.append(str(record[key]))
            order.places.append(place)
        place = dropped.tell()
    by_key = sorted(range(len(keys)), key=keys.__getitem__)
    order.places = array("Q", (order.places[one] for one in by_key))
    order.signs = [keys[by_key[one]] for one in range(0, len(by_key), STEP)]
    return order


def _record(order: _Order, dropped: BinaryIO, place: int) -> dict[str, Any]:
    dropped.seek(place)
    return _next(order, dropped) or {}


def _next(order: _Order, dropped: BinaryIO) -> dict[str, Any] | None:
    """The record that begins here; nothing at the end, an empty one for an empty line."""
    if not order.header:
        line = dropped.readline()
        found: dict[str, Any] = msgspec.json.decode(line, type=dict[str, Any]) if line.strip() else {}
        return found if line else None
    cells = next(csv.reader(_lines(dropped), strict=True), None)
    return None if cells is None else dict(zip(order.header, cells, strict=True)) if cells else {}


def _lines(dropped: BinaryIO) -> Iterator[str]:
    """Line by line, so that the place in the file is always the place of the next one."""
    while line := dropped.readline():
        yield line.decode("utf-8")
