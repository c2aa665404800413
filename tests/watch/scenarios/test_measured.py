"""The scenarios of the pack find what a municipality forgets, and leave alone what is innocent."""

import os
from datetime import date, timedelta

import pytest

from clearway.core.watch import Scenario
from clearway.gateways.simulators.municipality.life import lived
from clearway.gateways.simulators.municipality.town import Plan
from clearway.watch.backtest.duck import Duck
from clearway.watch.rulebook.reading import Book
from tests.watch.scenarios.measuring import MEASURABLE, Measured, as_told, book, filled, lines, measure, wilson

PROVE = os.environ.get("CLEARWAY_PROVE") == "1"
#: Seeds that nobody looked at while scenarios and simulator were written.
SEEDS = range(7201, 7211) if PROVE else range(7201, 7202)
SIZE, PREVALENCE = (20_000, 0.001) if PROVE else (400, 0.05)
#: So many innocent cases for a forgotten one are drawn that chance leaves three for each.
DECOYS = 6.0


@pytest.fixture(scope="module")
def rules() -> Book:
    """The pack's rulebook."""
    return book()


def plan(seed: int, *, is_clean: bool = False) -> Plan:
    """The town of a seed."""
    return Plan(seed=seed, size=SIZE, prevalence=PREVALENCE, decoys=DECOYS, is_clean=is_clean)


@pytest.fixture(scope="module")
def found(rules: Book) -> dict[str, Measured]:
    """What was found in towns of unseen seeds."""
    measured = measure(rules, (plan(seed) for seed in SEEDS))
    print("\n" + "\n".join(lines(measured)))  # noqa: T201 - what a proof has to say.
    return measured


def test_nearly_everything_forgotten_is_found(found: dict[str, Measured]) -> None:
    """Recall of at least 0.98 per scenario, of the cases and of the money."""
    assert any(one.forgotten for one in found.values())
    for name, one in found.items():
        assert one.right >= 0.98 * one.forgotten, name
        assert one.money_found >= one.money * 98 / 100, name


def test_hardly_anything_innocent_is_found(found: dict[str, Measured]) -> None:
    """Precision of at least 0.90 per scenario, with three decoys for each case."""
    for name, one in found.items():
        assert one.right >= 0.9 * (one.right + one.wrong), name
        if one.looked_at * PREVALENCE >= MEASURABLE:
            assert one.decoys >= 3 * one.forgotten, name


def test_the_money_is_what_the_law_says_to_the_cent(found: dict[str, Measured]) -> None:
    """The simulator reckons it in its own way."""
    assert {name: one.money_differs for name, one in found.items() if one.money_differs} == {}


def test_without_links_the_noise_of_keys_would_be_felt(rules: Book) -> None:
    """What is forgotten would be missed, and what is innocent found."""
    one = measure(rules, [plan(SEEDS[0])], is_linked=False)
    assert sum(each.forgotten - each.right for each in one.values()) > 0
    assert sum(each.wrong for each in one.values()) > len(one) // 4


def test_a_clean_municipality_is_silent(rules: Book) -> None:
    """Nothing was forgotten in it, whatever it looks like."""
    for seed in SEEDS:
        town = lived(plan(seed, is_clean=True))
        with filled(rules, town) as duck:
            told = {one.card.id: sorted(duck.found(one, town.today)) for one in rules.scenarios}
        assert {name: keys for name, keys in told.items() if keys} == {}
        assert town.innocent


def test_a_clean_municipality_was_silent_on_days_before(rules: Book) -> None:
    """Whoever follows what it tells day by day is never told of what only looks forgotten."""
    for seed in SEEDS if PROVE else (SEEDS[0], 1):
        town = lived(plan(seed, is_clean=True)._replace(size=2_000 if PROVE else 200, keeps_changes=True))
        for ago in (400, 200, 45):
            day = town.today - timedelta(days=ago)
            as_told(town, day)
            with filled(rules, town) as duck:
                told = {one.card.id: sorted(duck.found(one, day)) for one in rules.scenarios}
            assert {name: keys for name, keys in told.items() if keys} == {}


def test_what_a_day_changes_is_told_by_a_deadline(rules: Book) -> None:
    """Where no row changes, the answer for a key changes only on a day that the scenario's deadline has named before.

    Where not everything is proved, only those weeks are looked at day by day in which an answer has changed.
    """
    town = lived(Plan(seed=77, size=500 if PROVE else 120, prevalence=0.06))
    days = range(700 if PROVE else 84, 0, -1 if PROVE else -7)
    changed = 0
    with filled(rules, town) as duck:
        for scenario in rules.scenarios:
            before = duck.found(scenario, town.today - timedelta(days=days[0]))
            for back in days:
                first, last = town.today - timedelta(days=back), town.today - timedelta(days=back + days.step)
                after = duck.found(scenario, last)
                if after != before:
                    changed += _walked(duck, scenario, first, last)
                before = after
    assert changed, "there is a day that changes something"


def _walked(duck: Duck, scenario: Scenario, first: date, last: date) -> int:
    """How many answers change between two days, each on a day that was named the day before."""
    changed, before, day = 0, duck.found(scenario, first), first
    while day < last:
        told = duck.rows(scenario.deadline, day) if scenario.deadline is not None else []
        day += timedelta(days=1)
        after = duck.found(scenario, day)
        other = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        assert other <= {str(row[0]) for row in told if row[1] == day}, f"{scenario.card.id} on {day}"
        changed, before = changed + len(other), after
    return changed


@pytest.mark.parametrize(
    ("right", "of", "low", "high"), [(10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278), (98, 100, 0.930, 0.994)]
)
def test_an_interval_is_as_wilson_has_it(right: int, of: int, low: float, high: float) -> None:
    """Against worked values."""
    assert wilson(right, of) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))
