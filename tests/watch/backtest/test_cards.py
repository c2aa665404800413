"""Every card of the packs: its fixtures come out as they say, no condition can be dropped, and no day surprises."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from clearway.watch.backtest import public as backtest
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book, Case
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


#: So many days before and after the day of a fixture are looked at.
BEFORE, AFTER = timedelta(days=420), timedelta(days=200)


@pytest.mark.parametrize("number", ids(PLAUSIBLE))
def test_nothing_changes_between_two_days_that_a_deadline_names(number: str) -> None:
    """No simulated town lives through the second pack's days, so its fixtures do."""
    bench = backtest.Bench(book(PLAUSIBLE), book(PLAUSIBLE).scenario(number))
    try:
        for place, case in enumerate(bench.cases):

            def on(day: date, place: int = place, case: Case = case) -> str:
                return bench.outcome(place, msgspec.structs.replace(case, today=day), bench.scenario.query)

            days = [case.today - BEFORE, *_named(bench, place, case), case.today + AFTER]
            for day, following in pairwise(days):
                assert on(day) == on(following - timedelta(days=1)), f"{case.says}: {day} to {following}"
    finally:
        bench.close()


def _named(bench: backtest.Bench, number: int, case: Case) -> list[date]:
    """The days that a scenario's deadline names for a fixture."""
    if bench.scenario.deadline is None:
        return []

    def place(source: str) -> str:
        name = bench.engine.named(source)
        return name if source == "law" else f"(SELECT * FROM {name} WHERE clearway_case = {number})"

    first, last = case.today - BEFORE, case.today + AFTER
    due = {row[1] for row in bench.engine.rows(bench.scenario.deadline, first, place)}
    return sorted(day for day in due if day is not None and first < day < last)
