"""The books of the offices: what each holds today, and every change in the order in which it was written."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

Row = tuple[Any, ...]


class Book(NamedTuple):
    """One table of one office: its columns with their types, and where in a row that which identifies it stands."""

    source: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    places: tuple[int, ...]

    def identity(self, row: Row) -> Row:
        """What the row is known by."""
        return tuple(row[place] for place in self.places)


class Change(NamedTuple):
    """A row as an office wrote it, or took it away, on a day; numbers rise in the order of writing."""

    number: int
    day: date
    source: str
    op: str
    row: Row


class Books:
    """Every table of a municipality."""

    def __init__(self, pack: Path, *, keeps_changes: bool = False) -> None:
        """Empty books of the tables that a pack describes."""
        told = [
            yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((pack / "watch/sources").iterdir())
        ]
        self.books = {name: _book(name, one) for system in told for name, one in system["sources"].items()}
        self.rows: dict[str, dict[Row, Row]] = {name: {} for name in self.books}
        self.changes: list[Change] = []
        self._keeps, self._written, self._numbers = keeps_changes, 0, dict[str, int]()

    def number(self, letter: str) -> str:
        """The next number of a kind of record."""
        self._numbers[letter] = found = self._numbers.get(letter, 0) + 1
        return f"{letter}{found:07}"

    def enter(self, source: str, day: date, **facts: Any) -> None:
        """A row is written, in place of an earlier one of the same identity."""
        book = self.books[source]
        row = tuple(map(facts.pop, book.columns, [None] * len(book.columns)))
        if facts:
            raise KeyError(f"{source} has no {', '.join(facts)}")
        self._put(book, day, row)

    def amend(self, source: str, day: date, *identity: Any, **facts: Any) -> None:
        """Something of a row is written anew."""
        book = self.books[source]
        known = dict(zip(book.columns, self.rows[source][identity], strict=True))
        self._put(book, day, tuple({**known, **facts}[name] for name in book.columns))

    def strike(self, source: str, day: date, *identity: Any) -> None:
        """A row is taken away."""
        self._tell(day, source, "delete", self.rows[source].pop(identity))

    def table(self, source: str) -> Iterator[Row]:
        """The rows of a table as they are now."""
        return iter(self.rows[source].values())

    def _put(self, book: Book, day: date, row: Row) -> None:
        self.rows[book.source][book.identity(row)] = row
        self._tell(day, book.source, "upsert", row)

    def _tell(self, day: date, source: str, op: str, row: Row) -> None:
        self._written += 1
        if self._keeps:
            self.changes.append(Change(self._written, day, source, op, row))


def _book(name: str, told: dict[str, Any]) -> Book:
    columns = tuple(told["columns"])
    types = tuple(one["type"] for one in told["columns"].values())
    return Book(name, columns, types, tuple(columns.index(one) for one in told["row"]))
