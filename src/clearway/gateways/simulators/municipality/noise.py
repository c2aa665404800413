"""Offices name one thing by different keys: some rows have another name of their partner than its register has.

Where somebody has told of a change of keys, it is among the records. Nothing else of a row is touched, so that what
is owed stays owed, and what is innocent stays so.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from clearway.gateways.simulators.municipality import naming, plates, strays
from clearway.gateways.simulators.municipality.books import Book, Row
from clearway.gateways.simulators.municipality.naming import STORIES, Name
from clearway.gateways.simulators.municipality.town import Town

DAY = timedelta(days=1)
_NUMBER: Final = re.compile(r"[A-Z]+\d{7}")


def fall(town: Town) -> None:
    """A share of the rows that point to a register names its partner otherwise."""
    if not town.plan.noise:
        return
    books, again = town.books, plates.used_again(town)
    names = _Names(town, frozenset(again))
    otherwise = {
        (source, identity): places
        for source, book in books.books.items()
        if book.pointers
        for identity, row in books.rows[source].items()
        if (places := dict(names.of(book, row)))
    }
    names.tell()
    books.name_otherwise(otherwise)
    plates.earlier(town, again)
    strays.fall(town)
    books.in_order()


class _Names:
    """The other names of things; each thing has one story."""

    def __init__(self, town: Town, settled: frozenset[str]) -> None:
        """Every register is known; what is settled has its story already."""
        self._town, self._settled = town, settled
        self._held = {
            register: {identity[0] for identity in town.books.rows[register]} - settled
            for register in STORIES
            if register in town.books.rows
        }
        self._known: dict[tuple[str, str], tuple[Name, date]] = {}
        self._written = town.books.first_days()
        self._used: dict[tuple[str, str], date] = {}

    def of(self, book: Book, row: Row) -> Iterator[tuple[int, tuple[str, str]]]:
        """The places of a row in which it names its partner otherwise, with the key and the other name."""
        for pointer in book.pointers:
            key = row[pointer.place]
            register = next((one for one in pointer.registers if key in self._held.get(one, ())), "")
            about = f"named/{book.source}/{pointer.place}/{book.identity(row)}"
            if (
                register
                and _NUMBER.fullmatch(key)
                and self._town.chance(about).happens("otherwise", self._town.plan.noise)
            ):
                day = row[pointer.day] if pointer.day is not None else None
                yield pointer.place, (key, self._name(register, key, day or self._town.today).key)
                written = self._written.get((book.source, book.identity(row)), self._town.today)
                self._used[register, key] = min(written, self._used.get((register, key), written))

    def tell(self) -> None:
        """Each change of a key is told when it happens, and no later than a row is written that goes by it.

        The register knows only the last key of a thing, so that until then nobody could say what such a row means.
        """
        for (register, key), (name, since) in self._known.items():
            for step in name.steps:
                later = sum(one.old == step.new for one in name.steps)
                naming.tell(self._town.books, register, step, since - DAY * 200 * later, by=self._used[register, key])

    def _name(self, register: str, key: str, day: date) -> Name:
        if (register, key) not in self._known:
            chance = self._town.chance(f"name/{register}/{key}")
            name = chance.one_of("story", STORIES[register])(key, chance)
            spread = chance.between("spread", -300, 0 if name.is_news else 300)
            self._known[register, key] = name, min(day + DAY * spread, self._town.today)
        return self._known[register, key][0]
