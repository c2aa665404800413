"""A parcel is split, the survey knows it at once and the register does not: the case is found all the same."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django.plugin import DjangoDbBlocker

from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from tests.watch.country import DEMOLAND, Town

LAND = {"parcel": "L1", "area": "900", "unit_value": "1000"}
OUTLINE = {
    "footprint": "F1", "parcel": "L1-1", "building": "B1", "holder": "P1", "holder_kind": "private", "overlap": "50",
    "seen_since": "2025-03-01", "checked_by": "site", "checked_on": "2025-06-01",
}  # fmt: skip
SPLIT = {"change": "C1", "numbers": "public_parcels", "kind": "split", "old_key": "L1", "new_key": "L1-1",
         "from_on": "2025-05-01"}  # fmt: skip
SCENARIO = "LD-24"


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def open_cases(town: Town) -> list[str]:
    """The parcels of findings that stand."""
    town.look()
    return sorted(key for scenario, key in findings.standing(town.code) if scenario == SCENARIO)


def test_a_building_on_a_part_that_the_register_does_not_know_yet() -> None:
    town = Town("split", DEMOLAND, day=date(2026, 3, 1))
    town.deliver("public_parcels", town.change(LAND))
    town.deliver("footprints", town.change(OUTLINE))
    assert open_cases(town) == []

    town.deliver("key_changes", town.change(SPLIT))
    assert open_cases(town) == ["L1"]

    # The register follows: the part is found under its own number, and the case with it.
    town.deliver("public_parcels", town.change({**LAND, "parcel": "L1-1"}))
    assert open_cases(town) == ["L1-1"]

    # The change of keys was a mistake, and so was the entry that followed it.
    town.deliver("public_parcels", town.change({"parcel": "L1-1"}, op="delete"))
    town.deliver("key_changes", town.change({"change": "C1"}, op="delete"))
    assert open_cases(town) == []
    rows = intake.rows_of(town.code, town.book.sources.table("footprints"))
    assert [row["parcel"] for row in rows] == ["L1-1"]
