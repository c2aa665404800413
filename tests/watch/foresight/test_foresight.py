"""What is foretold of rows before they are saved is what happens once they are; and nothing is written meanwhile."""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from clearway.core.watch import Found
from clearway.gateways.simulators.municipality.life import lived
from clearway.gateways.simulators.municipality.town import Plan
from clearway.platform.database import hot
from clearway.watch.findings import public as findings
from clearway.watch.foresight import public as foresight
from clearway.watch.foresight.public import Row
from clearway.watch.intake.public import Batch
from tests.watch.changes import Changes
from tests.watch.country import DEMOLAND, PACK, Town, instant

PROVE = os.environ.get("CLEARWAY_PROVE") == "1"
APPROVED = {"approval": "A1", "building": "B1", "approved_on": "2025-12-01", "value": "1000.00"}
ASSESSED = {"assessment": "T1", "building": "B1", "assessed_on": "2026-02-01", "amount": "28.00"}
Told = dict[tuple[str, str], tuple[str, Found | None]]


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def plain(found: Found | None) -> Found | None:
    """A finding with its evidence in one order."""
    return found and Found(found.case_key, found.money, tuple(sorted(found.evidence)))


def foretold(town: Town, batches: Sequence[Batch]) -> tuple[Told, frozenset[str]]:
    """What becomes of each case if these batches were delivered, and the scenarios that cannot say."""
    rows = [Row(one.source, change.op, change.row) for one in batches for change in one.changes]
    said = foresight.foresee(town.code, rows, town.book)
    return {(one.scenario, one.case_key): (one.what, plain(one.after)) for one in said.ahead}, frozenset(said.later)


def happened(before: dict[tuple[str, str], Found], after: dict[tuple[str, str], Found]) -> Told:
    """What became of each case."""
    told: Told = dict.fromkeys(before.keys() - after.keys(), ("settled", None))
    told |= {about: ("opened", after[about]) for about in after.keys() - before.keys()}
    told |= {
        about: ("changed", after[about]) for about in before.keys() & after.keys() if before[about] != after[about]
    }
    return told


def must_come_true(changes: Changes, town: Town) -> int:
    """Rows are asked about, then saved: what was foretold happens; how many cases there were."""
    town.look()
    batches = [changes._batch() for _ in range(changes.chance.choice((1, 1, 2)))]
    before = findings.standing(town.code)
    told, later = foretold(town, batches)
    assert findings.standing(town.code) == before
    for batch in batches:
        changes._give(batch)
    town.look()
    came = happened(before, findings.standing(town.code))
    assert told == {about: one for about, one in came.items() if about[0] not in later}
    return len(told)


def test_an_approval_is_told_what_it_would_open_and_the_assessment_what_it_would_settle() -> None:
    town = Town("ahead")
    (one,) = foresight.foresee(town.code, [Row("approvals", "upsert", APPROVED)], town.book).ahead
    assert (one.what, one.scenario, one.case_key, one.number) == ("opened", "XT-01", "B1", None)
    said = foresight.said(one, town.book, "en")
    assert (said.explanation, said.clears, said.money) == ("Approval A1.", "An assessment.", "34.00")

    town.deliver("approvals", town.change(APPROVED))
    town.look()
    (one,) = foresight.foresee(town.code, [Row("assessments", "upsert", ASSESSED)], town.book).ahead
    said = foresight.said(one, town.book, "ko")
    assert (said.what, said.law, said.money, said.money_before) == ("settled", "Act 2019, ss. 1 and 2", None, "34.00")
    assert said.finding == findings.findings(tenants=[town.code], states=("seen",))[0].number
    both = [Row("approvals", "upsert", APPROVED), Row("assessments", "upsert", ASSESSED)]
    assert [one.what for one in foresight.foresee(town.code, both, town.book).ahead] == ["settled"]


