"""Contracts without a tender: with whom an office makes them in a year, and whose business it is."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from clearway.gateways.simulators.municipality.law import cents
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance

DAY = timedelta(days=1)
WRONG = (FORGOTTEN, LATE)
#: What an office without a favourite gives in a year, and how many of them one vendor has.
OF_A_YEAR, USUAL, MOST = 10, 3, 7


def plan(town: Town, land: Parcel) -> None:
    """Offices buy what needs no tender."""
    for name, share, act in (("year", 0.3, of_a_year), ("one", 0.4, of_kin)):
        chance = town.chance(f"contracts/{name}/{land.parcel}")
        if chance.happens("buys", share):
            town.at(chance.day("on", FIRST + DAY * 90, town.today), act, chance)


def _contract(town: Town, unit: str, vendor: str, signed_on: date, price: Decimal, **facts: Any) -> dict[str, Any]:
    contract = town.books.number("EC")
    return {"contract": contract, "unit": unit, "vendor": vendor, "subject": f"need-{contract[2:]}", "price": price,
            "bundle": f"{unit}/{vendor}/need-{contract[2:]}", "office_year": f"{unit}/{signed_on.year}",
            "signed_on": signed_on, "sole_source": "no", "urgent": "no", "state": "standing", **facts}  # fmt: skip


def of_a_year(town: Town, day: date, chance: Chance) -> None:
    """An office enters its contracts of some weeks; they go round among those who can deliver."""
    if (day - DAY * 7 * OF_A_YEAR).year != day.year:
        return
    unit, vendor = town.books.number("OC"), town.books.number("CV")
    made = [_contract(town, unit, town.books.number("CV"), day - DAY * 7 * back,
                      Decimal(chance.between(f"price {back}", 500, 9000))) for back in range(OF_A_YEAR)]  # fmt: skip
    fair = int(OF_A_YEAR * town.law.at("repeat_share", day))

    def given(many: int, **facts: str) -> None:
        for number, one in enumerate(made[:many]):
            one.update(vendor=vendor, **(facts if number >= USUAL else {}))

    def explained(on: date) -> None:
        for one in made[:MOST]:
            town.note("contracts", on, one["contract"], sole_source="yes")

    fate = town.follow(
        "FA-10", f"{unit}/{day.year}", known=day, on=None, do=explained,
        money=cents(sum((one["price"] for one in made[:MOST]), Decimal(0)) * town.law.at("tender_saving", day)),
        innocent={
            "just the share": lambda: given(fair),
            "none other can": lambda: given(MOST, sole_source="yes"),
            "emergencies": lambda: given(MOST, urgent="yes"),
            "cancelled": lambda: given(MOST, state="cancelled"),
        },
    )  # fmt: skip
    if not fate or fate in WRONG:
        given(MOST if fate else USUAL)
    for one in made:
        town.write("contracts", day, **one)


def of_kin(town: Town, day: date, chance: Chance) -> None:
    """A business has a contract; where it is that of kin of the office, or of a councillor, it has none."""
    law, unit, vendor = town.law, f"O{chance.between('unit', 1, 60):03}", town.books.number("CV")
    facts = _contract(town, unit, vendor, day, Decimal(chance.between("price", 300, 14_000)))
    degree, share = int(law.at("kin_degree", day)), law.at("kin_share", day)
    is_elected, more = chance.happens("a councillor", 0.3), Decimal(chance.between("more", 0, 40)) / 100
    tie = {"company": vendor, "person": f"S{chance.between('person', 1, 400):07}", "since": day - DAY * 500,
           "degree": chance.between("kin", 0, degree), "standing": "councillor" if is_elected else "official",
           "unit": None if is_elected else unit, "share": share + more}  # fmt: skip
    fate = town.follow(
        "FA-12", vendor, known=day, money=facts["price"], on=None,
        do=lambda on: town.note("contracts", on, facts["contract"], state="cancelled"),
        innocent={
            "further kin": lambda: tie.update(degree=degree + 1),
            "a small share": lambda: tie.update(share=share - Decimal("0.01")),
            "another office": lambda: tie.update(standing="official", unit="O999"),
            "sold before": lambda: tie.update(until=day - DAY),
            "bought since": lambda: tie.update(since=day + DAY),
            "none other can": lambda: facts.update(sole_source="yes"),
            "cancelled": lambda: facts.update(state="cancelled"),
        },
    )  # fmt: skip
    town.write("contracts", day, **facts)
    if fate:
        town.write("company_ties", day, **tie)
