"""What the dead leave: their heirs acquire it, and declare it within some months."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from clearway.gateways.simulators.municipality import papers
from clearway.gateways.simulators.municipality.law import cents, months_after
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, Town
from clearway.gateways.simulators.registers.chance import money

DAY = timedelta(days=1)


def plan(town: Town, land: Parcel) -> None:
    """Some people have had a garden for a long time."""
    number = land.parcel[1:]
    chance = town.chance(f"garden/{number}")
    if chance.happens("owns", 0.4):
        area, parcel = 1 + money(chance.around("area", 300, 0.7)), f"LG{number}"
        since = date(chance.between("since", 1985, 2020), 4, 4)
        town.at(FIRST, _entered, parcel, f"P{number}", area, land.price, since)
        acquired(town, f"P{number}", parcel, cents(area * land.price))


def _entered(town: Town, day: date, parcel: str, owner: str, area: Decimal, price: Decimal, since: date) -> None:
    town.write("parcels", day, parcel=parcel, owner=owner, area=area, unit_value=price, owned_since=since)


def acquired(town: Town, owner: str, what: str, value: Decimal) -> None:
    """Something belongs to a person."""
    town.holdings.setdefault(owner, {})[what] = value


def opened(town: Town, day: date, person: str) -> None:
    """With a death, whatever the person had by the end of the day belongs to the heirs."""
    town.at(day, _left, person)


def _left(town: Town, day: date, person: str) -> None:
    law = town.law
    month_end = day.replace(day=monthrange(day.year, day.month)[1])
    until = months_after(month_end, int(law.at("inheritance_months", day)))
    for what, value in town.holdings.pop(person, {}).items():
        _inherited(town, day, person, (what, value, until))


def _inherited(town: Town, day: date, person: str, left: tuple[str, Decimal, date]) -> None:
    (what, value, until), law = left, town.law
    chance, heir = town.chance(f"inherited/{what}"), f"PH{person[1:]}"
    tax = cents(value * law.at("inheritance_rate", day))
    source = "parcels" if what.startswith("LG") else "buildings"

    def declare(on: date) -> None:
        papers.assess(town, on, "acquisition", basis=person, property=what, taxpayer=heir, base=value, amount=tax,
                      rate_class="reduced")  # fmt: skip

    def anew() -> None:
        papers.assess(town, day + DAY * 30, "acquisition", basis=person, property=what, taxpayer=heir, base=value,
                      amount=tax * 2, state="cancelled", rate_class="reduced")  # fmt: skip
        declare(day + DAY * 40)

    def pulled_down() -> None:
        if source == "buildings":
            town.note(source, day, what, demolished_on=day - DAY * 10)
        else:
            town.note(source, day, what, owner=heir)

    town.follow(
        "LT-11", person, part=what, known=until + DAY, do=declare, on=day + DAY * chance.between("declared", 20, 170),
        money=cents(tax * (1 + law.at("acquisition_surcharge", day))),
        innocent={"exempt": lambda: papers.exempt(town, day + DAY * 30, "acquisition", "public", basis=person,
                                                  property=what),
                  "the heirs stand in the register": lambda: town.note(source, day, what, owner=heir),
                  "assessed anew": anew, "pulled down before": pulled_down},
    )  # fmt: skip
