"""Back-tests: what a scenario would have found beside the version in force, on days of the past."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec

from clearway.core.watch import LAW, Found, Scenario, ScenarioRefused
from clearway.watch.authoring.files import path_of
from clearway.watch.backtest.public import Duck
from clearway.watch.intake import public as intake
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book


class Compared(msgspec.Struct, frozen=True):
    """A day of a back-test: what either version finds, and in what they differ."""

    day: date
    found: int
    money: Decimal
    was: int
    was_money: Decimal
    new: tuple[Found, ...]
    gone: tuple[Found, ...]
    changed: tuple[tuple[Found, Found], ...]


def compare(duck: Duck, written: Scenario, live: Scenario | None, days: Sequence[date]) -> Iterator[Compared]:
    """Ask both versions of the same records, day by day; where none is in force everything is new."""
    for day in days:
        after = duck.found(written, day)
        before = duck.found(live, day) if live is not None else {}
        yield Compared(
            day, len(after), _money(after), len(before), _money(before),
            tuple(one for key, one in sorted(after.items()) if key not in before),
            tuple(one for key, one in sorted(before.items()) if key not in after),
            tuple(
                (before[key], one)
                for key, one in sorted(after.items())
                if key in before and differs(before[key], one)
            ),
        )  # fmt: skip


def in_folder(folder: Path, pack: Path, scenario: str, text: str, days: Sequence[date]) -> Iterator[Compared]:
    """Another text of a scenario beside the one of the pack, over the records of a folder."""
    kept = rulebook.gather(pack)
    book = rulebook.read(kept, fixtures=False)
    before = next((one for one in book.scenarios if one.card.id == scenario), None)
    if before is None:
        known = tuple(one.card.id for one in book.scenarios)
        raise ScenarioRefused("WAT-044", found=scenario, allowed=known[:12])
    path = path_of(scenario, before.card.area)
    after = rulebook.single({**kept, path.replace(".yaml", ".sql"): text.encode()}, path, book)
    with Duck(book.law, threads=2) as duck:
        refused = duck.lay(folder, book.sources, before.sources | after.sources)
        for name in sorted(refused):
            raise refused[name]
        yield from compare(duck, after, before, days)


def differs(before: Found, after: Found) -> bool:
    """Whether two versions say something else of a case: in money, or under a name that both have."""
    said, told = dict(before.evidence), dict(after.evidence)
    return before.money != after.money or any(said[name] != told[name] for name in said.keys() & told.keys())


@contextmanager
def delivered(tenant: str, book: Book, scenarios: Sequence[Scenario], *, seconds: float) -> Iterator[Duck]:
    """An engine with the records of a government that scenarios ask for; it is stopped when its time is over."""
    with Duck(()) as duck, limited(duck, seconds):
        duck.take(LAW, intake.law_of(tenant))
        for name in sorted({source for one in scenarios for source in one.sources}):
            table = book.sources.table(name)
            duck.take(table, intake.rows_of(tenant, table))
        yield duck


@contextmanager
def limited(duck: Duck, seconds: float) -> Iterator[None]:
    """What an author asks takes so long at most."""
    stop = threading.Timer(seconds, duck.connection.interrupt)
    stop.daemon = True
    stop.start()
    try:
        yield
    finally:
        stop.cancel()


def _money(found: Mapping[str, Found]) -> Decimal:
    return sum((one.money or Decimal(0) for one in found.values()), Decimal(0))
