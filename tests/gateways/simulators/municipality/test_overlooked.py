"""What is taxed, charged and fined is forgotten in each way that is watched, and looks forgotten for many reasons."""

import pytest

from clearway.gateways.simulators.municipality import (
    arrears,
    building,
    commons,
    estates,
    exemptions,
    handover,
    ledger,
    nightlife,
    parcels,
    people,
    places,
    vehicles,
    violations,
    water,
)
from clearway.gateways.simulators.municipality.town import Plan, Town

LIVES = (arrears, building, commons, estates, exemptions, handover, ledger, nightlife, parcels, people, places,
         vehicles, violations, water)  # fmt: skip
WATCHED = ("LT-07", "LT-09", "LT-10", "LT-11", "LT-14", "LT-16", "LT-25", "LT-26", "LD-07", "LD-08", "LD-09", "LD-10",
           "LD-18", "LD-20", "LD-22", "LD-24", "LD-26", "LD-27", "LD-28")  # fmt: skip


@pytest.fixture(scope="module")
def town() -> Town:
    """A town in which half of all that is looked at is forgotten or innocent."""
    made = Town(Plan(seed=34, size=320, prevalence=0.1))
    for place in range(made.plan.size):
        for life in LIVES:
            life.plan(made, parcels.parcel(made, place))
    made.live()
    return made


@pytest.mark.parametrize("scenario", WATCHED)
def test_each_arises_and_has_at_least_three_kinds_of_innocent_reasons(town: Town, scenario: str) -> None:
    assert [key for about, key in town.truth() if about == scenario]
    assert len({why for about, _, why in town.innocent if about == scenario}) >= 3


def test_what_heirs_declare_does_not_stand_for_what_was_built(town: Town) -> None:
    """A tax on an inheritance rests on the death, and is of another class."""
    held = town.books.books["tax_assessments"].columns
    told = [dict(zip(held, row, strict=True)) for row in town.books.table("tax_assessments")]
    inherited = [one for one in told if str(one["taxpayer"]).startswith("PH")]
    assert inherited
    assert all(one["basis"] and one["rate_class"] == "reduced" for one in inherited)
