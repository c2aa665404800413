"""Building: from the permit to the approval of use, the taxes that follow, and what stands for a time only."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from clearway.gateways.simulators.municipality import approvals, estates, trade
from clearway.gateways.simulators.municipality.law import cents
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, Town
from clearway.gateways.simulators.registers.chance import money

PURPOSES = ("home", "home", "home", "shops", "shops", "offices", "clinic")
DAY = timedelta(days=1)


def plan(town: Town, parcel: Parcel) -> None:
    """Some owners build; some put up what is to stand for a time."""
    chance = town.chance(f"building/{parcel.parcel}")
    if chance.happens("builds", 0.75):
        town.at(chance.day("permit", FIRST, town.today), permitted, parcel)
    if chance.happens("puts up", 0.5):
        town.at(chance.day("put up", FIRST, town.today), put_up, parcel)


def permitted(town: Town, day: date, parcel: Parcel) -> None:
    """A permit to build; the works take their time."""
    books, chance = town.books, town.chance(f"works/{parcel.parcel}")
    facts: dict[str, Any] = {
        "permit": books.number("BP"),
        "building": books.number("B"),
        "parcel": parcel.parcel,
        "owner": parcel.owner,
        "kind": "new",
        "area": money(60 + chance.around("area", 400, 0.8)),
        "declared_value": money(chance.around("cost", 300_000, 0.9)),
        "permitted_on": day,
    }
    town.write("building_permits", day, **facts)
    town.at(day + DAY * chance.between("takes", 90, 500), approved, facts)


def approved(town: Town, day: date, facts: dict[str, Any]) -> None:
    """Use is approved: the building is entered in the register, and whoever built it has acquired it."""
    books, law, building, owner = town.books, town.law, facts["building"], facts["owner"]
    chance = town.chance(f"approved/{building}")
    standard = cents(facts["declared_value"] * money(0.6 + 0.6 * chance.share("standard")))
    value = max(facts["declared_value"], standard)
    tax = cents(value * law.at("acquisition_rate_building", day))
    until = day + law.days("acquisition_filing_days", day)

    def assess(on: date) -> None:
        _assess(town, on, building, owner, value, tax)
        trade.offered(town, on, building, facts["area"], on, value)

    def repair() -> None:
        town.note("building_permits", day, facts["permit"], kind="repair")

    def exempt() -> None:
        town.write(
            "tax_exemptions",
            day + DAY * 20,
            exemption=books.number("X"),
            tax="acquisition",
            property=building,
            taxpayer=owner,
            ground="charity",
            scope="whole",
            granted_on=day + DAY * 20,
            amount=tax,
        )

    town.note("building_permits", day, facts["permit"], use_approved_on=day)
    approvals.charged(town, day, facts["permit"], owner)
    town.write(
        "buildings",
        day,
        building=building,
        parcel=facts["parcel"],
        owner=owner,
        area=facts["area"],
        purpose=chance.one_of("purpose", PURPOSES),
        standard_value=standard,
        registered_on=day,
    )
    estates.acquired(town, owner, building, standard)
    town.follow(
        "LT-01", building, known=until + DAY, do=assess, on=day + DAY * chance.between("declared", 1, 40),
        money=cents(tax * (1 + law.at("acquisition_surcharge", day))),
        innocent={"exempt": exempt, "repair": repair, "taxed before": lambda: assess(day - DAY * 20),
                  "taxed anew": lambda: _anew(town, day, building, owner, value, tax)},
    )  # fmt: skip


def put_up(town: Town, day: date, parcel: Parcel) -> None:
    """A building that is to stand for a time; some stay for years and are taxed then."""
    books, law = town.books, town.law
    chance, building = town.chance(f"temporary/{parcel.parcel}"), books.number("T")
    value = money(chance.around("value", 20_000, 0.8))
    lasting = law.months_after(day, "temporary_months")
    until = lasting + law.days("acquisition_filing_days", day)
    tax = cents(value * law.at("acquisition_rate_building", day))
    facts = {"building": building, "parcel": parcel.parcel, "owner": parcel.owner, "standard_value": value}
    town.write("temporary_buildings", day, **facts, stands_since=day, until=lasting + DAY * 400)
    stays = chance.happens("stays", 0.8)

    def removed(on: date) -> None:
        town.at(on, _removed, building)

    def exempt() -> None:
        town.at(lasting, _exempt, building, parcel.owner)

    if not stays:
        removed(day + DAY * chance.between("for", 20, 300))
        return
    town.follow(
        "LT-06", building, known=until + DAY, money=tax, on=until - DAY * chance.between("before", 1, 50),
        do=lambda on: _assess(town, on, building, parcel.owner, value, tax),
        innocent={"removed": lambda: removed(lasting - DAY * 3), "removed on the day": lambda: removed(lasting),
                  "exempt": exempt},
    )  # fmt: skip


def _removed(town: Town, day: date, building: str) -> None:
    town.note("temporary_buildings", day, building, removed_on=day)


def _exempt(town: Town, day: date, building: str, owner: str) -> None:
    town.write("tax_exemptions", day, exemption=town.books.number("X"), tax="acquisition", property=building,
                     taxpayer=owner, ground="public", scope="whole", granted_on=day)  # fmt: skip


def _assess(
    town: Town, day: date, building: str, owner: str, value: Decimal, tax: Decimal, state: str = "standing"
) -> None:
    town.write(
        "tax_assessments",
        day,
        assessment=town.books.number("A"),
        tax="acquisition",
        property=building,
        taxpayer=owner,
        tax_year=day.year,
        rate_class="standard",
        base=value,
        amount=tax,
        assessed_on=day,
        state=state,
    )


def _anew(town: Town, day: date, building: str, owner: str, value: Decimal, tax: Decimal) -> None:
    """Assessed wrongly, cancelled, and assessed again in time."""
    _assess(town, day + DAY * 5, building, owner, value, cents(tax * 2), "cancelled")
    _assess(town, day + DAY * 9, building, owner, value, tax)
