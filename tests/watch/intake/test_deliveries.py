"""Deliveries are applied whole or set aside whole, and in whatever order they come the latest change stands."""

from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

from clearway.platform.events import log
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from tests.watch.country import Town, instant

ROW = {"approval": "A1", "building": "B1", "approved_on": "2025-12-01", "value": "1000.00"}


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def values(town: Town) -> list[str]:
    """What the buildings are worth."""
    return sorted(str(row["value"]) for row in intake.rows_of(town.code, town.book.sources.table("approvals")))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_latest_change_stands_in_whatever_order_they_come(order: tuple[int, ...]) -> None:
    town = Town("order")
    changes = [
        town.change(ROW, changed=5),
        town.change({"approval": "A1"}, op="delete", changed=6),
        town.change(ROW | {"value": "2.00"}, changed=7),
    ]
    for place in order:
        town.deliver("approvals", changes[place])
    assert values(town) == ["2.00"]


def test_a_deleted_row_does_not_come_back_with_an_older_change() -> None:
    town = Town("gone")
    town.deliver("approvals", town.change({"approval": "A1"}, op="delete", changed=6))
    town.deliver("approvals", town.change(ROW, changed=5))
    assert values(town) == []


def test_a_row_that_moves_to_another_case_is_looked_at_in_both() -> None:
    town = Town("moves")
    town.deliver("approvals", town.change(ROW))
    town.look()
    town.deliver("approvals", town.change(ROW | {"building": "B2"}))
    town.look()
    assert town.states() == {("XT-01", "B1"): "settled", ("XT-01", "B2"): "seen"}


POISON: list[tuple[dict[str, Any], str]] = [
    ({"value": 12.5}, "WAT-061"),
    ({"value": "12.345"}, "WAT-061"),
    ({"value": "many"}, "WAT-061"),
    ({"approved_on": "2026-02-30"}, "WAT-061"),
    ({"building": "B\x001"}, "WAT-061"),
    ({"value": "9" * 17}, "WAT-061"),
    ({"approval": None}, "WAT-062"),
    ({"colour": "red"}, "WAT-062"),
]


@pytest.mark.parametrize(("fault", "code"), POISON)
def test_a_poisoned_delivery_is_set_aside_whole_with_reasons(fault: dict[str, Any], code: str) -> None:
    town = Town("poison")
    taken = town.deliver("approvals", town.change(ROW), town.change(ROW | {"approval": "A2"} | fault))
    assert (taken.outcome, values(town)) == ("aside", [])
    assert (taken.reasons[0].code, taken.reasons[0].row) == (code, 2)
    assert [one.number for one in intake.aside(town.code)] == [1]
    assert [told.type for told in log.about(f"tenant/{town.code}")] == ["watch.delivery-set-aside.v1"]

    town.numbers["approvals"] = 0
    assert town.deliver("approvals", town.change(ROW)).outcome == "applied", "delivered anew under its number"
    assert intake.aside(town.code) == ()


def test_a_repeated_delivery_changes_nothing_and_another_under_its_number_is_refused() -> None:
    town = Town("repeated")
    batch = town.batch("approvals", town.change(ROW))
    first, again = (findings.deliver(batch, town.book, at=instant()) for _ in range(2))
    assert (first.outcome, again.outcome, again.applied) == ("applied", "repeated", 1)
    other = town.deliver("approvals", town.change(ROW | {"value": "1.00"}), number=1)
    assert other.outcome == "aside"
    assert (other.is_other, other.reasons[0].code) == (True, "WAT-066")
    assert values(town) == ["1000.00"]


def test_one_change_number_for_two_rows_is_poison() -> None:
    town = Town("twice")
    taken = town.deliver("approvals", town.change(ROW, changed=3), town.change(ROW | {"value": "1.00"}, changed=3))
    assert taken.reasons[0].code == "WAT-065"


def test_a_source_that_is_not_described_delivers_nothing() -> None:
    town = Town("unknown")
    taken = town.deliver("gardens", town.change({"tree": "T1"}))
    assert taken.reasons[0].code == "WAT-064"
    assert [one.source for one in intake.aside(town.code)] == ["gardens"]
    assert intake.standing(town.code) == ()
