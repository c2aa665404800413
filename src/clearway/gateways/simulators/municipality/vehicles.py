"""Vehicles: insured year after year, charged where they burn diesel, and exempt where a disabled person drives."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from clearway.gateways.simulators.municipality import papers
from clearway.gateways.simulators.municipality.law import cents, months_after, part
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
WRONG = (FORGOTTEN, LATE)
FINE, CHARGE = "insurance-fine", "environment-charge"
#: For these a household may part without the tax being asked for.
MOVES = ("marriage", "emigration")


@dataclass
class Vehicle:
    """A vehicle as it is today."""

    number: str
    owner: str
    litres: Decimal
    leaves: date
    has_gap: bool = False
    is_free: bool = False
    prepaid: int = 0

    def is_gone(self, day: date) -> bool:
        """Whether it has left the register by a day."""
        return self.leaves <= day


def plan(town: Town, land: Parcel) -> None:
    """Some people buy a vehicle."""
    chance = town.chance(f"vehicle/{land.parcel}")
    if chance.happens("bought", 0.45):
        town.at(chance.day("bought on", FIRST, town.today), bought, chance)


def bought(town: Town, day: date, chance: Chance) -> None:
    """A vehicle is registered and insured; one day it is exported."""
    number, fuel = town.books.number("VH"), chance.one_of("fuel", ("diesel", "diesel", "petrol", "electric"))
    leaves = day + DAY * chance.between("leaves", 300, 4000)
    vehicle = Vehicle(number, f"PV{number[2:]}", Decimal(chance.between("litres", 10, 40)) / 10, leaves)
    town.write("vehicles", day, vehicle=number, owner=vehicle.owner, fuel=fuel, litres=vehicle.litres,
               emission_class=chance.between("class", 2, 4), registered_on=day)  # fmt: skip
    town.at(leaves, _exported, vehicle)
    _insure(town, day, vehicle)
    if fuel == "diesel":
        _charge_halves(town, day, vehicle)
    if chance.happens("disabled", 0.6):
        _exempt(town, day, vehicle, chance)


def _exported(town: Town, day: date, vehicle: Vehicle) -> None:
    if vehicle.leaves == day:
        _gone(town, day, vehicle, "exported")


def _gone(town: Town, day: date, vehicle: Vehicle, cause: str) -> None:
    vehicle.leaves = min(day, vehicle.leaves)
    town.note("vehicles", day, vehicle.number, deregistered_on=day, deregistered_for=cause)


def _insure(town: Town, day: date, vehicle: Vehicle) -> None:
    last = months_after(day, 12) - DAY
    town.write("vehicle_policies", day, policy=town.books.number("IP"), vehicle=vehicle.number, since=day, until=last)
    town.at(last + DAY, runs_out, vehicle)


def _insured_again(town: Town, day: date, vehicle: Vehicle) -> None:
    if not vehicle.is_gone(day):
        _insure(town, day, vehicle)


def runs_out(town: Town, day: date, vehicle: Vehicle) -> None:
    """A policy is over; the next one begins, at once or after a gap for which a fine follows."""
    if vehicle.is_gone(day):
        return
    if vehicle.has_gap:
        _insure(town, day, vehicle)
        return
    law, chance = town.law, town.chance(f"runs out/{vehicle.number}/{day}")
    levied_by, gap = law.days("insurance_levy_days", day), chance.between("gap", 1, 120)
    days = min(gap, levied_by.days, (vehicle.leaves - day).days)
    further = max(days - int(law.at("insurance_first_days", day)), 0)
    fine = law.at("insurance_fine_base", day) + further * law.at("insurance_fine_day", day)

    def levy(on: date) -> None:
        papers.levy(town, on, FINE, vehicle.number, payer=vehicle.owner, amount=fine)

    def rest(cause: str) -> None:
        town.write("vehicle_rests", day, rest=town.books.number("VR"), vehicle=vehicle.number, cause=cause,
                   since=day, until=day + DAY * gap)  # fmt: skip

    innocent: dict[str, Callable[[], object]] = {
        "laid up": lambda: rest("laid-up"),
        "owner abroad": lambda: rest("owner-abroad"),
        "scrapped": lambda: _gone(town, day, vehicle, "scrapped"),
        "relief": lambda: papers.relieve(town, day + DAY * 9, FINE, vehicle.number),
    }
    fate = town.follow(
        "LD-22",
        vehicle.number,
        part=day,
        known=day + levied_by + DAY,
        money=fine,
        do=levy,
        on=None,
        innocent=innocent,
    )
    if fate == "" and chance.happens("in time", 0.8):
        _insure(town, day, vehicle)
        return
    if fate == "":
        levy(day + DAY * chance.between("levied", 0, 55))
    vehicle.has_gap = True
    town.at(day + DAY * gap, _insured_again, vehicle)


def _charge_halves(town: Town, day: date, vehicle: Vehicle) -> None:
    for year in range(day.year, town.today.year + 1):
        for half, starts in enumerate((date(year, 1, 1), date(year, 7, 1)), start=1):
            if starts >= day:
                town.at(months_after(starts, 6), half_is_over, vehicle, starts, half)


def half_is_over(town: Town, day: date, vehicle: Vehicle, starts: date, half: int) -> None:
    """A diesel vehicle that was there all the half-year is charged for it."""
    law, ends = town.law, day - DAY
    if vehicle.is_free or vehicle.prepaid == starts.year or vehicle.leaves < ends:
        return
    chance = town.chance(f"half/{vehicle.number}/{starts}")
    charge = cents(law.at("environment_base", starts) * vehicle.litres)
    facts = {"payer": vehicle.owner, "levy_year": starts.year, "amount": charge}

    def relieve(until: date | None) -> None:
        vehicle.is_free = until is None
        papers.relieve(town, day, CHARGE, vehicle.number, since=starts, until=until)

    def fit() -> None:
        vehicle.is_free = True
        town.note("vehicles", day, vehicle.number, filter_on=starts)

    def prepay() -> None:
        vehicle.prepaid = starts.year
        papers.levy(town, day, CHARGE, vehicle.number, **facts)

    innocent: dict[str, Callable[[], object]] = {
        "hardship": lambda: relieve(ends), "a veteran": lambda: relieve(None), "a filter": fit}  # fmt: skip
    if half == 1:
        innocent["paid for the whole year"] = prepay
    town.follow(
        "LD-28", vehicle.number, part=starts, known=ends + law.days("environment_days", starts) + DAY, money=charge,
        do=lambda on: papers.levy(town, on, CHARGE, vehicle.number, levy_part=half, **facts),
        on=day + DAY * chance.between("levied", 0, 50), innocent=innocent,
    )  # fmt: skip


def _exempt(town: Town, day: date, vehicle: Vehicle, chance: Chance) -> None:
    amount = money(100 + chance.around("tax", 900, 0.5))
    exemption = papers.exempt(town, day, "acquisition", "disabled-driver", property=vehicle.number, amount=amount,
                              taxpayer=vehicle.owner)  # fmt: skip
    entries = {role: town.books.number("OE") for role in ("disabled", "family")}
    for role, entry in entries.items():
        person = vehicle.owner if role == "disabled" else f"PF{entry[2:]}"
        town.write("vehicle_owners", day, entry=entry, vehicle=vehicle.number, person=person, role=role, since=day)
    bound_until = months_after(day, int(town.law.at("disabled_car_months", day)))
    left = (bound_until - day).days
    role = chance.one_of("who", tuple(entries))
    town.at(day + DAY * chance.between("parts", 1, left - 1), parted, vehicle, (exemption, entries[role], role),
            amount, (day, bound_until))  # fmt: skip


def parted(
    town: Town, day: date, vehicle: Vehicle, about: tuple[str, str, str], amount: Decimal, bound: tuple[date, date]
) -> None:
    """The disabled owner gives the vehicle away, or the family member moves out; the tax is asked for."""
    (exemption, entry, role), (granted, bound_until) = about, bound
    if vehicle.is_gone(day):
        return
    chance, number = town.chance(f"parted/{vehicle.number}"), vehicle.number
    asked = cents(amount * part((bound_until - day).days, (bound_until - granted).days))
    facts = {"until": day} if role == "disabled" else {"left_household_on": day, "left_for": "move"}
    town.note("vehicle_owners", day, entry, **facts)

    def wreck() -> None:
        _gone(town, day, vehicle, chance.one_of("how", ("wrecked", "stolen")))

    def understood() -> None:
        change = {"died_on": day} if role == "disabled" else {"left_for": chance.one_of("for", MOVES)}
        town.note("vehicle_owners", day, entry, **change)

    innocent: dict[str, Callable[[], object]] = {
        "wrecked or stolen": wreck,
        "died, married or went abroad": understood,
        "a just cause": lambda: papers.exempt(
            town, day + DAY * 5, "acquisition", "just-cause", property=number, basis=exemption
        ),
    }
    if vehicle.has_gap:
        # What the gap in its insurance costs was reckoned with the day on which the vehicle was to leave.
        del innocent["wrecked or stolen"]
    town.follow(
        "LT-14", number, known=day + town.law.days("acquisition_filing_days", day) + DAY, money=asked,
        do=lambda on: papers.assess(town, on, "acquisition", property=number, taxpayer=vehicle.owner, amount=asked),
        on=day + DAY * chance.between("asked", 0, 40),
        innocent=innocent,
    )  # fmt: skip
