"""Taxes that are not raised for a purpose: of land farmed by its owner, and of the premises of enterprises."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from clearway.gateways.simulators.municipality import papers
from clearway.gateways.simulators.municipality.law import cents, months_after
from clearway.gateways.simulators.municipality.parcels import Parcel, enter
from clearway.gateways.simulators.municipality.town import FIRST, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
FARMING = "own-farming"
GROUNDS = {"start-up": "start_up_months", "farm-company": "farm_company_months",
           "knowledge-centre": "knowledge_centre_months"}  # fmt: skip
#: Innocent grounds beside the decision that there was a just cause.
Amends = dict[str, Callable[[], object]]


class Exempt(NamedTuple):
    """A property whose acquisition was exempt."""

    scenario: str
    number: str
    property: str
    owner: str
    amount: Decimal
    area: Decimal


def plan(town: Town, land: Parcel) -> None:
    """Some land is farmed by its owner, some buildings are acquired by enterprises."""
    chance = town.chance(f"exempt/{land.parcel}")
    if chance.happens("farmed", 0.5):
        town.at(chance.day("farmed since", FIRST, town.today), farmed, land, chance)
    if chance.happens("enterprise", 0.5):
        town.at(chance.day("enterprise since", FIRST, town.today), settled, land, chance)


def farmed(town: Town, day: date, land: Parcel, chance: Chance) -> None:
    """Farmland is bought free of tax; within the term it may be converted, sold or let."""
    parcel, amount = town.books.number("LF"), money(10 + chance.around("tax", 3000, 0.8))
    enter(town, day, parcel, f"PO{parcel}", land.price)
    number = papers.exempt(town, day, "acquisition", FARMING, property=parcel, taxpayer=land.owner, amount=amount)
    held = Exempt("LT-09", number, parcel, land.owner, amount, Decimal(0))
    how = chance.one_of("farm ends", (converted, sold, let_to_farmers))
    town.at(_within_term(town, day, "own_farming_months", chance), how, held, chance)


def settled(town: Town, day: date, land: Parcel, chance: Chance) -> None:
    """An enterprise buys its premises free of tax; within the term it may sell, let or close."""
    ground = chance.one_of("ground", tuple(GROUNDS))
    building, business = town.books.number("B"), town.books.number("C")
    area, amount = money(80 + chance.around("area", 500, 0.7)), money(10 + chance.around("tax", 9000, 0.8))
    town.write("buildings", day, building=building, parcel=land.parcel, owner=business, area=area, purpose="offices",
               standard_value=amount * 30, registered_on=day)  # fmt: skip
    town.write("businesses", day, business=business, owner=land.owner, place=building, opened_on=day)
    number = papers.exempt(town, day, "acquisition", ground, property=building, taxpayer=business, amount=amount)
    held = Exempt("LT-10", number, building, business, amount, area)
    how = chance.one_of("premises end", (sold, let_in_part, closed))
    town.at(_within_term(town, day, GROUNDS[ground], chance), how, held, chance)


def _within_term(town: Town, day: date, name: str, chance: Chance) -> date:
    """A day within the term, more often an early one, so that something can be seen of it."""
    term = (months_after(day, int(town.law.at(name, day))) - day).days
    return day + DAY * min(chance.between("ends", 1, term), chance.between("ends again", 1, term))


def converted(town: Town, day: date, held: Exempt, chance: Chance) -> None:
    """A permit to convert the land; its own charge is levied."""
    conversion = town.books.number("V")
    town.write("conversions", day, conversion=conversion, parcel=held.property, holder=held.owner, kind="farmland",
               purpose=chance.one_of("purpose", ("homes", "factory", "solar")), area=Decimal(400),
               unit_price=Decimal(60), unit_price_after=Decimal(90), approved_on=day)  # fmt: skip
    papers.levy(town, day + DAY, "farmland-charge", conversion, payer=held.owner, amount=Decimal(7200))

    def amend(**facts: object) -> Callable[[], object]:
        return lambda: town.note("conversions", day, conversion, **facts)

    _broken(town, day, held, {"given back": amend(cancelled_on=day + DAY * 9), "a farm house":
            amend(purpose="farm-house"), "a public work": amend(purpose="public")}, chance)  # fmt: skip


def sold(town: Town, day: date, held: Exempt, chance: Chance) -> None:
    """Another owner is entered in the register of property."""
    entry = town.books.number("R")
    town.write("registrations", day, registration=entry, deal=town.books.number("D"), parcel=held.property,
               owner=f"PB{entry[1:]}", registered_on=day)  # fmt: skip

    def amend(**facts: object) -> Callable[[], object]:
        return lambda: town.note("registrations", day, entry, **facts)

    _broken(town, day, held, {"inherited": amend(deal=None), "entered late": amend(owner=held.owner)}, chance)


def let_to_farmers(town: Town, day: date, held: Exempt, chance: Chance) -> None:
    """The land is let to someone who farms it."""
    lease = town.books.number("FL")
    town.write("farm_leases", day, lease=lease, parcel=held.property, lessor=held.owner, lessee=f"PL{lease[2:]}",
               channel="private", since=day)  # fmt: skip

    def by_the_bank() -> None:
        town.note("farm_leases", day, lease, channel="land-bank")

    _broken(town, day, held, {"by the land bank": by_the_bank}, chance)


def let_in_part(town: Town, day: date, held: Exempt, chance: Chance) -> None:
    """A part of the premises is let."""
    lease, area = town.books.number("EL"), cents(held.area * chance.between("part", 5, 100) / 100)
    town.write("leases", day, lease=lease, property=held.property, lessor=held.owner, lessee=f"CL{lease[2:]}",
               purpose="shop", area=area, since=day)  # fmt: skip
    share = (area / held.area).quantize(Decimal("0.000001"))
    innocent: Amends = {
        "to an industry": lambda: town.note("leases", day, lease, purpose="industry"),
        "sublet by a tenant": lambda: town.note("leases", day, lease, lessor=f"CT{lease[2:]}"),
    }
    _broken(town, day, held, innocent, chance, share)


def closed(town: Town, day: date, held: Exempt, chance: Chance) -> None:
    """The enterprise is closed."""
    town.note("businesses", day, held.owner, closed_on=day)
    innocent: Amends = {
        "merged": lambda: town.note("businesses", day, held.owner, successor=f"CS{held.owner[1:]}"),
        "a mistake": lambda: town.note("businesses", day, held.owner, closed_on=None),
    }
    _broken(town, day, held, innocent, chance)


def _broken(
    town: Town, day: date, held: Exempt, innocent: Amends, chance: Chance, share: Decimal = Decimal(1)
) -> None:
    until = day + town.law.days("acquisition_filing_days", day)
    surcharge = town.law.at("acquisition_surcharge", day)

    def ask(on: date) -> None:
        papers.assess(town, on, "acquisition", property=held.property, taxpayer=held.owner, basis=held.number,
                      amount=cents(held.amount * share))  # fmt: skip

    def excuse() -> None:
        papers.exempt(town, day + DAY * 5, "acquisition", "just-cause", property=held.property, basis=held.number)

    town.follow(
        held.scenario, held.property, known=until + DAY, do=ask, on=day + DAY * chance.between("asked", 0, 40),
        money=cents(cents(held.amount * share) * (1 + surcharge)), innocent={"a just cause": excuse, **innocent},
    )  # fmt: skip
