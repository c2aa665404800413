"""Every card of the packs: its fixtures come out as they say, and none of its conditions can be dropped."""

from pathlib import Path

import pytest

from clearway.watch.backtest import public as backtest
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book
from tests.watch.country import DEMOLAND, PACK, PLAUSIBLE

_BOOKS: dict[Path, Book] = {}


def book(pack: Path) -> Book:
    """A pack's book with what it extends, read once."""
    if pack not in _BOOKS:
        _BOOKS[pack] = rulebook.read(rulebook.gather(pack))
    return _BOOKS[pack]


def ids(pack: Path) -> list[str]:
    """The ids of a pack's own cards, by their files: a pack that cannot be read fails in its tests, not before."""
    files = (path for path in (pack / "watch").glob("*/*.yaml") if path.parent.name != "sources")
    return sorted(path.stem for path in files if not path.name.endswith(".cases.yaml"))


CARDS = [pytest.param(pack, one, id=one) for pack in (PACK, DEMOLAND, PLAUSIBLE) for one in ids(pack)]


@pytest.mark.parametrize(("pack", "number"), CARDS)
def test_fixtures_come_out_as_they_say(pack: Path, number: str) -> None:
    assert [str(one) for one in backtest.check(book(pack), book(pack).scenario(number))] == []


@pytest.mark.parametrize(("pack", "number"), CARDS)
def test_no_condition_can_be_dropped_unnoticed(pack: Path, number: str) -> None:
    bench = backtest.Bench(book(pack), book(pack).scenario(number))
    try:
        assert [one.condition for one in bench.survivors()] == []
    finally:
        bench.close()
