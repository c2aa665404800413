"""Allowances beside the pay: for families, for journeys on duty and for overtime, as they are claimed and paid."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from clearway.gateways.simulators.municipality.law import cents, months_after
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
WRONG = (FORGOTTEN, LATE)
#: What a long journey brings, in every year.
LONG = Decimal(20)
MORNING = 540


def plan(town: Town, land: Parcel) -> None:
    """Families of officials, journeys, and offices that work late."""
    for name, share, act in (("family", 0.4, joins), ("car", 0.4, drives), ("journey", 0.4, travels),
                             ("late", 0.3, works_late)):  # fmt: skip
        chance = town.chance(f"allowance/{name}/{land.parcel}")
        if chance.happens("arises", share):
            town.at(chance.day("on", FIRST, town.today - DAY * 200), act, chance)


def joins(town: Town, day: date, chance: Chance) -> None:
    """A parent for whom an allowance for a child is paid; later the other parent becomes an official too."""
    month, first, second = day.replace(day=1), town.books.number("S"), town.books.number("S")
    child, low, whole = f"PC{first[1:]}", money(chance.between("low", 12, 20)), money(20)
    shared = months_after(month, 3)
    facts: dict[str, Any] = {"official": second, "person": child, "amount": low, "share": Decimal(1), "state": "paid"}
    of_the_first = {"amount": whole, "share": Decimal(1)}
    stops = [months_after(month, 6)]

    def halves() -> None:
        facts.update(share=Decimal("0.5"), amount=cents(whole / 2))
        of_the_first.update(share=Decimal("0.5"), amount=cents(whole / 2))

    fate = town.follow(
        "HR-03", child, known=shared, money=low, on=None,
        do=lambda on: town.note("allowance_payments", on, second, child, shared, state="recovered"),
        innocent={"halves": halves, "taken over": lambda: stops.append(shared),
                  "recovered": lambda: facts.update(state="recovered"),
                  "another child": lambda: facts.update(person=f"PD{second[1:]}")},
    )  # fmt: skip
    for later in range(6):
        paid = months_after(month, later)
        if paid < min(stops):
            town.write("allowance_payments", paid, official=first, person=child, month_from=paid, state="paid",
                       **of_the_first)  # fmt: skip
    if fate:
        town.write("allowance_payments", shared, month_from=shared, **facts)


def _journey(town: Town, day: date, chance: Chance) -> dict[str, Any]:
    official = town.books.number("S")
    return {"trip": town.books.number("TR"), "on_day": f"{official}/{day}", "official": official,
            "unit": f"O{chance.between('unit', 1, 60):03}", "travelled_on": day, "from_minute": MORNING,
            "until_minute": MORNING + 300, "kilometres": money(chance.between("way", 5, 60)), "basis": "flat",
            "allowance": LONG, "cut": Decimal(0), "state": "paid"}  # fmt: skip


def drives(town: Town, day: date, chance: Chance) -> None:
    """An official travels by official car, or not far; the allowance is cut for it."""
    facts, least = _journey(town, day, chance), town.law.at("trip_least_distance", day)
    ride = {"ride": town.books.number("CR"), "trip": facts["trip"], "vehicle": f"VC{chance.between('car', 1, 40):03}",
            "driven_on": day, "kilometres": facts["kilometres"]}  # fmt: skip
    by_car = chance.happens("by car", 0.6)
    due = LONG
    if by_car:
        due = min(LONG, town.law.at("trip_car_cut", day))
    else:
        facts["kilometres"] = cents(least * chance.between("near", 20, 99) / 100)
    innocent: dict[str, Callable[[], object]] = {
        "real costs": lambda: facts.update(basis="receipts"),
        "recovered": lambda: facts.update(state="recovered"),
    }
    if by_car:
        innocent |= {"the car stayed": lambda: ride.update(kilometres=Decimal(0)),
                     "another's ride": lambda: ride.update(trip=town.books.number("TR"))}  # fmt: skip
    else:
        innocent["just far enough"] = lambda: facts.update(kilometres=least)
    fate = town.follow(
        "HR-04", facts["trip"], known=day, money=due, on=None, innocent=innocent,
        do=lambda on: town.note("trips", on, facts["trip"], cut=due),
    )  # fmt: skip
    if not fate:
        facts["cut"] = due
    town.write("trips", day, **facts)
    if by_car:
        town.write("car_rides", day, **ride)


def travels(town: Town, day: date, chance: Chance) -> None:
    """An official is away for hours, and is seen in the office before and afterwards."""
    facts, law = _journey(town, day, chance), town.law
    long, short = int(law.at("trip_long_minutes", day)), law.at("trip_short_allowance", day)
    brief = int(law.at("trip_presence_minutes", day))
    facts["until_minute"] = ends = MORNING + long + chance.between("more", 0, 60)
    early = MORNING + long - chance.between("early", 1, 150)
    stay = {"kind": "door", "from_minute": min(early, ends - brief), "until_minute": ends + 90}

    def fetched_papers() -> None:
        facts.update(until_minute=MORNING + long)
        stay.update(from_minute=MORNING + 60, until_minute=MORNING + 60 + brief - 1)

    fate = town.follow(
        "HR-05", facts["on_day"], known=day, money=LONG - short, on=None,
        do=lambda on: town.note("trips", on, facts["trip"], allowance=short),
        innocent={"fetched papers": fetched_papers, "from home": lambda: stay.update(kind="remote"),
                  "left on": lambda: stay.update(kind="computer"),
                  "claimed as short": lambda: facts.update(allowance=short),
                  "just long enough": lambda: stay.update(from_minute=MORNING + long)},
    )  # fmt: skip
    town.write("trips", day, **facts)
    if not fate:
        stay["from_minute"] = ends
    for seen in (stay, {"kind": "door", "from_minute": 480, "until_minute": MORNING - 5}):
        town.write("presences", day, entry=town.books.number("PE"), on_day=facts["on_day"], **seen)


def works_late(town: Town, day: date, chance: Chance) -> None:
    """An office works overtime for a month; each has hours of one's own, and the doors know them."""
    law, month, unit = town.law, day.replace(day=1), town.books.number("OV")
    least, spread = int(law.at("overtime_officials", month)), law.at("overtime_spread", month)
    missing = law.at("overtime_tolerance", month) + chance.between("missing", 1, 12)
    hours, hourly = Decimal(chance.between("hours", 20, 45)), money(chance.between("hourly", 9, 16))
    people = [town.books.number("S") for _ in range(least + chance.between("more", 0, 2))]
    claimed = dict.fromkeys(people, hours)
    seen = {**claimed, people[0]: hours - missing, people[1]: hours - law.at("overtime_tolerance", month)}
    kind = ["claimed"]
    paid = months_after(month, 1)

    def correct(on: date) -> None:
        town.note("overtime", on, people[0], month, hours=seen[people[0]])

    fate = town.follow(
        "HR-13", f"{unit}/{month}", known=paid, money=cents(missing * hourly), do=correct, on=None,
        innocent={"worked together": lambda: seen.update(dict.fromkeys(people, hours)),
                  "a flat number": lambda: kind.append("flat"), "worked outside": lambda: kind.append("field"),
                  "few": lambda: [claimed.pop(one) for one in people[least - 1:]],
                  "differ": lambda: claimed.update({people[1]: hours + spread})},
    )  # fmt: skip
    if not fate:
        claimed |= {one: hours + spread * place for place, one in enumerate(people)}
        seen = {one: claimed[one] - chance.between(one, 0, 4) for one in people}
    about = {"unit_month": f"{unit}/{month}", "month_from": month}
    hours_of = {"unit": unit, "kind": kind[-1], "hourly": hourly, "state": "paid"}
    for one, number in claimed.items():
        town.write("overtime", paid, official=one, hours=number, **hours_of, **about)
        town.write("late_hours", paid, official=one, hours=seen[one], **about)
