"""What follows a sale of land: it is to be registered."""

from datetime import date, timedelta
from decimal import Decimal

from clearway.gateways.simulators.municipality import papers, succession
from clearway.gateways.simulators.municipality.law import cents, months_after
from clearway.gateways.simulators.municipality.parcels import Parcel, enter
from clearway.gateways.simulators.municipality.town import FIRST, Town

DAY = timedelta(days=1)
PENALTY = "long-registration-penalty"
#: Balances paid later cannot have been forgotten for long enough by the last day of a town.
LAST = date(2023, 6, 1)


def plan(town: Town, land: Parcel) -> None:
    """Some purchases are paid in full, and nobody goes to the register of property."""
    chance = town.chance(f"kept/{land.parcel}")
    if chance.happens("kept", 0.4):
        town.at(chance.day("paid", FIRST, LAST), paid, land)


def paid(town: Town, day: date, land: Parcel) -> None:
    """The balance of a purchase is paid; within months it is registered, or there is a reason why not."""
    books, law = town.books, town.law
    deal = books.number("D")
    chance = town.chance(f"paid/{deal}")
    base, parcel = cents(land.price * chance.between("m²", 50, 900)), f"LK{deal[1:]}"
    enter(town, day, parcel, f"PO{parcel}", land.price)
    town.write("deals", day, deal=deal, parcel=parcel, seller=f"PS{deal[1:]}", buyer=land.owner, price=base,
               tax_base=base, contract_on=day - DAY * 20, reported_on=day - DAY * 15, balance_on=day)  # fmt: skip
    latest = months_after(day, int(law.at("long_registration_months", day)))
    penalty = cents(base * law.at("long_registration_rate", day))

    def levy(on: date) -> None:
        papers.levy(town, on, PENALTY, deal, payer=land.owner, amount=penalty)

    fate = town.follow(
        "LD-10", deal, known=latest + DAY, money=penalty, do=levy, on=None,
        innocent={"before a court": lambda: papers.relieve(town, latest - DAY * 30, PENALTY, deal),
                  "called off": lambda: town.note("deals", day + DAY * 40, deal, cancelled_on=day + DAY * 40),
                  "paid later": lambda: town.note("deals", day, deal, balance_on=None)},
    )  # fmt: skip
    if fate == "":
        on = day + DAY * chance.between("registered", 1, 55)
        town.write("registrations", on, registration=books.number("R"), deal=deal, parcel=parcel, owner=land.owner,
                   registered_on=on)  # fmt: skip
        if chance.happens("crossing", 0.5):
            _crossing(town, day, parcel, f"PS{deal[1:]}")
            town.at(on, succession.passed, parcel, land.owner)


def _crossing(town: Town, day: date, parcel: str, seller: str) -> None:
    """For years a crossing over a ditch of the road has gone with the land, free of its fee."""
    permit, since = town.books.number("O"), day - DAY * 400
    until = date(day.year + 6, 12, 31)
    town.write("occupation_permits", day, permit=permit, kind="road", parcel=parcel, holder=seller, area=Decimal(9),
               purpose="crossing", area_since=since, land_price=Decimal(100), since=since, until=until)  # fmt: skip
    papers.relieve(town, day, "road-fee", permit, since=since, ground="public-use")
    town.with_land[parcel] = [(permit, since, until)]
