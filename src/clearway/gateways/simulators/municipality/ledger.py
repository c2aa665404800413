"""The ledger of the property tax, and what it should follow: the register of buildings, and how land is used."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from clearway.gateways.simulators.municipality import papers
from clearway.gateways.simulators.municipality.law import cents, months_after
from clearway.gateways.simulators.municipality.parcels import Parcel, enter
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
WRONG = (FORGOTTEN, LATE)
STRUCTURES = ("wood", "brick", "steel", "concrete")
FARMED, TRADED = ("farm", "forest"), ("building-site", "parking", "storage", "factory")


def plan(town: Town, land: Parcel) -> None:
    """Old houses are altered, fields become car parks, and car parks fields."""
    chance = town.chance(f"ledger/{land.parcel}")
    if chance.happens("altered", 0.5):
        town.at(chance.day("altered on", FIRST + DAY, town.today), altered, land, chance)
    if chance.happens("used", 0.35):
        town.at(FIRST, farmed_first, land, chance)


def altered(town: Town, day: date, land: Parcel, chance: Chance) -> None:
    """The register of buildings is changed; the ledger has it as it was, and follows."""
    building = town.books.number("BL")
    before: dict[str, Any] = {"area": money(60 + chance.around("area", 300, 0.7)), "purpose": "homes",
                              "structure": chance.one_of("structure", STRUCTURES),
                              "standard_value": money(9000 + chance.around("value", 200_000, 0.8))}  # fmt: skip
    after = before | _alteration(chance, before)
    town.write("buildings", day, building=building, parcel=land.parcel, owner=f"PO{land.owner[1:]}",
               registered_on=date(2005, 6, 7), changed_on=day, **after)  # fmt: skip
    town.write("tax_buildings", day, building=building, **before)
    difference = abs(after["standard_value"] - before["standard_value"])

    def within() -> None:
        town.note("buildings", day, building, **before | {"standard_value": after["standard_value"]},
                  changed_on=day)  # fmt: skip
        town.note("buildings", day, building, area=before["area"] - town.law.at("ledger_tolerance", day))

    town.follow(
        "LT-25",
        building,
        known=day + town.law.days("ledger_days", day) + DAY,
        money=cents(difference * town.law.at("property_rate_building", day)),
        do=lambda on: town.note("tax_buildings", on, building, **after),
        on=day + DAY * chance.between("follows", 1, 50),
        innocent={
            "looked at and kept": lambda: town.note("tax_buildings", day, building, confirmed_on=day + DAY * 20),
            "within what agrees": within,
            "pulled down": lambda: town.note("buildings", day, building, demolished_on=day + DAY * 30),
            "of the same value": lambda: town.note(
                "buildings", day, building, standard_value=before["standard_value"]
            ),
        },
    )


def _alteration(chance: Chance, before: dict[str, Any]) -> dict[str, Any]:
    value = cents(before["standard_value"] * chance.between("new value", 50, 180) / 100) + 1
    what: dict[str, Any] = chance.one_of("what", (
        {"area": before["area"] + chance.between("more", 4, 200)},
        {"area": before["area"] - chance.between("less", 4, 50)},
        {"purpose": "shops"},
        {"structure": STRUCTURES[STRUCTURES.index(before["structure"]) - 1]},
    ))  # fmt: skip
    return {**what, "standard_value": value}


@dataclass
class Field:
    """A piece of land as it is used today."""

    parcel: str
    owner: str
    value: Decimal
    survey: str
    rate_class: str


def farmed_first(town: Town, day: date, land: Parcel, chance: Chance) -> None:
    """Land is used one way, and one day another."""
    is_farmed = chance.happens("farmed", 0.7)
    use = chance.one_of("use", FARMED if is_farmed else TRADED)
    field = Field(f"LU{land.parcel[1:]}", land.owner, money(2000 + chance.around("value", 90_000, 0.8)),
                  town.books.number("N"), "reduced" if is_farmed else "standard")  # fmt: skip
    enter(town, day, field.parcel, f"PO{field.parcel}", land.price)
    town.write("land_uses", day, survey=field.survey, parcel=field.parcel, land_use=use, seen_by="site",
               since=date(2002, 3, 4))  # fmt: skip
    if chance.happens("picture", 0.3):
        town.write("land_uses", day, survey=town.books.number("N"), parcel=field.parcel, seen_by="image",
                   land_use=chance.one_of("on it", TRADED if is_farmed else FARMED), since=day)  # fmt: skip
    other = chance.one_of("other use", TRADED if is_farmed else FARMED)
    town.at(chance.day("changes", FIRST + DAY, town.today), _changes, field, other)
    for year in range(FIRST.year, town.today.year + 1):
        begins = date(year, 1, 1)
        town.at(months_after(begins, int(town.law.at("property_tax_month", begins))), land_taxed, field)


def _changes(town: Town, day: date, field: Field, use: str) -> None:
    town.note("land_uses", day, field.survey, until=day - DAY)
    field.survey, field.rate_class = town.books.number("N"), "reduced" if use in FARMED else "standard"
    town.write("land_uses", day, survey=field.survey, parcel=field.parcel, land_use=use, seen_by="site", since=day)


def land_taxed(town: Town, day: date, field: Field) -> None:
    """The tax of a year, in the class of the use on its day; or in that of long ago."""
    due, begins, law = field.rate_class, date(day.year, 1, 1), town.law
    taken = "standard" if due == "reduced" else "reduced"
    facts = {"tax": "property", "property": field.parcel, "taxpayer": field.owner, "base": field.value,
             "tax_year": day.year, "assessed_on": day + DAY * 40}  # fmt: skip
    number = town.books.number("A")

    def as_before(state: str = "standing") -> None:
        town.write("tax_assessments", day + DAY * 40, assessment=number, rate_class=taken, state=state, **facts)

    def assess(on: date) -> None:
        papers.assess(town, on, "property", property=field.parcel, taxpayer=field.owner, base=field.value,
                      rate_class=due, tax_year=day.year)  # fmt: skip

    def put_right(on: date) -> None:
        town.note("tax_assessments", on, number, state="cancelled")
        assess(on)

    def in_part() -> None:
        papers.exempt(town, day, "property", "own-farming", property=field.parcel, scope="part",
                      ended_on=day + DAY * 300)  # fmt: skip
        as_before()

    def both(state: str) -> None:
        as_before(state)
        assess(day + DAY * 45)

    fate = town.follow(
        "LT-26", field.parcel, part=day.year, known=day + law.days("property_tax_days", begins) + DAY,
        money=cents(field.value * (law.at("property_rate_land", begins) - law.at("property_rate_farmland", begins))),
        do=put_right, on=None,
        innocent={"a part is exempt": in_part, "both parts are taxed": lambda: both("standing"),
                  "taxed anew": lambda: both("cancelled")},
    )  # fmt: skip
    if fate in WRONG:
        as_before()
    elif fate == "":
        assess(day + DAY * 40)
