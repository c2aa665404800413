"""Land: parcels with their owners, how they are sold and developed, and the people who own them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from clearway.gateways.simulators.municipality import succession
from clearway.gateways.simulators.municipality.law import cents, months_after
from clearway.gateways.simulators.municipality.town import FIRST, Town
from clearway.gateways.simulators.registers.chance import money

DAY = timedelta(days=1)


class Parcel(NamedTuple):
    """A piece of land."""

    parcel: str
    owner: str
    zone: str
    price: Decimal


def parcel(town: Town, place: int) -> Parcel:
    """The parcel of a number."""
    chance = town.chance(f"parcel/{place}")
    owner = f"P{chance.between('owner', 1, town.plan.size):07}"
    zone = "urban" if chance.happens("urban", 0.6) else "rural"
    return Parcel(f"L{place:07}", owner, zone, money(chance.around("price", 300 if zone == "urban" else 40, 0.6)))


def plan(town: Town, land: Parcel) -> None:
    """All land is in the register; some is the public's and is sold, some is bought and sold, some is developed."""
    town.at(FIRST, entered, land)
    chance = town.chance(f"land/{land.parcel}")
    if chance.happens("public", 0.5):
        town.at(chance.day("contract", FIRST, town.today), sold_by_the_public, land)
    elif chance.happens("sold", 0.9):
        town.at(chance.day("deal", FIRST, town.today), sold, land)
    if chance.happens("developed", 0.5):
        town.at(chance.day("completed", FIRST, town.today), developed, land)


def entered(town: Town, day: date, land: Parcel) -> None:
    """The register of land has each parcel, under the name of a company that has had it for long."""
    enter(town, day, land.parcel, f"PO{land.parcel[1:]}", land.price)


def enter(town: Town, day: date, parcel: str, owner: str, price: Decimal) -> None:
    """A parcel is in the register of land; whoever owns it has had it for long."""
    area = money(town.chance(f"area/{parcel}").around("area", 500, 0.6))
    town.write("parcels", day, parcel=parcel, owner=owner, area=area, unit_value=price,
               owned_since=date(2010, 1, 1))  # fmt: skip


def sold_by_the_public(town: Town, day: date, land: Parcel) -> None:
    """Public land is sold; the balance is paid some weeks later."""
    chance, sale = town.chance(f"sale/{land.parcel}"), town.books.number("S")
    facts = {"parcel": land.parcel, "buyer": land.owner, "price": cents(land.price * chance.between("m²", 50, 900))}
    kind = "public" if chance.happens("public buyer", 0.1) else "private"
    town.write("public_sales", day, sale=sale, buyer_kind=kind, contract_on=day, **facts)
    town.at(day + DAY * chance.between("balance", 10, 120), _balance, sale, land, facts["price"], kind, day)


def _balance(town: Town, day: date, sale: str, land: Parcel, price: Decimal, kind: str, contract: date) -> None:
    books, law, chance = town.books, town.law, town.chance(f"balance/{sale}")
    town.note("public_sales", day, sale, balance_paid_on=day)
    if kind == "public":
        return
    tax = cents(price * law.at("acquisition_rate_land", day))

    def assess(on: date) -> None:
        town.write("tax_assessments", on, assessment=books.number("A"), tax="acquisition", property=land.parcel,
                    taxpayer=land.owner, basis=sale, tax_year=on.year, rate_class="standard", base=price, amount=tax,
                    assessed_on=on, state="standing")  # fmt: skip

    def exempt() -> None:
        town.write("tax_exemptions", day + DAY * 10, exemption=books.number("X"), tax="acquisition", amount=tax,
                    property=land.parcel, taxpayer=land.owner, ground="charity", scope="whole",
                    granted_on=day + DAY * 10)  # fmt: skip

    town.follow(
        "LT-05",
        land.parcel,
        known=day + law.days("acquisition_filing_days", day) + DAY,
        do=assess,
        on=day + DAY * chance.between("declared", 0, 40),
        money=cents(tax * (1 + law.at("acquisition_surcharge", day))),
        innocent={
            "exempt": exempt,
            "public buyer": lambda: town.note("public_sales", day, sale, buyer_kind="public"),
            "taxed at the contract": lambda: assess(contract),
        },
    )


