"""Folders of records as the systems of a government would deliver them: day by day, or whole tables.

A delivery says that its source has told everything up to an instant. So of several of one day the last alone says it
of that day, and of whole tables all say it of the instant at which the folder was read.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

import msgspec
import pyarrow.parquet as pq

from clearway.watch.intake import public as intake
from clearway.watch.intake.public import Batch, Change
from clearway.watch.rulebook.public import Book

#: A table that is fed whole comes in batches of so many rows.
ROWS_AT_ONCE: Final = 10_000
#: Before anything was told.
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Down(msgspec.Struct, frozen=True):
    """A source, or every source of a system, that delivers nothing on some days, and all of it after them."""

    name: str
    first: str
    last: str

    def holds(self, source: str, book: Book, day: str) -> bool:
        """Whether a source is down on a day."""
        is_meant = self.name in (source, book.sources.table(source).system)
        return is_meant and self.first <= day <= self.last


def read_down(said: str) -> Down:
    """As ``tax=2026-03-05`` or ``tax=2026-03-05..2026-03-07``."""
    name, _, days = said.partition("=")
    first, _, last = days.partition("..")
    for day in (first, last or first):
        date.fromisoformat(day)
    return Down(name, first, last or first)


def days(
    folder: Path, tenant: str, book: Book, *, until: str = "", down: Iterable[Down] = (), beats: bool = True
) -> Iterator[list[Batch]]:
    """The deliveries of each day; a source with nothing new says so where it ``beats``, and all do at the end."""
    numbers = {name: intake.last_number(tenant, name) for name in book.sources.tables}
    held: dict[str, list[Batch]] = {}
    paths = [path for path in sorted(folder.glob("changes/*.jsonl")) if not until or path.stem <= until]
    for path in paths:
        is_last = path == paths[-1]
        said = _by_source(path)
        following: list[Batch] = []
        for source in sorted(numbers):
            some = said.get(source) or ([()] if beats or is_last else [])
            batches = list(_dated(tenant, source, some, path.stem, numbers))
            if not is_last and any(one.holds(source, book, path.stem) for one in down):
                held.setdefault(source, []).extend(batches)
                continue
            following += [*held.pop(source, ()), *batches]
        yield following


def whole(folder: Path, tenant: str, book: Book, *, at: datetime) -> Iterator[list[Batch]]:
    """Whole tables, as Parquet or CSV; their rows count as changed with the number of their delivery."""
    for name in sorted(book.sources.tables):
        rows = _rows(folder, name)
        number = intake.last_number(tenant, name)
        some = list(islice(rows, ROWS_AT_ONCE))
        while True:
            number += 1
            following = list(islice(rows, ROWS_AT_ONCE))
            changes = tuple(Change("upsert", number, row) for row in some)
            yield [Batch(tenant, name, number, _NEVER if following else at, changes, until=at)]
            if not following:
                break
            some = following


def _by_source(path: Path) -> dict[str, list[tuple[Change, ...]]]:
    """The batches of a day, by source, in their order."""
    found: dict[str, list[tuple[Change, ...]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        changes = tuple(Change(row["op"], row["change"], row["row"]) for row in said["rows"])
        found.setdefault(said["source"], []).append(changes)
    return found


def _dated(
    tenant: str, source: str, some: list[tuple[Change, ...]], day: str, numbers: dict[str, int]
) -> Iterator[Batch]:
    begins = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
    for place, changes in enumerate(some, start=1):
        numbers[source] += 1
        ends = begins + timedelta(days=1)
        yield Batch(tenant, source, numbers[source], ends if place == len(some) else begins, changes, until=ends)


def _rows(folder: Path, name: str) -> Iterator[Mapping[str, Any]]:
    parquet, plain = folder / f"{name}.parquet", folder / f"{name}.csv"
    if parquet.exists():
        for batch in pq.ParquetFile(parquet).iter_batches(ROWS_AT_ONCE):
            yield from batch.to_pylist()
    elif plain.exists():
        with plain.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines, strict=True):
                yield {column: cell or None for column, cell in row.items()}
