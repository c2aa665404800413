"""A source with nothing new says so; one that is down is waited for: nothing is told that its ledger would refute."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from clearway.platform.events import log
from clearway.watch.findings import public as findings
from clearway.watch.intake.public import Batch, Change
from tests.watch.changes import Changes
from tests.watch.country import FIRST_DAY, Town, instant

SOURCES = ("allowances", "approvals", "assessments", "residents")
APPROVED = {"approval": "A1", "building": "B1", "approved_on": "2025-12-01", "value": "1000.00"}
ASSESSED = {"assessment": "T1", "building": "B1", "assessed_on": "2026-02-01", "amount": "28.00"}
Day = Mapping[str, Sequence[Change]]
Told = set[tuple[str, str]]


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def lived(name: str, days: Sequence[Day], *, down: str = "", silent: frozenset[int] = frozenset()) -> list[Told]:
    """Days of a town as its systems deliver them; what was told on each of them, once."""
    town = Town(name)
    numbers = dict.fromkeys(SOURCES, 0)
    held: list[Batch] = []
    told: list[Told] = []
    for place, day in enumerate(days):
        town.tick(FIRST_DAY + timedelta(days=place))
        before = _told(town)
        town.told()
        for source in SOURCES:
            numbers[source] += 1
            ends = instant(town.day + timedelta(days=1))
            batch = Batch(town.code, source, numbers[source], ends, tuple(day.get(source, ())))
            if source == down and place in silent:
                held.append(batch)
                continue
            for one in [*held, batch] if source == down else [batch]:
                assert findings.deliver(one, town.book, at=ends).outcome == "applied"
            held = [] if source == down else held
        town.look()
        town.told()
        told.append(set(_told(town)) - set(before))
        assert set(_told(town).values()) <= {1}
    return told


def _told(town: Town) -> dict[tuple[str, str, int], int]:
    """How often each finding of a town was told."""
    found = findings.findings(tenants=[town.code], states=("seen", "open", "settled"), limit=10_000)
    times = {
        (one.scenario, one.case_key, one.number): sum(
            told.type == "watch.finding-told.v1" for told in log.about(f"finding/{one.number}")
        )
        for one in found
    }
    return {about: number for about, number in times.items() if number}


def cases(told: Sequence[Told]) -> list[set[tuple[str, str]]]:
    """What was told, without the numbers of findings."""
    return [{(scenario, key) for scenario, key, _ in some} for some in told]  # type: ignore[misc] - three of them.


def test_a_source_with_nothing_new_lets_findings_be_told() -> None:
    days: list[Day] = [{}, {"approvals": (Change("upsert", 1, APPROVED),)}]
    assert cases(lived("beats", days)) == [set(), {("XT-01", "B1")}]


def test_while_the_ledger_is_down_nothing_is_claimed_that_it_refutes() -> None:
    changes = {"approvals": (Change("upsert", 1, APPROVED),), "assessments": (Change("upsert", 2, ASSESSED),)}
    other = {"approvals": (Change("upsert", 3, APPROVED | {"approval": "A2", "building": "B2"}),)}
    days: list[Day] = [{}, changes, other, {}, {}]
    told = cases(lived("down", days, down="assessments", silent=frozenset({1, 2})))
    assert told == [set(), set(), set(), {("XT-01", "B2")}, set()], "the assessed building was never told of"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32), st.sampled_from(SOURCES), st.integers(1, 3))
def test_what_is_told_while_a_source_is_down_was_told_where_it_was_not(seed: int, down: str, first: int) -> None:
    chance = Random(seed)
    pool = Changes(Town("pool", day=date(2026, 1, 20)), chance)
    number = 0
    days: list[Day] = []
    for _ in range(6):
        day: dict[str, list[Change]] = {}
        for _ in range(chance.randint(0, 5)):
            number += 1
            source = chance.choice(SOURCES)
            change = pool._change(source)
            day.setdefault(source, []).append(Change(change.op, number, change.row))
        days.append(day)
    silent = frozenset(range(first, first + 2))

    whole = cases(lived(f"whole-{seed}", days))
    late = cases(lived(f"late-{seed}", days, down=down, silent=silent))

    known: set[tuple[str, str]] = set()
    for place in range(len(days)):
        known |= whole[place]
        if place in silent:
            assert late[place] <= known, (place, late[place] - known)
    assert set().union(*late) <= known
