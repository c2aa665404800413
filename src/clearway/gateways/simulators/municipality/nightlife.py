"""Large bars: every year the higher property tax is due on their premises, beside the ordinary one on the house."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from clearway.gateways.simulators.municipality import papers
from clearway.gateways.simulators.municipality.law import cents, months_after, part
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)


@dataclass
class Bar:
    """A bar as it is today."""

    permit: str
    building: str
    owner: str
    area: Decimal
    whole: Decimal
    value: Decimal
    is_closed: bool = False


def plan(town: Town, land: Parcel) -> None:
    """Some old houses hold a bar."""
    chance = town.chance(f"night/{land.parcel}")
    if chance.happens("bar", 0.3):
        town.at(chance.day("opens", FIRST, town.today), opens, land, chance)


def opens(town: Town, day: date, land: Parcel, chance: Chance) -> None:
    """A large bar with many rooms opens in a house that has been there for long."""
    books, area = town.books, money(125 + chance.around("area", 60, 0.7))
    bar = Bar(books.number("W"), books.number("B"), f"PO{land.owner[1:]}", area,
              area + chance.between("more", 0, 900), money(chance.around("value", 500_000, 0.7)))  # fmt: skip
    town.write("buildings", day, building=bar.building, parcel=land.parcel, owner=bar.owner, area=bar.whole,
               purpose="shops", standard_value=bar.value, registered_on=date(2004, 5, 6))  # fmt: skip
    town.write("business_permits", day, permit=bar.permit, building=bar.building, business=books.number("C"),
               holder=land.owner, area=area, rooms=chance.between("rooms", 6, 14), room_area=cents(area / 4),
               permitted_on=day, **{"class": "bar"})  # fmt: skip
    papers.assess(town, day, "registration-licence", basis=bar.permit, taxpayer=land.owner, amount=Decimal(54))
    for year in range(day.year, town.today.year + 1):
        begins = date(year, 1, 1)
        taxed_on = months_after(begins, int(town.law.at("property_tax_month", begins)))
        if taxed_on >= day:
            town.at(taxed_on, taxed, bar)


def taxed(town: Town, day: date, bar: Bar) -> None:
    """The day that counts: the house is taxed as every house, the bar's premises at the higher rate."""
    if bar.is_closed:
        return
    chance, law, begins = town.chance(f"taxed/{bar.permit}/{day.year}"), town.law, date(day.year, 1, 1)
    papers.assess(town, day + DAY * 40, "property", property=bar.building, taxpayer=bar.owner, base=bar.value,
                  amount=cents(bar.value * law.at("property_rate_building", begins)))  # fmt: skip
    is_part = chance.happens("part", 0.4)
    billed = cents(bar.area * chance.between("billed", 10, 90) / 100) if is_part else Decimal(0)
    missing = bar.area - billed

    def higher(on: date, area: Decimal | None = None) -> None:
        papers.assess(town, on, "property", property=bar.building, taxpayer=bar.owner, tax_year=day.year,
                      rate_class="heavy", area=missing if area is None else area)  # fmt: skip

    fate = town.follow(
        "LT-07",
        bar.building,
        part=day.year,
        known=day + law.days("property_tax_days", begins) + DAY,
        money=_difference(town, bar, missing, begins),
        do=higher,
        on=day + DAY * chance.between("higher", 30, 90),
        innocent=_innocent(town, day, bar),
    )
    if billed and fate in ("", FORGOTTEN, LATE):
        higher(day + DAY * 50, billed)


def _innocent(town: Town, day: date, bar: Bar) -> dict[str, Callable[[], object]]:
    facts: dict[str, Any] = {
        "property": bar.building,
        "taxpayer": bar.owner,
        "tax_year": day.year,
        "rate_class": "heavy",
    }
    tolerance = town.law.at("ledger_tolerance", date(day.year, 1, 1))

    def closes() -> None:
        bar.is_closed = True
        town.note("business_permits", day, bar.permit, closed_on=day)

    return {
        "closed": closes,
        "exempt": lambda: papers.exempt(town, day, "property", "public", property=bar.building,
                                        ended_on=day + DAY * 200),
        "measured anew": lambda: papers.assess(town, day + DAY * 60, "property", area=bar.area - tolerance, **facts),
        "no area written down": lambda: papers.assess(town, day + DAY * 60, "property", **facts),
    }  # fmt: skip


def _difference(town: Town, bar: Bar, missing: Decimal, begins: date) -> Decimal:
    rate = town.law.at("property_rate_entertainment", begins) - town.law.at("property_rate_building", begins)
    return cents(cents(bar.value * min(part(missing, bar.whole), Decimal(1))) * rate)
