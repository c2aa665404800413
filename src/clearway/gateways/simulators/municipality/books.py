"""The books of the offices: what each holds today, and every change in the order in which it was written."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from clearway.core.watch import KEY_CHANGES

Row = tuple[Any, ...]


class Pointer(NamedTuple):
    """Where in a row the key of another table's row stands, in which tables that may be, and where its day stands."""

    place: int
    registers: tuple[str, ...]
    day: int | None


class Book(NamedTuple):
    """One table of one office: its columns with their types, and where in a row that which identifies it stands.

    ``written`` says that its key may be written in several ways.
    """

    source: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    places: tuple[int, ...]
    pointers: tuple[Pointer, ...] = ()
    written: str = ""

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
        self.books[KEY_CHANGES.name] = _key_changes()
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

    def first_days(self) -> dict[tuple[str, Row], date]:
        """When each row was first written, by its table and identity, where changes are kept."""
        found: dict[tuple[str, Row], date] = {}
        for change in self.changes:
            about = change.source, self.books[change.source].identity(change.row)
            found[about] = min(change.day, found.get(about, change.day))
        return found

    def name_otherwise(self, names: Mapping[tuple[str, Row], Mapping[int, tuple[str, str]]]) -> None:
        """Rows say another text in some places, now and in all that was ever written of them."""
        for (source, identity), places in names.items():
            row = _said(self.rows[source].pop(identity), places)
            self.rows[source][self.books[source].identity(row)] = row
        for number, change in enumerate(self.changes):
            told = names.get((change.source, self.books[change.source].identity(change.row)))
            if told:
                self.changes[number] = change._replace(row=_said(change.row, told))

    def in_order(self) -> None:
        """What was entered later of earlier days stands among the changes where it belongs."""
        self.changes.sort(key=lambda change: change.day)
        self.changes = [change._replace(number=number) for number, change in enumerate(self.changes, start=1)]

    def _put(self, book: Book, day: date, row: Row) -> None:
        self.rows[book.source][book.identity(row)] = row
        self._tell(day, book.source, "upsert", row)

    def _tell(self, day: date, source: str, op: str, row: Row) -> None:
        self._written += 1
        if self._keeps:
            self.changes.append(Change(self._written, day, source, op, row))


def _said(row: Row, places: Mapping[int, tuple[str, str]]) -> Row:
    """A row in which one text stands for another, in some places."""
    said = list(row)
    for place, (before, after) in places.items():
        if said[place] == before:
            said[place] = after
    return tuple(said)


def _book(name: str, told: dict[str, Any]) -> Book:
    columns = tuple(told["columns"])
    types = tuple(one["type"] for one in told["columns"].values())
    row = tuple(columns.index(one) for one in told["row"])
    pointers = tuple(
        Pointer(place, _several(one["refers"]), columns.index(one["day"]) if "day" in one else None)
        for place, one in enumerate(told["columns"].values())
        if "refers" in one
    )
    return Book(name, columns, types, row, pointers, told["columns"][told["row"][0]].get("written", ""))


def _several(said: str | list[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def _key_changes() -> Book:
    columns = tuple(one.name for one in KEY_CHANGES.columns)
    types = tuple(str(one.type) for one in KEY_CHANGES.columns)
    return Book(KEY_CHANGES.name, columns, types, tuple(map(columns.index, KEY_CHANGES.row)))
