"""Officials who are away: leave, measures of discipline, and what they mean for pay, posts and promotions."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from clearway.gateways.simulators.municipality.law import cents, months_after
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
WRONG = (FORGOTTEN, LATE)
BARS = {"suspension": "suspension", "pay-cut": "pay_cut", "reprimand": "reprimand"}


def plan(town: Town, land: Parcel) -> None:
    """Leave and measures arise beside the parcels, each for an official of its own."""
    for name, act, before in (("leave", goes_on_leave, 150), ("suspended", suspended, 800),
                              ("post", leaves_the_post, 150), ("abroad", goes_abroad, 300),
                              ("promoted", promoted, 900)):  # fmt: skip
        chance = town.chance(f"absence/{name}/{land.parcel}")
        if chance.happens("arises", 0.4):
            town.at(chance.day("on", FIRST, town.today - DAY * before), act, chance)


def _leave(town: Town, official: str, kind: str, since: date, until: date, **facts: Any) -> dict[str, Any]:
    told = {"ended_on": None, "monthly": Decimal(0), "abroad": "no", "state": "granted", **facts}
    return {"leave": town.books.number("LV"), "official": official, "person": f"PO{official[1:]}", "kind": kind,
            "since": since, "until": until, **told}  # fmt: skip


def goes_on_leave(town: Town, day: date, chance: Chance) -> None:
    """An official is paid each month, then goes on leave in the middle of one; the next month brings less."""
    official, first = town.books.number("S"), day.replace(day=1)
    kind, part = chance.one_of("kind", ("unpaid", "childcare", "study")), chance.one_of("part", ("base", "holiday"))
    whole, month = money(1500 + chance.between("base", 0, 2500)), months_after(first, 2)
    leave = _leave(town, official, kind, months_after(first, 1) + DAY * chance.between("starts", 1, 25),
                   months_after(first, 6))  # fmt: skip
    allowed = Decimal(0)
    if kind == "study" and part == "base":
        allowed = cents(whole * town.law.at("leave_pay_study", month))
    facts = {"official": official, "kind": part, "month_from": month, "whole_amount": whole, "amount": whole,
             "state": "paid"}  # fmt: skip
    last = months_after(first, 3) - DAY
    fate = town.follow(
        "HR-07", official, known=month, money=whole - allowed, on=None,
        do=lambda on: town.note("pay_items", on, official, part, month, state="recovered"),
        innocent={"came back": lambda: leave.update(ended_on=last - DAY),
                  "sick": lambda: leave.update(kind="sick"), "withdrawn": lambda: leave.update(state="withdrawn"),
                  "recovered": lambda: facts.update(state="recovered")},
    )  # fmt: skip
    for paid in (first, months_after(first, 1)):
        town.write("pay_items", paid, official=official, kind="base", month_from=paid, whole_amount=whole,
                   amount=whole, state="paid")  # fmt: skip
    town.write("leaves", leave["since"], **leave)
    if fate or allowed:
        town.write("pay_items", month, **(facts if fate else {**facts, "amount": allowed}))


def suspended(town: Town, day: date, chance: Chance) -> None:
    """An official is suspended for some weeks; the year's settlement of leave counts them."""
    official, year = town.books.number("S"), date(day.year, 1, 1)
    ends = day + DAY * (chance.between("days", 20, 120) - 1)
    served = (min(ends, date(day.year, 12, 31)) - day).days + 1
    lost = (served / town.law.at("suspension_leave_days", year)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    rate, left = money(chance.between("rate", 50, 160)), Decimal(chance.between("left", 1, 12))
    deducted = Decimal(chance.between("deducted", 0, int(lost * 10) - 1)) / 10 if chance.happens("some", 0.3) else 0
    facts = {"official": official, "year_from": year, "days_deducted": Decimal(deducted), "days_paid": left,
             "daily_rate": rate, "state": "paid"}  # fmt: skip
    measure = {"measure": town.books.number("ME"), "official": official, "kind": "suspension", "starts_on": day,
               "ends_on": ends}  # fmt: skip
    settled = date(day.year + 1, 1, 15)
    fate = town.follow(
        "HR-08", official, known=settled, money=cents(min(lost - Decimal(deducted), left) * rate), on=None,
        do=lambda on: town.note("leave_settlements", on, official, year, days_deducted=lost),
        innocent={"set aside": lambda: town.note("service_measures", settled, measure["measure"], lifted_on=settled),
                  "a cut of pay": lambda: measure.update(kind="pay-cut"),
                  "all leave was taken": lambda: facts.update(days_paid=Decimal(0)),
                  "recovered": lambda: facts.update(state="recovered")},
    )  # fmt: skip
    if not fate:
        facts["days_deducted"] = lost
    town.write("service_measures", day, **measure)
    # A suspension over the turn of the year costs leave of the next year too; its settlement has it.
    town.write("leave_settlements", settled, **facts)


def leaves_the_post(town: Town, day: date, chance: Chance) -> None:
    """An official with a post allowance goes away early in a month and is back in the month after next."""
    official, first, amount = town.books.number("S"), day.replace(day=1), money(chance.between("amount", 30, 90))
    month, away = months_after(first, 1), chance.one_of("kind", ("sick", "unpaid", "childcare"))
    leave = _leave(town, official, away, first + DAY * chance.between("starts", 1, 11),
                   months_after(first, 2) + DAY * chance.between("ends", 4, 20))  # fmt: skip
    facts = {"official": official, "kind": "post-allowance", "month_from": month, "whole_amount": amount,
             "amount": amount, "state": "paid"}  # fmt: skip
    fate = town.follow(
        "HR-09", official, known=month, money=amount, on=None,
        do=lambda on: town.note("pay_items", on, official, "post-allowance", month, state="recovered"),
        innocent={"an injury in service": lambda: leave.update(kind="injury"),
                  "came back": lambda: leave.update(ended_on=months_after(first, 2) - DAY * 2),
                  "withdrawn": lambda: leave.update(state="withdrawn"),
                  "recovered": lambda: facts.update(state="recovered")},
    )  # fmt: skip
    town.write("pay_items", first, **{**facts, "month_from": first, "state": "paid"})
    town.write("leaves", leave["since"], **leave)
    if fate:
        town.write("pay_items", month, **facts)


def goes_abroad(town: Town, day: date, chance: Chance) -> None:
    """An official on leave travels; a long stay is agreed to beforehand."""
    official, kind = town.books.number("S"), chance.one_of("kind", ("sick", "childcare"))
    leave = _leave(town, official, kind, day, day + DAY * chance.between("leave", 120, 200),
                   monthly=money(chance.between("monthly", 400, 2000)))  # fmt: skip
    limit = int(town.law.at("leave_abroad_days", day))
    left, days = day + DAY * chance.between("leaves", 1, 30), limit + chance.between("stays", 0, 40)
    stay: dict[str, Any] = {"left_on": left, "back_on": left + DAY * days}
    monthly = leave["monthly"]

    def before_the_leave() -> None:
        stay.update(left_on=day - DAY * 20, back_on=day + DAY * (limit - 1))

    fate = town.follow(
        "HR-10", leave["person"], known=left + DAY * limit, money=cents(monthly * days / 30), on=None,
        do=lambda on: town.note("leaves", on, leave["leave"], abroad="approved"),
        innocent={"agreed to": lambda: leave.update(abroad="approved"),
                  "a holiday": lambda: stay.update(back_on=left + DAY * (limit - 1)),
                  "for study": lambda: leave.update(kind="study"),
                  "withdrawn": lambda: leave.update(state="withdrawn"),
                  "mostly before": before_the_leave},
    )  # fmt: skip
    if not fate:
        stay["back_on"] = left + DAY * chance.between("a week", 3, 20)
    town.write("leaves", day, **leave)
    number = town.books.number("SY")
    town.write("stays_abroad", stay["left_on"], stay=number, person=leave["person"], left_on=stay["left_on"])
    town.note("stays_abroad", stay["back_on"], number, back_on=stay["back_on"])


def promoted(town: Town, day: date, chance: Chance) -> None:
    """A measure is decided; a promotion waits until its time is over."""
    official, kind = town.books.number("S"), chance.one_of("kind", tuple(BARS))
    ends = day if kind == "reprimand" else day + DAY * chance.between("lasts", 20, 90)
    until = months_after(ends, int(town.law.at(f"promotion_bar_{BARS[kind]}", day)))
    on = chance.day("early", ends + DAY, until)
    measure = {"measure": town.books.number("ME"), "official": official, "kind": kind, "starts_on": day,
               "ends_on": ends}  # fmt: skip
    gain = money(chance.between("gain", 60, 300))
    facts: dict[str, Any] = {"promotion": town.books.number("PN"), "official": official, "kind": "regular",
                             "promoted_on": on, "monthly_gain": gain, "state": "standing"}  # fmt: skip
    fate = town.follow(
        "HR-12", official, known=on, money=cents(gain * ((until - on).days + 1) / 30), on=None,
        do=lambda when: town.note("promotions", when, facts["promotion"], state="withdrawn"),
        innocent={"set aside": lambda: measure.update(lifted_on=ends),
                  "honorary": lambda: facts.update(kind="honorary"),
                  "the day after": lambda: facts.update(promoted_on=until + DAY),
                  "withdrawn": lambda: facts.update(state="withdrawn")},
    )  # fmt: skip
    if not fate:
        facts["promoted_on"] = until + DAY * chance.between("waits", 1, 400)
    town.write("service_measures", day, **measure)
    town.write("promotions", facts["promoted_on"], **facts)
