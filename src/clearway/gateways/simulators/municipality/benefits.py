"""What people receive and what may end it: they are not found, have died, work elsewhere, or change their account."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from clearway.gateways.simulators.municipality.law import months_after
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
WRONG = (FORGOTTEN, LATE)
Amend = Callable[[], object]


def plan(town: Town, land: Parcel) -> None:
    """People beside those of the parcels, each with one story."""
    for name, act in (("moved", moved_away), ("rides", rides), ("job", works), ("notice", told_of), ("bank", sent)):
        chance = town.chance(f"benefit/{name}/{land.parcel}")
        if chance.happens("arises", 0.4):
            town.at(chance.day("on", FIRST, town.today - DAY * 240), act, chance)


def _resident(town: Town, day: date, chance: Chance) -> str:
    person = town.books.number("PN")
    town.write("residents", day, person=person, born_on=date(chance.between("born", 1935, 1955), 5, 5),
               household=f"UN{person[2:]}")  # fmt: skip
    return person


def moved_away(town: Town, day: date, chance: Chance) -> None:
    """A benefit is paid each month; its receiver is no longer found, and after some weeks it rests."""
    person, first = _resident(town, day, chance), day.replace(day=1)
    amount, found_on = money(250 + chance.between("more", 0, 150)), months_after(day, 1)
    rests = months_after((found_on + town.law.days("residence_days", found_on)).replace(day=1), 1)
    note = {"note": town.books.number("RN"), "person": person, "reason": "not-found", "set_on": found_on}
    facts = {"person": person, "kind": chance.one_of("kind", ("basic-pension", "child")), "month_from": rests,
             "amount": amount, "state": "paid"}  # fmt: skip
    kind = facts["kind"]
    fate = town.follow(
        "SW-03", person, known=rests, money=amount, on=None,
        do=lambda on: town.note("benefits", on, person, kind, rests, state="recovered"),
        innocent={"found again": lambda: town.note("residence_notes", rests - DAY, note["note"],
                                                   lifted_on=rests - DAY),
                  "in a shelter": lambda: note.update(reason="shelter"),
                  "recovered": lambda: facts.update(state="recovered"),
                  "urgent care": lambda: facts.update(kind="care")},
    )  # fmt: skip
    town.write("residence_notes", found_on, **note)
    month = first
    while month < rests:
        town.write("benefits", month, **{**facts, "kind": kind, "state": "paid", "month_from": month})
        month = months_after(month, 1)
    if fate:
        town.write("benefits", rests, **facts)


def rides(town: Town, day: date, chance: Chance) -> None:
    """Someone rides with a free travel card until the end; the card is handed in."""
    person, died = _resident(town, day, chance), day + DAY * chance.between("lives", 20, 60)
    grace, fare = town.law.days("transit_grace_days", died), money(chance.between("fare", 120, 290) / 100)
    facts = {"card": f"TC{person[2:]}", "person": person, "kind": "own", "fare": fare, "state": "settled"}
    later = {**facts, "ride": town.books.number("TD"), "used_on": died + grace + DAY * chance.between("after", 1, 60)}
    fate = town.follow(
        "SW-05", person, known=later["used_on"], money=fare, on=None,
        do=lambda on: town.note("transit_rides", on, later["ride"], state="reversed"),
        innocent={"entered late": lambda: later.update(used_on=died + grace),
                  "a companion's": lambda: later.update(kind="companion"),
                  "reversed": lambda: later.update(state="reversed")},
    )  # fmt: skip
    for before in (14, 6, 1):
        on = died - DAY * before
        town.write("transit_rides", on, ride=town.books.number("TD"), used_on=on, **facts)
    town.note("residents", died, person, died_on=died)
    if fate:
        town.write("transit_rides", later["used_on"], **later)


def works(town: Town, day: date, chance: Chance) -> None:
    """Someone has a public job for some months, until another job, another programme or the end."""
    person, first = _resident(town, day, chance), day.replace(day=1)
    month, wage = months_after(first, 3), money(230 + chance.between("wage", 0, 90))
    facts = {"person": person, "programme": f"G{chance.between('programme', 1, 40):02}", "kind": "public",
             "month_from": month, "amount": wage, "state": "paid"}  # fmt: skip
    story = chance.one_of("story", (_another_job, _another_programme, _died))
    recovered = {"recovered": lambda: facts.update(state="recovered")}
    innocent, then = story(town, facts, chance)
    programme = facts["programme"]
    fate = town.follow(
        "SW-06", person, known=month, money=wage, on=None, innocent={**recovered, **innocent},
        do=lambda on: town.note("senior_wages", on, person, programme, month, state="recovered"),
    )  # fmt: skip
    own = {**facts, "programme": "G00" if story is _another_programme else programme, "kind": "public",
           "state": "paid"}  # fmt: skip
    for number in range(4 if story is _another_programme else 3):
        paid = months_after(first, number)
        town.write("senior_wages", paid, **{**own, "month_from": paid})
    if fate:
        town.write("senior_wages", facts["month_from"], **facts)
    then()


def _another_job(town: Town, facts: dict[str, Any], chance: Chance) -> tuple[dict[str, Amend], Callable[[], None]]:
    month, hours = facts["month_from"], int(town.law.at("senior_job_hours", facts["month_from"]))
    last = months_after(month, 1) - DAY
    job = {"job": town.books.number("IJ"), "person": facts["person"], "kind": "ordinary", "until": None,
           "weekly_hours": hours + chance.between("hours", 0, 20),
           "since": month - DAY * chance.between("begins", 0, 20)}  # fmt: skip

    def then() -> None:
        town.write("insured_jobs", job["since"], **job)

    return {"few hours": lambda: job.update(weekly_hours=hours - 1),
            "the job itself": lambda: job.update(kind="programme"),
            "ended in the month": lambda: job.update(until=last - DAY),
            "a market programme": lambda: facts.update(kind="market")}, then  # fmt: skip


def _another_programme(town: Town, facts: dict[str, Any], _chance: Chance) -> tuple[dict[str, Amend], Amend]:
    later = months_after(facts["month_from"], 1)
    return {
        "a market programme": lambda: facts.update(kind="market"),
        "a month later": lambda: facts.update(month_from=later),
    }, lambda: None


def _died(town: Town, facts: dict[str, Any], chance: Chance) -> tuple[dict[str, Amend], Amend]:
    month, person = facts["month_from"], facts["person"]
    died = [month - DAY * chance.between("dies", 1, 20)]
    return {"in the month": lambda: died.append(month)}, lambda: town.note("residents", died[-1], person,
                                                                          died_on=died[-1])  # fmt: skip


def told_of(town: Town, day: date, chance: Chance) -> None:
    """A hospital or a crematorium tells of a death; the register decides, and the benefit ends."""
    person, month = _resident(town, day.replace(day=1), chance), day.replace(day=1)
    amount, notice = money(250 + chance.between("more", 0, 150)), town.books.number("DN")
    limit = town.law.days("death_notice_days", day)
    facts = {"person": person, "kind": "basic-pension", "month_from": month, "amount": amount, "state": "paid"}
    town.write("death_notices", day, notice=notice, person=person, told_on=day)
    is_true = chance.happens("true", 0.7)

    def dies(on: date) -> None:
        town.note("residents", on, person, died_on=max(month, day - DAY * 2))

    def decide(on: date) -> None:
        town.note("death_notices", on, notice, decided_on=on, outcome="confirmed" if is_true else "mistaken")
        if is_true:
            dies(on)

    def told_again() -> None:
        town.write("death_notices", day + DAY, notice=town.books.number("DN"), person=person, told_on=day + DAY,
                   decided_on=day + DAY, outcome="mistaken")  # fmt: skip

    town.follow(
        "SW-07", person, known=day + limit + DAY, money=amount, do=decide,
        on=day + DAY * chance.between("decides", 0, limit.days),
        innocent={"the register has it": lambda: town.at(day + DAY * 3, lambda _town, on: dies(on)),
                  "told again and decided": told_again,
                  "housing": lambda: facts.update(kind="housing"),
                  "recovered": lambda: facts.update(state="recovered")},
    )  # fmt: skip
    town.write("benefits", month, **facts)


def sent(town: Town, day: date, chance: Chance) -> None:
    """A benefit is sent to an account month by month; then the account is changed."""
    person, other = town.books.number("PB"), town.books.number("PB")
    first, amount, account = day.replace(day=1), money(250 + chance.between("more", 0, 150)), f"KB{person[2:]}"
    month, wrong = months_after(first, 3), money(100 + chance.between("other", 0, 150))
    facts = {"person": person, "household": f"UB{person[2:]}", "kind": "basic-pension", "account": account,
             "payee_kind": "own", "amount": amount, "state": "paid"}  # fmt: skip
    for number in range(4):
        paid = months_after(first, number)
        town.write("benefit_transfers", paid, **facts, month_from=paid)
    strange = {**facts, "person": other, "household": f"UB{other[2:]}", "kind": "child", "month_from": month,
               "amount": wrong}  # fmt: skip
    staff: dict[str, Any] = {"official": town.books.number("S"), "account": f"KB{other[2:]}", "since": FIRST}
    innocent: dict[str, Amend] = {"a guardian": lambda: strange.update(payee_kind="guardian"),
                                  "recovered": lambda: strange.update(state="recovered")}  # fmt: skip
    to_staff = chance.happens("to staff", 0.5)

    def left_the_service() -> None:
        town.note("staff_accounts", month - DAY, staff["account"], staff["official"], until=month - DAY)

    if to_staff:
        strange["account"] = staff["account"]
        innocent |= {"the official's own": lambda: strange.update(official=staff["official"]),
                     "left the service": left_the_service}  # fmt: skip
    else:
        innocent |= {"one household": lambda: strange.update(household=facts["household"]),
                     "given anew": lambda: strange.update(month_from=months_after(month, 1))}  # fmt: skip
    key = strange["account"]
    fate = town.follow(
        "SW-12", key, known=month, money=wrong if to_staff else wrong + amount, on=None, innocent=innocent,
        do=lambda on: town.note("benefit_transfers", on, other, "child", month, account=f"KN{other[2:]}"),
    )  # fmt: skip
    if to_staff:
        town.write("staff_accounts", day, unit=f"O{chance.between('unit', 1, 60):03}", **staff)
    if not fate:
        strange["account"] = f"KN{other[2:]}"
    town.write("benefit_transfers", strange["month_from"], **strange)