def sold(town: Town, day: date, land: Parcel) -> None:
    """A private deal; the buyer pays, and registers in time or late."""
    chance, deal = town.chance(f"deal/{land.parcel}"), town.books.number("D")
    balance = day + DAY * chance.between("balance", 10, 90)
    base = cents(land.price * chance.between("m²", 50, 900))
    buyer = f"P{chance.between('buyer', 1, town.plan.size):07}"
    town.write("deals", day, deal=deal, parcel=land.parcel, seller=land.owner, buyer=buyer, tax_base=base,
                price=cents(base * Decimal("1.2")), contract_on=day, reported_on=day + DAY * 12,
                balance_on=balance)  # fmt: skip
    latest = balance + town.law.days("registration_days", balance)
    is_late = chance.happens("registers late", 0.5)
    on = latest + DAY * chance.between("delay", 1, 500) if is_late else balance + DAY * chance.between("soon", 0, 59)
    town.at(on, registered, deal, land.parcel, buyer, base, latest)


def registered(town: Town, day: date, deal: str, parcel: str, buyer: str, base: Decimal, latest: date) -> None:
    """A purchase is entered in the register of property; whoever was late is fined."""
    books, law, chance = town.books, town.law, town.chance(f"registered/{deal}")
    town.write("registrations", day, registration=books.number("R"), deal=deal, parcel=parcel, owner=buyer,
                registered_on=day)  # fmt: skip
    succession.passed(town, day, parcel, buyer)
    if day <= latest:
        return
    rate = "short" if day <= months_after(latest, 6) else "middle" if day <= months_after(latest, 12) else "long"
    fine = cents(base * law.at(f"registration_fine_{rate}", day))
    grace = law.days("registration_fine_days", day)

    def levy(on: date) -> None:
        town.write("duty_levies", on, levy=books.number("F"), kind="registration-fine", basis=deal, payer=buyer,
                    levy_year=on.year, amount=fine, levied_on=on, state="standing")  # fmt: skip

    def relief() -> None:
        town.write("duty_reliefs", day, relief=books.number("RL"), kind="registration-fine", basis=deal, since=day,
                    ground="objection-upheld")  # fmt: skip

    town.follow(
        "LD-04", deal, known=day + grace + DAY, money=fine, do=levy, on=day + DAY * chance.between("levied", 1, 25),
        innocent={"relief": relief, "paid at the desk": lambda: levy(day),
                  "balance paid later": lambda: town.note("deals", day, deal, balance_on=day - DAY * 20)},
    )  # fmt: skip


def developed(town: Town, day: date, land: Parcel) -> None:
    """Land has been developed and has gained in value; of large projects a share is owed."""
    books, law, chance = town.books, town.law, town.chance(f"developed/{land.parcel}")
    development = books.number("G")
    limit = law.at(f"development_area_{land.zone}", day)
    is_large = chance.happens("large", 0.8)
    area = limit + chance.between("above", 0, 5000) if is_large else limit - chance.between("below", 1, 800)
    start = cents(land.price * area)
    gain, costs, rise = (cents(start * chance.between(one, 5, 60) / 100) for one in ("gain", "costs", "rise"))
    facts = {"development": development, "parcel": land.parcel, "developer": land.owner, "sector": "private",
             "zone": land.zone, "area": area, "completed_on": day, "start_value": start,
             "end_value": start + gain + costs + rise, "normal_rise": rise, "costs": costs}  # fmt: skip
    owed = cents(gain * law.at("development_charge_rate", day))
    town.write("developments", day, **facts)
    if not is_large or not owed:
        return

    def levy(on: date) -> None:
        town.write("duty_levies", on, levy=books.number("F"), kind="development-charge", basis=development,
                    payer=land.owner, levy_year=on.year, amount=owed, levied_on=on, state="standing")  # fmt: skip

    def relief() -> None:
        town.write("duty_reliefs", day, relief=books.number("RL"), kind="development-charge", basis=development,
                    since=day, ground="disaster")  # fmt: skip

    due = law.months_after(day, "development_levy_months")
    town.follow(
        "LD-06", development, known=due + DAY, money=owed, do=levy, on=due - DAY * chance.between("before", 1, 60),
        innocent={"relief": relief,
                  "public": lambda: town.note("developments", day, development, sector="public"),
                  "just below": lambda: town.note("developments", day, development, area=limit - Decimal("0.01")),
                  "no gain": lambda: town.note("developments", day, development, costs=costs + gain)},
    )  # fmt: skip
