"""Offices spend by card: several payments at one shop, large ones that are approved, and those made on a journey."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from clearway.gateways.simulators.municipality.law import cents
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance

DAY = timedelta(days=1)
WRONG = (FORGOTTEN, LATE)


def plan(town: Town, land: Parcel) -> None:
    """Cards are used all the time; what is done with them is spread over the years."""
    for name, act in (("together", together), ("large", large), ("far", far)):
        chance = town.chance(f"spending/{name}/{land.parcel}")
        if chance.happens("pays", 0.4):
            town.at(chance.day("on", FIRST + DAY * 3, town.today), act, chance)


def _payment(town: Town, day: date, chance: Chance, amount: Decimal, **facts: Any) -> dict[str, Any]:
    """A payment on the last working day, at noon."""
    paid_on, unit = day - DAY * max(0, day.isoweekday() - 5), f"O{chance.between('unit', 1, 60):03}"
    merchant = town.books.number("RS")
    return {"payment": town.books.number("Y"), "card": f"D{unit[1:]}", "unit": unit, "merchant": merchant,
            "merchant_class": "restaurant", "amount": amount, "paid_on": paid_on, "hour": 12, "state": "settled",
            "occasion": f"{unit}/{merchant}/{paid_on}", **facts}  # fmt: skip


def _approve(town: Town, day: date, payment: dict[str, Any], amount: Decimal, state: str = "approved") -> None:
    town.write("spending_approvals", day, approval=town.books.number("AP"), payment=payment["payment"], amount=amount,
               occasion=payment["occasion"], approved_on=payment["paid_on"], state=state)  # fmt: skip


def together(town: Town, day: date, chance: Chance) -> None:
    """Two payments at one shop on one day; what passes the limit together was approved."""
    one = _payment(town, day, chance, Decimal(0))
    limit = town.law.at("card_limit", one["paid_on"])
    one["amount"] = cents(limit * chance.between("first", 55, 100) / 100)
    other = {**one, "payment": town.books.number("Y"), "card": f"{one['card']}-2",
             "amount": cents(limit * chance.between("second", 55, 100) / 100)}  # fmt: skip
    spent = one["amount"] + other["amount"]

    def fuelled() -> None:
        for each in (one, other):
            each.update(merchant_class="fuel")

    fate = town.follow(
        "FA-03", one["occasion"], known=day, money=spent - limit, on=None,
        do=lambda on: _approve(town, on, one, spent),
        innocent={
            "the sum was approved": lambda: _approve(town, day, one, spent),
            "one was reversed": lambda: other.update(state="reversed"),
            "two vehicles": fuelled,
            "just the limit": lambda: other.update(amount=limit - one["amount"]),
        },
    )  # fmt: skip
    town.write("card_payments", day, **one)
    if fate:
        town.write("card_payments", day, **other)
    if fate in WRONG and chance.happens("was refused", 0.3):
        _approve(town, day, one, spent, "refused")


def large(town: Town, day: date, chance: Chance) -> None:
    """A payment above the limit; its approval stands within days."""
    one = _payment(town, day, chance, Decimal(0))
    limit, days = town.law.at("card_limit", one["paid_on"]), town.law.days("card_approval_days", one["paid_on"])
    one["amount"] = amount = limit + Decimal(chance.between("more", 1, 90_000)) / 100
    until = one["paid_on"] + days

    def approve(on: date) -> None:
        _approve(town, on, one, amount)

    town.write("card_payments", day, **one)
    fate = town.follow(
        "FA-05", one["payment"], known=max(day, until + DAY), money=amount, do=approve, on=day,
        innocent={
            "on the last day": lambda: town.write(
                "spending_approvals", until, approval=town.books.number("AP"), payment=one["payment"], amount=amount,
                occasion=one["occasion"], approved_on=until, state="approved"),
            "reversed": lambda: town.note("card_payments", day, one["payment"], state="reversed"),
            "just the limit": lambda: town.note("card_payments", day, one["payment"], amount=limit),
        },
    )  # fmt: skip
    if fate in WRONG and chance.happens("asked for less", 0.4):
        _approve(town, day, one, amount - Decimal("0.01"))


def far(town: Town, day: date, chance: Chance) -> None:
    """A payment far from the office belongs to a journey on duty."""
    one = _payment(town, day, chance, Decimal(chance.between("amount", 500, 20_000)) / 100)
    paid_on, least = one["paid_on"], town.law.at("card_distance", one["paid_on"])
    one |= {"official": town.books.number("SJ"), "kilometres": least + chance.between("further", 1, 300)}

    def order(on: date, first: date = paid_on - DAY, last: date = paid_on, state: str = "approved") -> None:
        town.write("travel_orders", on, travel_order=town.books.number("TO"), official=one["official"], from_on=first,
                   until_on=last, state=state)  # fmt: skip

    later = town.law.days("card_booking_days", paid_on)
    fate = town.follow(
        "FA-04", one["official"], known=day, money=one["amount"], do=order, on=day,
        innocent={
            "booked later": lambda: order(day, paid_on - later - DAY * 2, paid_on - later),
            "explained": lambda: one.update(reason="a part was fetched"),
            "reversed": lambda: one.update(state="reversed"),
            "without a place": lambda: one.update(kilometres=None),
            "just as far": lambda: one.update(kilometres=least),
        },
    )  # fmt: skip
    town.write("card_payments", day, **one)
    if fate in WRONG and chance.happens("travelled before", 0.4):
        order(day, paid_on - DAY * 20, paid_on - later - DAY)
