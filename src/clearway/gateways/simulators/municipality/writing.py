"""What a municipality leaves behind: a table for each source, its changes as deliveries, and apart the truth."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from clearway.gateways.simulators.municipality.books import Book, Row
from clearway.gateways.simulators.municipality.town import Town


class Delivery(NamedTuple):
    """What one source delivers of one day: numbered without gaps, the watermark being the day."""

    source: str
    number: int
    watermark: date
    rows: tuple[dict[str, Any], ...]


def arrow(town: Town, source: str) -> pa.Table:
    """A source as a table, as it is today."""
    book, rows = town.books.books[source], list(town.books.table(source))
    columns = list(zip(*rows, strict=True)) or [()] * len(book.columns)
    arrays = [pa.array(column, _type(kind)) for column, kind in zip(columns, book.types, strict=True)]
    return pa.table(arrays, names=list(book.columns))


def write(town: Town, folder: Path) -> None:
    """Every source as ``<source>.parquet``; truth and innocent cases below ``truth``, where no watch looks."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in town.books.books:
        pq.write_table(arrow(town, source), folder / f"{source}.parquet")
    apart = folder / "truth"
    apart.mkdir(exist_ok=True)
    _csv(
        apart / "truth.csv",
        ("scenario", "key", "money"),
        ((*about, one) for about, one in sorted(town.truth().items())),
    )
    innocent = ((scenario, town.renamed.get(key, key), why) for scenario, key, why in town.innocent)
    _csv(apart / "innocent.csv", ("scenario", "key", "why"), sorted(innocent))


def deliveries(town: Town, until: date | None = None) -> Iterator[Delivery]:
    """The changes of every day, source after source; sources without changes deliver their watermark alone.

    What was there before the first day counts as a change of that day.
    """
    numbers = dict.fromkeys(town.books.books, 0)
    for day, written in groupby(town.books.changes, key=lambda change: change.day):
        if until is not None and day > until:
            return
        of_day: dict[str, list[dict[str, Any]]] = {source: [] for source in numbers}
        for change in written:
            book = town.books.books[change.source]
            of_day[change.source].append({"op": change.op, "change": change.number, "row": _facts(book, change.row)})
        for source, rows in of_day.items():
            numbers[source] += 1
            yield Delivery(source, numbers[source], day, tuple(rows))


def write_deliveries(town: Town, folder: Path) -> None:
    """The deliveries of each day as lines of JSON, ``changes/<day>.jsonl``; decimals are texts, none is rounded."""
    below = folder / "changes"
    below.mkdir(parents=True, exist_ok=True)
    for day, delivered in groupby(deliveries(town), key=lambda one: one.watermark):
        with (below / f"{day}.jsonl").open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(one._asdict(), default=str) + "\n" for one in delivered if one.rows)


def _facts(book: Book, row: Row) -> dict[str, Any]:
    return {name: value for name, value in zip(book.columns, row, strict=True) if value is not None}


def _type(kind: str) -> pa.DataType:
    if kind.startswith("DECIMAL"):
        digits, scale = (int(one) for one in kind[8:-1].split(","))
        return pa.decimal128(digits, scale)
    return {"BIGINT": pa.int64(), "VARCHAR": pa.string(), "DATE": pa.date32()}[kind]


def _csv(path: Path, header: tuple[str, ...], rows: Any) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(header)
        lines.writerows([f"{one:.2f}" if isinstance(one, Decimal) else one for one in row] for row in rows)