def test_rows_that_would_be_set_aside_are_refused_with_reasons() -> None:
    town = Town("refused")
    rows = [Row("approvals", "upsert", APPROVED | {"value": "many"}), Row("gardens", "upsert", {})]
    with pytest.raises(foresight.NotForeseen) as refused:
        foresight.foresee(town.code, rows, town.book)
    assert [(one.code, one.row) for one in refused.value.reasons] == [("WAT-061", 1), ("WAT-064", 2)]


def test_what_cannot_be_calculated_keeps_nothing_else_from_being_foretold() -> None:
    town = Town("halves")
    town.deliver("residents", town.change({"person": "P1", "died_on": "2026-02-01"}))
    town.look()
    paid = {"payment": 1, "worker": 7, "dependant": "P1", "paid_on": "2026-02-10", "amount": "99999999.00"}
    said = foresight.foresee(
        town.code, [Row("allowances", "upsert", paid), Row("approvals", "upsert", APPROVED)], town.book
    )
    assert ([one.scenario for one in said.ahead], said.later) == (["XT-01"], ("XT-02",))
    assert foresight.foresee(town.code, [Row("residents", "delete", {"person": "P1"})], town.book).later == ("XT-02",)


def test_of_another_government_nothing_is_known() -> None:
    town = Town("mine")
    town.deliver("approvals", town.change(APPROVED))
    town.look()
    assert foresight.foresee("another", [Row("assessments", "upsert", ASSESSED)], town.book).ahead == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_what_is_foretold_comes_true(seed: int, steps: int) -> None:
    town = Town(f"true-{seed}-{steps}", day=date(2026, 1, 20))
    changes = Changes(town, Random(seed))
    for _ in range(steps):
        changes.step()
        must_come_true(changes, town)


@pytest.mark.proof
@pytest.mark.parametrize("pack", [PACK, DEMOLAND], ids=["two", "demoland"])
def test_many_rows_come_true(pack: Path) -> None:
    """With every scenario of the country; thousands of questions where everything is proved."""
    town = Town(f"foretold-{pack.name}", pack, day=date(2025, 6, 1))
    changes = Changes(town, Random(20261123))
    cases = 0
    for _ in range(3_000 if PROVE else 40):
        for _ in range(2):
            changes.step()
        cases += must_come_true(changes, town)
    assert cases > 0


def test_a_question_takes_two_trips_however_many_scenarios_it_touches(monkeypatch: pytest.MonkeyPatch) -> None:
    trips: list[str] = []
    execute, leave = hot.CountingConnection.execute, psycopg.Pipeline.__exit__

    def asked(self: Any, *given: Any, **named: Any) -> Any:
        if self._pipeline is None:
            trips.append("alone")
        return execute(self, *given, **named)

    def left(self: Any, *given: Any) -> Any:
        trips.append("pipeline")
        return leave(self, *given)

    town = Town("trips", DEMOLAND, day=date(2026, 1, 20))
    levy = {"levy": "V1", "basis": "B1"}
    touched = [one for one in town.book.scenarios if "duty_levies" in one.card.keys]
    assert len(touched) > 10
    foresight.foresee(town.code, [Row("duty_levies", "upsert", levy)], town.book)
    monkeypatch.setattr(hot.CountingConnection, "execute", asked)
    monkeypatch.setattr(psycopg.Pipeline, "__exit__", left)
    foresight.foresee(town.code, [Row("duty_levies", "upsert", levy)], town.book)
    assert trips == ["pipeline", "pipeline"]


LAND = {"parcel": "L2", "area": "900", "unit_value": "1000"}
OUTLINE = {
    "footprint": "F1", "parcel": "L1", "building": "B1", "holder": "P1", "holder_kind": "private", "overlap": "50",
    "seen_since": "2025-03-01", "checked_by": "site", "checked_on": "2025-06-01",
}  # fmt: skip
RENUMBERED = {"change": "C1", "numbers": "public_parcels", "kind": "renumber", "old_key": "L1", "new_key": "L2",
              "from_on": "2025-05-01"}  # fmt: skip


