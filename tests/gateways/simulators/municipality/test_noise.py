"""A town names things by different keys; linked, it is the town it would be if everybody named them alike."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from clearway.core.watch import KEY_CHANGES
from clearway.core.watch.linking import HOWS, points
from clearway.gateways.simulators.municipality import naming
from clearway.gateways.simulators.municipality.life import lived
from clearway.gateways.simulators.municipality.town import FIRST, Plan, Town
from clearway.gateways.simulators.registers.chance import Chance
from clearway.watch.rulebook import public as rulebook
from tests.watch.country import DEMOLAND
from tests.watch.linkage.scratch import linked

SOURCES = rulebook.read(rulebook.gather(DEMOLAND)).sources
Rows = dict[str, list[dict[str, Any]]]


def of(noise: float, *, is_clean: bool = False) -> Town:
    """The same town, with more or less noise."""
    return lived(Plan(seed=41, size=150, prevalence=0.05, noise=noise, is_clean=is_clean, keeps_changes=True))


def rows(town: Town) -> Rows:
    """What its offices hold, by source."""
    return {
        source: [dict(zip(book.columns, row, strict=True)) for row in town.books.table(source)]
        for source, book in town.books.books.items()
    }


@pytest.fixture(scope="module")
def quiet() -> Town:
    """A town in which everybody names everything as its register does."""
    return of(0)


@pytest.fixture(scope="module")
def noisy() -> Town:
    """The same, where half of the rows that can name their partners otherwise."""
    return of(0.5)


def test_linked_it_is_the_town_it_would_be_without_noise(quiet: Town, noisy: Town) -> None:
    found = linked(rows(noisy), SOURCES)
    back = {linked_by: plate for plate, linked_by in noisy.renamed.items()}
    for source, known in rows(quiet).items():
        told = Counter(tuple(map(str, row.values())) for row in known)
        told -= Counter(tuple(back.get(str(cell), str(cell)) for cell, _ in row.values()) for row in found[source])
        assert not told, f"{source}: {told}"


def test_what_is_owed_stays_owed_under_the_keys_by_which_cases_are_linked(quiet: Town, noisy: Town) -> None:
    assert noisy.renamed
    named = {(scenario, noisy.renamed.get(key, key)): money for (scenario, key), money in quiet.truth().items()}
    assert noisy.truth() == named
    assert noisy.innocent == quiet.innocent


def test_half_of_the_rows_that_can_be_are_named_otherwise_in_every_way(quiet: Town, noisy: Town) -> None:
    """Whether they are of something forgotten, of a decoy or of neither."""
    found = linked(rows(noisy), SOURCES)
    ways: Counter[tuple[str, str | None]] = Counter()
    for source, table in SOURCES.tables.items():
        for column in table.columns:
            if points(column, source) and set(column.refers) & naming.STORIES.keys():
                ways.update((f"{source}.{column.name}", row[column.name][1]) for row in found[source])
    of_all = Counter[str]()
    for (_, how), many in ways.items():
        of_all[str(how)] += many
    assert set(HOWS) <= of_all.keys()
    otherwise = sum(of_all[how] for how in ("split", "merge", "renumber", "variant"))
    assert 0.4 < otherwise / (otherwise + of_all["direct"]) < 0.6


def test_some_of_the_usual_town_is_named_otherwise() -> None:
    """About one row in fifty."""
    town = lived(Plan(seed=41, size=150, prevalence=0.05))
    found = linked(rows(town), SOURCES)
    hows = Counter(
        row[column.name][1]
        for source, table in SOURCES.tables.items()
        for column in table.columns
        if points(column, source)
        for row in found[source]
    )
    otherwise = sum(hows[how] for how in ("split", "merge", "renumber", "variant"))
    assert hows["direct"] / 100 < otherwise < hows["direct"] / 30


def test_deliveries_tell_of_the_noise_in_the_order_of_days(noisy: Town) -> None:
    days = [change.day for change in noisy.books.changes]
    assert days == sorted(days)
    assert FIRST <= days[0]
    assert days[-1] <= noisy.today
    assert [change.number for change in noisy.books.changes] == list(range(1, len(days) + 1))
    last: dict[tuple[str, Any], Any] = {}
    for change in noisy.books.changes:
        identity = noisy.books.books[change.source].identity(change.row)
        last[change.source, identity] = change.row if change.op == "upsert" else None
    held = {(source, identity): row for source, kept in noisy.books.rows.items() for identity, row in kept.items()}
    assert {about: row for about, row in last.items() if row is not None} == held


def test_a_clean_town_has_the_noise_too() -> None:
    assert {one["kind"] for one in rows(of(0.5, is_clean=True))[KEY_CHANGES.name]} == {
        "split", "merge", "renumber", "re-use", "variant",
    }  # fmt: skip


@pytest.mark.parametrize("register", naming.STORIES)
def test_other_names_are_never_the_number_of_another(register: str) -> None:
    """And where changes follow one another, each begins where the one before has ended."""
    for number in range(30):
        key, chance = f"L{number:07}", Chance(3, f"{register}/{number}")
        for story in naming.STORIES[register]:
            name = story(key, chance)
            assert name.key != key
            ends = [step.old if name.is_news else step.new for step in name.steps]
            assert not name.steps or ends[-1] == key
            assert not name.key.startswith("L0") or name.key.startswith(key)


def test_a_change_is_told_on_its_day_and_earlier_only_for_a_row_that_goes_by_it(noisy: Town) -> None:
    """So that whoever follows day by day can always say what a row means."""
    books = noisy.books
    told = {change.row[0]: change for change in books.changes if change.source == KEY_CHANGES.name}
    used: dict[tuple[str, str], date] = {}
    for change in books.changes:
        for pointer in books.books[change.source].pointers:
            for register in pointer.registers:
                used.setdefault((register, change.row[pointer.place]), change.day)
    early = 0
    for number, day, _, _, (_, register, kind, old, new, since) in told.values():
        assert number
        other = old if (new,) in books.rows[register] else new
        if kind not in ("re-use", "merge") and (register, other) in used:
            assert day <= used[register, other]
        early += day < since
    assert 0 < early < len(told)
