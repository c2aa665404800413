"""Building against the permit: it is found and fined; an extension is taxed, and fines come again until it is met."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from clearway.gateways.simulators.municipality import papers
from clearway.gateways.simulators.municipality.law import cents, months_after
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)


@dataclass
class Violation:
    """A record of what was built or used against the permit."""

    number: str
    building: str
    owner: str
    value: Decimal
    fines: int = 0


def plan(town: Town, land: Parcel) -> None:
    """Some houses are extended, some are used for something else."""
    for kind in ("extension", "use"):
        chance = town.chance(f"violation/{kind}/{land.parcel}")
        if chance.happens("found", 0.45):
            town.at(chance.day("found on", FIRST, town.today), found, kind, land, chance)


def found(town: Town, day: date, kind: str, land: Parcel, chance: Chance) -> None:
    """The building desk has been there; what it orders is not met, and it fines."""
    area, unit = money(3 + chance.around("area", 25, 0.7)), land.price * 2
    violation = Violation(town.books.number("I"), town.books.number("BV"), land.owner, cents(area * unit))
    town.write("building_violations", day, violation=violation.number, building=violation.building, kind=kind,
               owner=land.owner, area=area, unit_value=unit, built_on=day - DAY * chance.between("built", 5, 400),
               found_on=day, order_due_on=day + DAY * 60)  # fmt: skip
    town.at(day + DAY * chance.between("fined", 61, 80), _first_fine, kind, violation, chance)


def _first_fine(town: Town, day: date, kind: str, violation: Violation, chance: Chance) -> None:
    town.note("building_violations", day, violation.number, fined_on=day)
    if kind == "extension":
        _levy(town, day, violation)
        _tax(town, day, violation, chance)
    else:
        fined(town, day, violation)


def _tax(town: Town, day: date, violation: Violation, chance: Chance) -> None:
    law = town.law
    tax, filing = cents(violation.value * law.at("acquisition_rate_building", day)), law.days(
        "acquisition_filing_days", day)  # fmt: skip
    removed_on = day + filing + DAY * chance.between("removed", 10, 90)

    def assess(on: date) -> None:
        papers.assess(town, on, "acquisition", property=violation.building, taxpayer=violation.owner, amount=tax,
                      basis=violation.number)  # fmt: skip

    def removed(on: date) -> None:
        town.note("building_violations", on, violation.number, removed_on=on)

    fate = town.follow(
        "LT-16",
        violation.building,
        known=day + filing + DAY,
        money=cents(tax * (1 + law.at("acquisition_surcharge", day))),
        do=assess,
        on=day + DAY * chance.between("assessed", 2, 40),
        innocent={
            "removed at once": lambda: removed(day + filing),
            "exempt": lambda: papers.exempt(town, day, "acquisition", "public", property=violation.building),
            "taxed when it was found": lambda: assess(day - DAY * 2),
            "a use after all": lambda: town.note("building_violations", day, violation.number, kind="use"),
        },
    )
    if fate != "removed at once":
        removed(removed_on)


def _levy(town: Town, day: date, violation: Violation) -> None:
    violation.fines += 1
    papers.levy(town, day, "building-fine", violation.number, payer=violation.owner,
                amount=cents(violation.value * town.law.at("building_fine_rate", day)))  # fmt: skip


def fined(town: Town, day: date, violation: Violation) -> None:
    """A fine; as long as nothing changes the next one follows, up to the most that there may be."""
    _levy(town, day, violation)
    law, chance = town.law, town.chance(f"fined/{violation.number}/{violation.fines}")
    if violation.fines >= law.at("building_fine_most", day):
        return
    due = months_after(day, int(law.at("building_fine_months", day)))
    days = law.days("building_fine_days", day)

    def removed() -> None:
        on = due - DAY * chance.between("removed", 1, 90)
        town.note("building_violations", on, violation.number, removed_on=on)

    def stayed(until: date | None) -> None:
        papers.relieve(town, due - DAY * 9, "building-fine", violation.number, ground="objection-upheld", until=until)

    town.follow(
        "LD-20", violation.number, part=violation.fines, known=due + days + DAY,
        money=cents(violation.value * law.at("building_fine_rate", day)),
        do=lambda on: fined(town, on, violation), on=due + DAY * chance.between("again", 0, 25),
        innocent={"removed": removed, "stayed": lambda: stayed(None), "stayed for a time": lambda: stayed(due)},
    )  # fmt: skip
