"""A whole municipality, lived from its first day to its last."""

from clearway.gateways.simulators.municipality import (
    absences,
    allowances,
    approvals,
    arrears,
    benefits,
    building,
    carriers,
    commons,
    contracts,
    customs,
    estates,
    exemptions,
    fields,
    handover,
    ledger,
    matters,
    nightlife,
    noise,
    offices,
    parcels,
    paying,
    people,
    places,
    spending,
    subsidies,
    treasury,
    vehicles,
    violations,
    water,
    works,
)
from clearway.gateways.simulators.municipality.town import Plan, Town

#: What may begin on each parcel.
OF_A_PARCEL = (building.plan, parcels.plan, places.plan, matters.plan, customs.plan, people.plan, offices.plan,
               estates.plan, exemptions.plan, nightlife.plan,
               violations.plan, ledger.plan, handover.plan, commons.plan, arrears.plan,
               vehicles.plan, water.plan, spending.plan, paying.plan,
               contracts.plan, treasury.plan, subsidies.plan,
               absences.plan, allowances.plan,
               approvals.plan, benefits.plan, carriers.plan, fields.plan, works.plan)  # fmt: skip


def lived(plan: Plan) -> Town:
    """The town of a plan, at the end of its last day."""
    town = Town(plan)
    for place in range(plan.size):
        land = parcels.parcel(town, place)
        for begins in OF_A_PARCEL:
            begins(town, land)
    town.live()
    noise.fall(town)
    return town
