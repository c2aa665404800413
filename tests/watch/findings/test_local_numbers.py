"""A government sets a number of law: its findings follow from that day on, in it alone, and alike in full runs."""

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from clearway.core.watch import NumberRefused
from clearway.platform.events import log
from clearway.watch.backtest.proving import compared
from clearway.watch.findings import public as findings
from clearway.watch.foresight import public as foresight
from clearway.watch.foresight.public import Row
from clearway.watch.rulebook.public import local
from tests.watch.changes import Changes
from tests.watch.country import Town, instant

APPROVED = {"approval": "A1", "building": "B1", "approved_on": "2026-02-01", "value": "1000.00"}


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def sets(
    town: Town, amount: str, since: str = "2026-01-01", *, code: str = "filing_days", reason: str = "By-law 3"
) -> None:
    """A town sets a number."""
    said = local.Said(code, amount, since, reason)
    findings.local.set_number(said, book=town.book, tenant=town.code, by="user:kim", at=instant(town.day))


def evidence(town: Town) -> dict[str, str | None]:
    """What stands for the town's one building."""
    (one,) = findings.findings(tenants=[town.code], states=("seen", "open"), scenario="XT-01")
    return one.evidence


def test_a_shorter_time_finds_at_once_what_the_law_leaves_and_says_who_has_set_it() -> None:
    town = Town("shorter")
    town.deliver("approvals", town.change(APPROVED))
    town.look()
    assert town.states() == {}

    sets(town, "20")
    town.look()
    assert town.states() == {("XT-01", "B1"): "seen"}
    assert evidence(town)["set_by"] == f"{town.code} · kim"
    assert compared(town.code, town.book).unequal == ()

    sets(town, "", "2026-02-01")
    town.look()
    assert town.states() == {("XT-01", "B1"): "settled"}
    told = [one.facts for one in log.about(f"watch/{town.code}")]
    assert [(one["amount"], one["since"], one["reason"]) for one in told] == [
        ("20", "2026-01-01", "By-law 3"), (None, "2026-02-01", "By-law 3"),
    ]  # fmt: skip
    assert [one.amount for one in local.numbers(town.code)] == [None, 20]


def test_it_counts_in_that_government_alone_and_before_rows_are_saved_as_well() -> None:
    town = Town("alone")
    sets(town, "20")
    rows = [Row("approvals", "upsert", APPROVED)]

    (ahead,) = foresight.foresee(town.code, rows, town.book).ahead
    assert dict(ahead.after.evidence if ahead.after else ())["set_by"] == f"{town.code} · kim"
    assert foresight.foresee("another", rows, town.book).ahead == ()


def test_a_number_of_a_later_day_is_found_when_it_comes_and_outlives_another_edition() -> None:
    town = Town("later")
    town.deliver("approvals", town.change({**APPROVED, "approved_on": "2026-03-05"}))
    sets(town, "10", "2026-03-05")
    town.tick(date(2026, 3, 15))
    assert town.states() == {}
    town.tick(date(2026, 3, 16))
    assert town.states() == {("XT-01", "B1"): "seen"}

    findings.adopt(town.book, town.day, at=instant(town.day))
    town.look()
    assert evidence(town)["set_by"] == f"{town.code} · kim"


@pytest.mark.parametrize(
    ("said", "code", "passes"),
    [
        (("filing_days", "9", "2026-01-01", "x"), "WAT-070", "10 … 90"),
        (("filing_days", "91", "2026-01-01", "x"), "WAT-070", "10 … 90"),
        (("filing_days", "20.5", "2026-01-01", "x"), "WAT-070", "10 … 90"),
        (("filing_days", "many", "2026-01-01", "x"), "WAT-070", "10 … 90"),
        (("building_rate", "0.01", "2026-01-01", "x"), "WAT-071", "filing_days"),
        (("filing_days", "20", "2019-12-31", "x"), "WAT-072", "2020-01-01 … 2100-01-01"),
        (("filing_days", "20", "soon", "x"), "WAT-072", "2020-01-01 … 2100-01-01"),
        (("filing_days", "20", "2026-01-01", " "), "WAT-073", "1 … 500"),
    ],
)
def test_what_the_ministry_does_not_allow_is_refused_by_name(
    said: tuple[str, str, str, str], code: str, passes: str
) -> None:
    town = Town("refused")
    with pytest.raises(NumberRefused) as refused:
        sets(town, said[1], said[2], code=said[0], reason=said[3])
    assert (refused.value.code, refused.value.allowed) == (code, (passes,))
    assert local.numbers(town.code) == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_whatever_is_delivered_and_set_what_stands_is_what_full_runs_find(seed: int, steps: int) -> None:
    town = Town(f"set-{seed}-{steps}", day=date(2026, 1, 20))
    chance = Random(seed)
    changes = Changes(town, chance)
    for _ in range(steps):
        changes.step()
        if chance.random() < 0.4:
            amount = chance.choice(("", "10", "20", "45", "90"))
            sets(town, amount, chance.choice(("2020-01-01", "2025-11-15", "2026-01-25", "2026-06-01")))
    changes.settle()
    assert compared(town.code, town.book).unequal == ()
