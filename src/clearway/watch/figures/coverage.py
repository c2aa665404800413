"""Coverage: which columns of which sources no scenario looks at, and which desks none is for."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec
from sqlglot import exp

from clearway.core.watch import KEY_CHANGES, LOOKING, Query, Scenario
from clearway.core.watch.languages import Words
from clearway.core.watch.scope import ORIGINS
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book


class Covered(msgspec.Struct, frozen=True):
    """A source: how many scenarios look at it, and the columns that none looks at."""

    source: str
    title: Words
    system: str
    scenarios: int
    columns: int
    unseen: tuple[str, ...]


class Desk(msgspec.Struct, frozen=True):
    """A desk as scenarios name it, and how many of them look for it."""

    name: str
    live: int
    trial: int


def coverage(book: Book) -> tuple[Covered, ...]:
    """Every source, those that nothing looks at first."""
    return _coverage(book.digest)


def desks(book: Book) -> tuple[Desk, ...]:
    """Every desk that a scenario names, whatever its state; those for which none looks first."""
    names = sorted({one.card.owner for one in book.scenarios})
    found = [
        Desk(name, *(sum(one.card.owner == name and one.card.status == status for one in book.scenarios)
                     for status in ("live", "trial")))
        for name in names
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.live + one.trial, one.name)))


@lru_cache(maxsize=2)
def _coverage(digest: str) -> tuple[Covered, ...]:
    book = rulebook.current()
    if book is None or book.digest != digest:
        return ()
    looking = [one for one in book.scenarios if one.card.status in LOOKING]
    seen = {pair for one in looking for pair in columns_of(one)}
    found = []
    # Changes of keys are asked by linkage, for every scenario.
    for table in (one for one in book.sources.tables.values() if one != KEY_CHANGES):
        unseen = tuple(one.name for one in table.columns if (table.name, one.name) not in seen)
        number = sum(table.name in one.sources for one in looking)
        found.append(Covered(table.name, table.title, table.system, number, len(table.columns), unseen))
    return tuple(sorted(found, key=lambda one: (one.scenarios, -len(one.unseen), one.source)))


def columns_of(scenario: Scenario) -> frozenset[tuple[str, str]]:
    """The columns of sources that a scenario looks at."""
    texts = [one for one in (scenario.query, scenario.deadline) if one is not None]
    return frozenset(pair for one in texts for pair in _columns(one)) | frozenset(scenario.card.keys.items())


def _columns(query: Query) -> Iterator[tuple[str, str]]:
    for column in query.tree.find_all(exp.Column):
        yield from column.meta.get(ORIGINS, ())
