"""Public works, paid by the day: sheets of attendance beside lists of wages."""

from datetime import date, timedelta
from typing import Any

from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)


def plan(town: Town, land: Parcel) -> None:
    """Some public works begin."""
    chance = town.chance(f"public work/{land.parcel}")
    if chance.happens("begins", 0.4):
        town.at(chance.day("on", FIRST, town.today - DAY * 20), begins, chance)


def begins(town: Town, day: date, chance: Chance) -> None:
    """Three people work for a week; each is paid for the days on which they were there, to their own account."""
    project, law = town.books.number("PJ"), town.law
    least = int(law.at("shared_account_wages", day))
    # Where the law changes within the week, each day would count by its own number.
    if law.at("shared_account_wages", day + DAY * 5) != least:
        return
    entered = law.days("attendance_days", day)
    people = [town.books.number("PW") for _ in range(3)]
    facts = {one: {"project": project, "person": one, "household": f"UW{one[2:]}", "account": f"KW{one[2:]}",
                   "kind": "day", "amount": money(chance.between("wage", 45, 70)), "state": "paid"}
             for one in people}  # fmt: skip
    # The first of them stays away on the last days, and another's account stands beside the name.
    away, strange = least + chance.between("more", 0, 5 - least), facts[people[0]]
    strange["account"] = facts[people[1]]["account"]
    days = [day + DAY * number for number in range(5)]
    absent = {on: {"wage": town.books.number("DW"), **strange, "worked_on": on} for on in days[5 - away :]}
    is_seen: list[bool] = []
    changed: dict[str, Any] = {}

    def recover(on: date) -> None:
        for one in absent.values():
            town.note("daily_wages", on, one["wage"], state="recovered")

    fate = town.follow(
        "HR-14", project, known=days[-1] + entered + DAY, money=strange["amount"] * away, do=recover, on=None,
        innocent={"live together": lambda: strange.update(household=facts[people[1]]["household"]),
                  "days of rest": lambda: changed.update(kind="rest-day"),
                  "was there": lambda: is_seen.append(True),
                  "an own account": lambda: strange.update(account=f"KW{people[0][2:]}"),
                  "recovered": lambda: changed.update(state="recovered")},
    )  # fmt: skip
    if not fate:
        strange["account"] = f"KW{people[0][2:]}"
    for one, wage in facts.items():
        _week(town, wage, [on for on in days if one != people[0] or on not in absent])
    told = {"account": strange["account"], "household": strange["household"], **changed}
    for on, wage in absent.items() if fate else ():
        town.write("daily_wages", on, **{**wage, **told})
        if is_seen:
            town.at(on + entered, lambda town, _day, on=on, wage=wage: _present(town, on, wage))


def _week(town: Town, wage: dict[str, Any], days: list[date]) -> None:
    for on in days:
        town.write("daily_wages", on, wage=town.books.number("DW"), worked_on=on, **wage)
        _present(town, on, wage)


def _present(town: Town, day: date, wage: dict[str, Any]) -> None:
    town.write("attendances", day, project=wage["project"], person=wage["person"], worked_on=day, outcome="present")
