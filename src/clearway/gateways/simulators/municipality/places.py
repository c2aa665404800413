"""The use of public places: permits for roads, rivers and the water surface, whose fee is levied year by year."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from clearway.gateways.simulators.municipality import surveys
from clearway.gateways.simulators.municipality.law import cents, part
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
SCENARIOS = {"road": "LD-01", "river": "LD-02", "sea": "LD-03"}
#: How much of a kind of place one permit covers, about.
AREAS = {"road": 15, "river": 120, "sea": 900}


@dataclass
class Use:
    """A use of a public place as it is today."""

    permit: str
    kind: str
    holder: str
    area: Decimal
    price: Decimal
    since: date
    until: date
    billed: Decimal
    is_free: bool = False


def plan(town: Town, land: Parcel) -> None:
    """Beside some parcels a road, a river or the water is used."""
    for kind in SCENARIOS:
        chance = town.chance(f"{kind}/{land.parcel}")
        if chance.happens("used", 0.35):
            town.at(chance.day("since", FIRST, town.today), allowed, kind, land)


def allowed(town: Town, day: date, kind: str, land: Parcel) -> None:
    """A permit for some years."""
    chance = town.chance(f"allowed/{kind}/{land.parcel}")
    area = money(1 + chance.around("area", AREAS[kind], 0.6))
    until = date(day.year + chance.between("years", 0, 3), 12, 31)
    purpose = chance.one_of("purpose", ("sign", "seats", "crossing", "jetty", "pipes"))
    use = Use(town.books.number("O"), kind, land.owner, area, land.price, day, until, area)
    town.books.enter("occupation_permits", day, permit=use.permit, kind=kind, parcel=land.parcel, holder=use.holder,
                     purpose=purpose, area=area,
                     area_since=day, land_price=land.price, since=day, until=until)  # fmt: skip
    town.at(day, year_begins, use)
    if purpose in ("crossing", "jetty"):
        town.with_land.setdefault(land.parcel, []).append((use.permit, day, until))
    if kind != "sea":
        surveys.plan(town, surveys.Place(use.permit, kind, use.holder, area, land.price, day, until))


def year_begins(town: Town, day: date, use: Use) -> None:
    """The fee of a year falls due, for as many months as the place is used; next year it does again."""
    chance = town.chance(f"use/{use.permit}/{day.year}")
    if use.kind == "sea" and day > use.since and chance.happens("grows", 0.2):
        grow(town, day, use)
    elif use.kind == "sea" and chance.happens("grows in the year", 0.1):
        town.at(day + DAY * chance.between("grows on", 100, 250), grows_in_the_year, use)
    if not use.is_free:
        _fee(town, day, use, chance)
    if use.until.year > day.year:
        town.at(date(day.year + 1, 1, 1), year_begins, use)


def _fee(town: Town, day: date, use: Use, chance: Chance) -> None:
    known = day + town.law.days("occupation_levy_days", date(day.year, 1, 1)) + DAY
    # After the area has grown, what is forgotten may be the whole fee, or that last year's bill no longer fits.
    is_copied = use.billed < use.area and chance.happens("copied", 0.5)
    missing = use.area - use.billed if is_copied else use.area
    on, small = day + DAY * chance.between("levied", 0, 50), use.billed

    def levy(when: date) -> None:
        use.billed = use.area
        _levy(town, when, day.year, use, use.area)

    def free() -> None:
        use.is_free = True
        _relieve(town, day, use, None)

    def in_parts() -> None:
        use.billed = use.area
        for share in (6, 4):
            _levy(town, on, day.year, use, cents(use.area * share / 10))

    fate = town.follow(
        SCENARIOS[use.kind],
        use.permit,
        known=known,
        money=fee(town, use, missing, day),
        on=on,
        do=levy,
        part=day.year,
        innocent={
            "relief": lambda: _relieve(town, day, use, date(day.year, 12, 31)),
            "free": free,
            "billed in two parts": in_parts,
        },
    )
    if fate in (FORGOTTEN, LATE) and is_copied:
        _levy(town, on, day.year, use, small)


def fee(town: Town, use: Use, area: Decimal, day: date) -> Decimal:
    """The fee on an area for the months of the first year's use that are left."""
    rate = town.law.at(f"{use.kind}_fee_rate", date(day.year, 1, 1))
    return cents(cents(cents(area * use.price) * rate) * part(12 - day.month + 1, 12))


def grows_in_the_year(town: Town, day: date, use: Use) -> None:
    """The bill of the year has been right when it was made."""
    if day < min(use.until, date(use.until.year, 12, 1)):
        grow(town, day, use)


def _levy(town: Town, day: date, year: int, use: Use, area: Decimal) -> None:
    amount = fee(town, use, area, max(use.since, date(year, 1, 1)))
    town.write("duty_levies", day, levy=town.books.number("F"), kind=f"{use.kind}-fee", basis=use.permit, area=area,
               payer=use.holder, levy_year=year, amount=amount, levied_on=day, state="standing")  # fmt: skip


def _relieve(town: Town, day: date, use: Use, until: date | None) -> None:
    town.write(
        "duty_reliefs",
        day,
        relief=town.books.number("RL"),
        kind=f"{use.kind}-fee",
        basis=use.permit,
        since=day,
        until=until,
        ground="public-use" if until is None else "disaster",
    )


def grow(town: Town, day: date, use: Use) -> None:
    """A larger area is permitted; never while a fee is owed, of which nobody would know for what area."""
    if (SCENARIOS[use.kind], use.permit) in town.owed or use.is_free:
        return
    use.area = cents(use.area * town.chance(f"grow/{use.permit}/{day}").between("times", 3, 6))
    town.books.amend("occupation_permits", day, use.permit, area=use.area, area_since=day)
