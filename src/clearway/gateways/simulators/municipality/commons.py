"""Land of the municipality: houses reach over its borders, with a right or without one."""

from datetime import date, timedelta
from typing import Any

from clearway.gateways.simulators.municipality import papers
from clearway.gateways.simulators.municipality.law import cents
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, Town
from clearway.gateways.simulators.registers.chance import money

DAY = timedelta(days=1)
CHARGE = "public-use-charge"


def plan(town: Town, land: Parcel) -> None:
    """Beside some parcels there is public land."""
    chance = town.chance(f"commons/{land.parcel}")
    if chance.happens("public", 0.4):
        town.at(chance.day("looked at", FIRST, town.today), looked_at, land)


def looked_at(town: Town, day: date, land: Parcel) -> None:
    """Outlines of houses were laid over the map, and somebody went there; a charge follows, or a lease is found."""
    parcel, law = town.books.number("LQ"), town.law
    chance, footprint = town.chance(f"looked at/{parcel}"), town.books.number("FP")
    overlap = law.at("overlap_tolerance", day) + money(1 + chance.around("overlap", 12, 0.8))
    since = day - DAY * chance.between("since", 0, 3000)
    facts: dict[str, Any] = {"holder_kind": "private", "overlap": overlap, "checked_by": "site"}
    years = min(day.year - since.year + 1, int(law.at("levy_years_most", day)))
    fee = cents(cents(overlap * land.price) * law.at("public_use_rate", day))
    charge = cents(cents(fee * law.at("unpermitted_multiple", day)) * years)
    town.write("public_parcels", day, parcel=parcel, area=money(600), unit_value=land.price)
    town.write("footprints", day, footprint=footprint, parcel=parcel, building=f"BF{footprint[2:]}", seen_since=since,
               holder=land.owner, checked_on=day, **facts)  # fmt: skip
    if chance.happens("of a neighbour", 0.3):
        other = town.books.number("FP")
        town.write("footprints", day, footprint=other, parcel=parcel, building=f"BF{other[2:]}", seen_since=since,
                   holder=f"PN{other[2:]}", checked_on=day, **facts | {"checked_by": "image"})  # fmt: skip

    def levy(on: date) -> None:
        papers.levy(town, on, CHARGE, parcel, payer=land.owner, amount=charge)

    def lease() -> None:
        town.write("public_leases", day, lease=town.books.number("PL"), parcel=parcel, holder=land.owner,
                   since=day - DAY * 300)  # fmt: skip

    town.follow(
        "LD-24",
        parcel,
        known=day + law.days("unpermitted_levy_days", day) + DAY,
        money=charge,
        do=levy,
        on=day + DAY * chance.between("levied", 0, 25),
        innocent={
            "a lease": lease,
            "relief": lambda: papers.relieve(town, day, CHARGE, parcel),
            "sold": lambda: town.note("public_parcels", day, parcel, given_up_on=day - DAY * 40),
            "an authority": lambda: town.note("footprints", day, footprint, holder_kind="public"),
            "over by a hand": lambda: town.note(
                "footprints", day, footprint, overlap=law.at("overlap_tolerance", day)
            ),
            "from the air only": lambda: town.note("footprints", day, footprint, checked_by="image"),
        },
    )
