"""Freight carriers: their vehicles are fuelled with a subsidy, insured, licensed and inspected."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from clearway.gateways.simulators.municipality.law import CENT, cents, months_after
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
WRONG = (FORGOTTEN, LATE)


def plan(town: Town, land: Parcel) -> None:
    """Some vehicles carry for others; of one the policies end, of another the odometer is read."""
    for name, act, before in (("insured", insured, 120), ("inspected", inspected, 420)):
        chance = town.chance(f"carrier/{name}/{land.parcel}")
        if chance.happens("carries", 0.5):
            town.at(chance.day("on", FIRST, town.today - DAY * before), act, chance)


def _fuelling(town: Town, vehicle: str, day: date, litres: int) -> dict[str, Any]:
    subsidy = cents(litres * town.law.at("fuel_subsidy_litre", day))
    return {"fuelling": town.books.number("FF"), "vehicle": vehicle, "carrier": f"CB{vehicle[2:]}", "fuelled_on": day,
            "litres": Decimal(litres), "subsidy": subsidy, "state": "paid"}  # fmt: skip


def insured(town: Town, day: date, chance: Chance) -> None:
    """A policy or a licence ends and another follows; the vehicle is fuelled all the while."""
    vehicle, ends = town.books.number("VT"), day + DAY * chance.between("ends", 20, 60)
    grace = town.law.days("fuel_policy_grace", ends)
    gap = chance.between("gap", 1, 9)
    between = _fuelling(town, vehicle, ends + grace + DAY * gap, chance.between("litres", 80, 300))
    # Where the days of grace change within these weeks, nobody could say which of them count.
    if town.law.at("fuel_policy_grace", ends) != town.law.at("fuel_policy_grace", between["fuelled_on"]):
        return
    held = {"policy": [ends, between["fuelled_on"] + DAY * chance.between("renewed", 1, 20)],
            "licence": [ends + DAY * 900, ends + DAY * 901]}  # fmt: skip
    if chance.happens("licence", 0.5):
        held = {"policy": held["licence"], "licence": held["policy"]}
    which = min(held, key=lambda one: held[one][0])
    fate = town.follow(
        "PM-07", vehicle, known=between["fuelled_on"], money=between["subsidy"], on=None,
        do=lambda on: town.note("fuel_subsidies", on, between["fuelling"], state="recovered"),
        innocent={"recovered": lambda: between.update(state="recovered"),
                  "reversed": lambda: between.update(state="reversed"),
                  "an unknown number": lambda: held.pop(which),
                  "on the last day": lambda: held[which].__setitem__(0, between["fuelled_on"] - grace),
                  "on the first day": lambda: held[which].__setitem__(1, between["fuelled_on"])},
    )  # fmt: skip
    if not fate:
        held[which][1] = ends + DAY
    for one, last in held.items():
        _hold(town, day, vehicle, one, last)
    for facts in (_fuelling(town, vehicle, day, 150), between):
        town.write("fuel_subsidies", facts["fuelled_on"], **facts)


def _hold(town: Town, day: date, vehicle: str, one: str, until: list[date]) -> None:
    """A policy or a licence until a day, and another from another day on."""
    source, facts = "vehicle_policies", {"vehicle": vehicle}
    if one == "licence":
        source, facts = "carrier_licences", {"vehicle": vehicle, "carrier": f"CB{vehicle[2:]}"}
    last, following = until
    for since, ends in ((FIRST, last), (following, following + DAY * 365)):
        town.write(source, max(since, day), since=since, until=ends, **facts, **{one: town.books.number("VP")})


def inspected(town: Town, day: date, chance: Chance) -> None:
    """A vehicle is inspected twice, a year apart; between, it uses about as much fuel as its way needs."""
    vehicle, law = town.books.number("VT"), town.law
    second, way = months_after(day, 12), chance.between("kilometres", 8000, 60000)
    usual = money(chance.between("usual", 250, 600) / 100)
    margin = law.at("fuel_margin", second)
    allowed = (way * margin / usual).quantize(CENT, ROUND_HALF_UP)
    excess = chance.between("excess", 20, 3000)
    litres = int(allowed) + excess
    facts = [_fuelling(town, vehicle, months_after(day, month), int(allowed) // 4) for month in (1, 4, 7)]
    facts.append(_fuelling(town, vehicle, months_after(day, 11), litres - 3 * (int(allowed) // 4)))
    reading = {"inspection": town.books.number("VI"), "vehicle": vehicle, "inspected_on": second,
               "odometer": 90000 + way, "kilometres_per_litre": usual, "auxiliary": "no"}  # fmt: skip

    def usual_use() -> None:
        facts[-1]["litres"] = max(Decimal(1), facts[-1]["litres"] - excess - chance.between("less", 1, 400))

    def within_the_margin() -> None:
        facts[-1]["litres"] = allowed - sum((one["litres"] for one in facts[:-1]), Decimal(0))

    fate = town.follow(
        "PM-08", vehicle, known=second, on=None,
        money=cents((litres - allowed) * law.at("fuel_subsidy_litre", second)),
        do=lambda on: town.note("vehicle_inspections", on, reading["inspection"], odometer=90000 + 10 * way),
        innocent={"a cooling unit": lambda: reading.update(auxiliary="yes"),
                  "a new odometer": lambda: reading.update(odometer=way // 2),
                  "recovered": lambda: [one.update(state="recovered") for one in facts],
                  "to the margin": within_the_margin},
    )  # fmt: skip
    if not fate:
        usual_use()
    for held in ("policy", "licence"):
        _hold(town, day, vehicle, held, [second, second + DAY])
    town.write("vehicle_inspections", day, **{**reading, "inspection": town.books.number("VI"), "inspected_on": day,
                                              "odometer": 90000, "auxiliary": "no"})  # fmt: skip
    town.write("vehicle_inspections", second, **reading)
    for one in facts:
        one["subsidy"] = cents(one["litres"] * law.at("fuel_subsidy_litre", one["fuelled_on"]))
        town.write("fuel_subsidies", one["fuelled_on"], **one)
