"""Charges for the traffic that large houses bring: most are paid, of some something is seized."""

from datetime import date, timedelta
from decimal import Decimal

from clearway.gateways.simulators.municipality.law import months_after
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
CHARGE = "traffic-charge"


def plan(town: Town, land: Parcel) -> None:
    """Some own a large house."""
    chance = town.chance(f"traffic/{land.parcel}")
    if chance.happens("large", 0.3):
        town.at(chance.day("charged", FIRST, months_after(FIRST, 12)), owns, land, chance)


def owns(town: Town, day: date, land: Parcel, chance: Chance) -> None:
    """A large house is charged year after year."""
    payer = f"PT{land.parcel[1:]}"
    town.write("buildings", day, building=town.books.number("BT"), parcel=land.parcel, owner=payer, area=money(4000),
               purpose="shops", registered_on=date(2001, 2, 3))  # fmt: skip
    for year in range(5):
        town.at(months_after(day, 12 * year), charged, payer, chance)


def charged(town: Town, day: date, payer: str, chance: Chance) -> None:
    """The charge of a year; whoever does not pay is reminded, and then something is seized."""
    levy, due = town.books.number("F"), day + DAY * 30
    about = town.chance(f"charged/{levy}")
    amount = town.law.at("seizure_least", due) + money(about.around("amount", 700, 0.8))
    town.write("duty_levies", day, levy=levy, kind=CHARGE, basis=payer, payer=payer, levy_year=day.year,
               amount=amount, levied_on=day, due_on=due, state="standing")  # fmt: skip
    if about.happens("pays", 0.5):
        town.note("duty_levies", due - DAY * about.between("pays before", 0, 25), levy,
                  paid_on=due - DAY * about.between("pays before", 0, 25))  # fmt: skip
        return

    def seize(on: date) -> None:
        town.write("duty_seizures", on, seizure=town.books.number("SZ"), payer=payer, levy=levy, object="house",
                   seized_on=on, state="standing")  # fmt: skip

    def defer(kind: str) -> None:
        town.write("duty_deferrals", due, deferral=town.books.number("DF"), payer=payer, levy=levy, kind=kind,
                   since=due)  # fmt: skip

    town.follow(
        "LD-18", payer, part=levy, known=due + town.law.days("seizure_days", due) + DAY, money=amount, do=seize,
        on=due + DAY * about.between("seized", 5, 55),
        innocent={"instalments": lambda: defer("instalments"), "insolvent": lambda: defer("insolvency"),
                  "pays late": lambda: town.note("duty_levies", due + DAY * 40, levy, paid_on=due + DAY * 40),
                  "too small": lambda: town.note("duty_levies", day, levy, amount=Decimal(99)),
                  "cancelled": lambda: town.note("duty_levies", due, levy, state="cancelled")},
    )  # fmt: skip