def opened(town: Town, *rows: Row) -> list[tuple[str, str]]:
    """The cases that rows would open."""
    return [(one.scenario, one.case_key) for one in foresight.foresee(town.code, rows, town.book).ahead]


def test_a_row_that_names_a_renumbered_parcel_is_asked_about_as_its_linked_one() -> None:
    town = Town("renumbered", DEMOLAND, day=date(2026, 3, 1))
    row = Row("footprints", "upsert", OUTLINE)
    town.deliver("key_changes", town.change(RENUMBERED))
    assert opened(town, row) == []
    assert opened(town, row, Row("public_parcels", "upsert", LAND)) == [("LD-24", "L2")], "it comes along"

    town.deliver("public_parcels", town.change(LAND))
    assert opened(town, row) == [("LD-24", "L2")]
    assert opened(town, row, Row("public_parcels", "delete", {"parcel": "L2"})) == [], "it goes"
    town.deliver("footprints", town.change(OUTLINE))
    town.look()
    assert ("LD-24", "L2") in findings.standing(town.code)
    (one,) = foresight.foresee(town.code, [Row("footprints", "delete", {"footprint": "F1"})], town.book).ahead
    assert (one.what, one.case_key) == ("settled", "L2")


def test_a_plate_that_was_used_again_is_asked_about_by_its_day() -> None:
    town = Town("plates", DEMOLAND, day=date(2026, 3, 1))
    vehicle = {"vehicle": "V1", "owner": "P1", "fuel": "petrol", "litres": "2", "registered_on": "2025-05-01"}
    again = {"change": "C1", "numbers": "vehicles", "kind": "re-use", "old_key": "V1", "new_key": "V1",
             "from_on": "2025-05-01"}  # fmt: skip
    earlier = {"policy": "IP1", "vehicle": "v-1", "since": "2024-01-01", "until": "2024-12-31"}
    town.deliver("key_changes", town.change(again))
    rows = [Row("vehicles", "upsert", vehicle), Row("vehicle_policies", "upsert", earlier)]
    assert opened(town, *rows) == [("LD-22", "V1@2025-05-01")], "the earlier vehicle's policy covers nothing"
    covered = {"policy": "IP2", "vehicle": "v-1", "since": "2025-05-01", "until": "2027-01-01"}
    assert opened(town, *rows, Row("vehicle_policies", "upsert", covered)) == []


@pytest.mark.parametrize("seed", range(4))
def test_what_is_foretold_of_noisy_rows_comes_true(seed: int) -> None:
    """Row after row of a town in which many things are named by different keys."""
    lives = lived(Plan(seed=500 + seed, size=12, prevalence=0.1, noise=0.5, is_clean=False))
    town = Town(f"noisy-{seed}", DEMOLAND, day=lives.today)
    chance = Random(seed)
    asked: list[tuple[str, dict[str, Any]]] = []
    for source, book in lives.books.books.items():
        rows = [dict(zip(book.columns, row, strict=True)) for row in lives.books.table(source)]
        if book.pointers:
            later = chance.sample(rows, min(3, len(rows)))
            asked += [(source, row) for row in later]
            rows = [row for row in rows if row not in later]
        if rows:
            town.deliver(source, *map(town.change, rows))
    town.look()
    cases = 0
    for source, row in chance.sample(asked, min(25, len(asked))):
        before = findings.standing(town.code)
        if any(column.refers == (source,) for column in town.book.sources.table(source).columns):
            continue
        batch = town.batch(source, town.change(row))
        told, later_on = foretold(town, [batch])
        findings.deliver(batch, town.book, at=instant(town.day, 1))
        town.look()
        came = happened(before, findings.standing(town.code))
        assert told == {about: one for about, one in came.items() if about[0] not in later_on}
        cases += len(told)
    assert cases
