"""What is looked at before something is granted: charges before use is approved, arrears before a licence."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from clearway.gateways.simulators.municipality import papers
from clearway.gateways.simulators.municipality.law import cents
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)


def plan(town: Town, land: Parcel) -> None:
    """Some apply for a licence while they owe tax."""
    chance = town.chance(f"applies/{land.parcel}")
    if chance.happens("applies", 0.5):
        town.at(chance.day("on", FIRST, town.today - DAY * 400), falls_behind, chance)


def charged(town: Town, day: date, permit: str, owner: str) -> None:
    """Use of a building is approved: what was charged for its sewers and roads has been paid before."""
    chance = town.chance(f"charged/{permit}")
    if not chance.happens("charged", 0.6):
        return
    charge, amount = town.books.number("AC"), money(300 + chance.around("amount", 2000, 0.8))
    paid = cents(amount / 4) if chance.happens("a part", 0.3) else Decimal(0)
    facts: dict[str, Any] = {"charge": charge, "permit": permit, "payer": owner, "amount": amount, "paid": paid,
                             "kind": chance.one_of("kind", ("sewer", "traffic", "water")),
                             "decided_on": day - DAY * chance.between("decided", 0, 200)}  # fmt: skip
    known = day + town.law.days("charge_booking_days", day) + DAY
    fate = town.follow(
        "CR-02", permit, known=known, money=amount - paid, on=None,
        do=lambda on: town.note("approval_charges", on, charge, paid=amount),
        innocent={"secured": lambda: facts.update(secured_until=day + DAY * 200),
                  "secured to the day": lambda: facts.update(secured_until=day),
                  "waived": lambda: facts.update(waived_on=day),
                  "decided afterwards": lambda: facts.update(decided_on=day + DAY),
                  "entered in time": lambda: town.note("approval_charges", known - DAY, charge, paid=amount)},
    )  # fmt: skip
    if not fate:
        facts["paid"] = amount
    town.write("approval_charges", facts["decided_on"], **facts)


def falls_behind(town: Town, day: date, chance: Chance) -> None:
    """Claims fall due one after the other; whoever then applies for a licence pays them first."""
    granted, holder, permit = day + DAY * 330, town.books.number("PH"), town.books.number("W")
    least, amount = int(town.law.at("debtor_arrears", granted)), town.law.at("debtor_amount", granted)
    each = cents(amount / least) + money(1 + chance.around("more", 20, 0.9))
    claims = [{"arrear": town.books.number("AR"), "taxpayer": holder, "amount": each,
               "due_on": day + DAY * 60 * number, "disputed": "no"} for number in range(least)]  # fmt: skip
    first: dict[str, Any] = claims[0]

    def pay(on: date) -> None:
        for one in claims:
            town.note("tax_arrears", on, one["arrear"], paid_on=on)

    town.follow(
        "PM-02", holder, known=granted, money=each * least, do=pay, on=granted - DAY,
        innocent={"by instalments": lambda: first.update(deferred_until=granted + DAY * 90),
                  "before a court": lambda: first.update(disputed="yes"),
                  "due on the day": lambda: first.update(due_on=granted),
                  "too little": lambda: first.update(amount=amount - each * (least - 1) - Decimal("0.01")),
                  "closed soon": lambda: town.note("business_permits", granted + DAY, permit,
                                                   closed_on=granted + DAY)},
    )  # fmt: skip
    for one in claims:
        town.write("tax_arrears", one["due_on"] + DAY, **one)
    before = chance.happens("renewed", 0.5)
    opened = day if before else granted
    town.write("business_permits", opened, permit=permit, building=f"BH{holder[2:]}", business=town.books.number("C"),
               holder=holder, permitted_on=opened, rooms=0, area=money(40), room_area=money(0),
               **{"class": "shop"})  # fmt: skip
    papers.assess(town, opened, "registration-licence", basis=permit, taxpayer=holder, amount=money(27))
    if before:
        town.note("business_permits", granted, permit, renewed_on=granted)
