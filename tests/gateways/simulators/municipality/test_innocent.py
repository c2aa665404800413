"""What officials, people and carriers do goes wrong in each way that is watched, and looks wrong for many reasons."""

import pytest

from clearway.gateways.simulators.municipality import (
    absences,
    allowances,
    approvals,
    benefits,
    building,
    carriers,
    fields,
    parcels,
    works,
)
from clearway.gateways.simulators.municipality.town import Plan, Town

LIVES = (absences, allowances, approvals, benefits, building, carriers, fields, works)
WATCHED = ("HR-03", "HR-04", "HR-05", "HR-07", "HR-08", "HR-09", "HR-10", "HR-12", "HR-13", "HR-14", "SW-03", "SW-05",
           "SW-06", "SW-07", "SW-10", "SW-12", "PM-02", "PM-07", "PM-08", "CR-02")  # fmt: skip


@pytest.fixture(scope="module")
def town() -> Town:
    """A town in which half of all that is looked at is forgotten or innocent."""
    made = Town(Plan(seed=31, size=160, prevalence=0.1))
    for place in range(made.plan.size):
        for life in LIVES:
            life.plan(made, parcels.parcel(made, place))
    made.live()
    return made


@pytest.mark.parametrize("scenario", WATCHED)
def test_each_arises_and_has_at_least_three_kinds_of_innocent_reasons(town: Town, scenario: str) -> None:
    assert [key for about, key in town.truth() if about == scenario]
    assert len({why for about, _, why in town.innocent if about == scenario}) >= 3
