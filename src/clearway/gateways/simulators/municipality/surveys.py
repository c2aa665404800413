"""Public places are measured: while a permit lasts, whether it is kept to; afterwards, whether the place is clear."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from clearway.gateways.simulators.municipality import papers
from clearway.gateways.simulators.municipality.law import cents, part
from clearway.gateways.simulators.municipality.town import FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance

DAY = timedelta(days=1)
WRONG = (FORGOTTEN, LATE)


class Place(NamedTuple):
    """A road or a river in use, whose area does not change."""

    permit: str
    kind: str
    holder: str
    area: Decimal
    price: Decimal
    since: date
    until: date


def plan(town: Town, place: Place) -> None:
    """Some are measured while they last, some after their end."""
    chance = town.chance(f"surveys/{place.permit}")
    if chance.happens("in time", 0.5):
        town.at(chance.day("measured", place.since + DAY, place.until), measured, place, chance)
    if chance.happens("after the end", 0.7):
        cleared_by = place.until + town.law.days("removal_days", place.until)
        town.at(cleared_by + DAY * chance.between("seen after", 1, 200), seen_after, place, chance)


def _write(town: Town, day: date, place: Place, area: Decimal, since: date | None = None) -> str:
    survey = town.books.number("Q")
    town.write("occupation_surveys", day, survey=survey, permit=place.permit, area=area, seen_since=since,
               measured_on=day, state="valid")  # fmt: skip
    return survey


def measured(town: Town, day: date, place: Place, chance: Chance) -> None:
    """More is in use than the permit allows, and a charge follows."""
    law, since = town.law, day - DAY * chance.between("seen since", 0, 900)
    area = cents(place.area * chance.between("times", 120, 300) / 100) + Decimal("0.5")
    survey = _write(town, day, place, area, since)
    years = min(day.year - max(since, place.since).year + 1, int(law.at("levy_years_most", day)))
    fee = cents(cents((area - place.area) * place.price) * law.at(f"{place.kind}_fee_rate", day))
    charge = cents(cents(fee * law.at("unpermitted_multiple", day)) * years)

    def levy(on: date) -> None:
        papers.levy(town, on, "excess-use", place.permit, payer=place.holder, amount=charge)

    def agrees() -> None:
        most = cents(place.area * (1 + law.at("survey_tolerance", day)) - Decimal("0.01"))
        town.note("occupation_surveys", day, survey, area=most)

    town.follow(
        "LD-07", place.permit, known=day + law.days("unpermitted_levy_days", day) + DAY, money=charge, do=levy,
        on=day + DAY * chance.between("levied", 0, 25),
        innocent={"within what may be wrong": agrees,
                  "withdrawn": lambda: town.note("occupation_surveys", day, survey, state="withdrawn"),
                  "permitted afterwards": lambda: town.note("occupation_permits", day, place.permit,
                                                            area_since=day + DAY),
                  "relief": lambda: papers.relieve(town, day, "excess-use", place.permit)},
    )  # fmt: skip


def seen_after(town: Town, day: date, place: Place, chance: Chance) -> None:
    """The permit is over; the place is clear, or it is not and a charge follows."""
    if chance.happens("clear", 0.5):
        _write(town, day, place, Decimal(0))
        return
    law, end = town.law, place.until
    survey = _write(town, day, place, place.area)
    months = max((day.year - end.year) * 12 + day.month - end.month, 1)
    fee = cents(cents(cents(place.area * place.price) * law.at(f"{place.kind}_fee_rate", day)) * part(months, 12))
    charge = cents(fee * law.at("unpermitted_multiple", day))

    def levy(on: date) -> None:
        papers.levy(town, on, "expired-use", place.permit, payer=place.holder, amount=charge)

    def renewed(state: str, until: date | None) -> None:
        town.write("occupation_renewals", end - DAY * 20, renewal=town.books.number("RN"), permit=place.permit,
                   state=state, applied_on=end - DAY * 20, until=until)  # fmt: skip

    fate = town.follow(
        "LD-08", place.permit, known=day + law.days("unpermitted_levy_days", day) + DAY, money=charge, do=levy,
        on=day + DAY * chance.between("levied", 0, 25),
        innocent={"renewed": lambda: renewed("granted", day + DAY * 500),
                  "asked for": lambda: renewed("pending", None),
                  "cleared soon": lambda: _write(town, day + DAY * 8, place, Decimal(0)),
                  "of a neighbour": lambda: town.note("occupation_surveys", day, survey, state="withdrawn")},
    )  # fmt: skip
    if fate in WRONG and chance.happens("refused", 0.4):
        renewed("refused", None)
