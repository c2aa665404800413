"""Subsidies: granted, kept on an account, spent and accounted for; and the persons and businesses they support."""

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
EXCLUDED_SHOPS = ("bar", "casino", "massage", "jeweller", "golf")
EXCLUDED_ITEMS = ("alcohol", "gift", "fine", "private-asset", "donation")
ITEMS = ("food", "paper", "rent", "wages", "gift-box")


def plan(town: Town, land: Parcel) -> None:
    """Some apply for a subsidy, some are paid by a project."""
    for name, share, act in (("grant", 0.7, granted), ("project", 0.4, employed)):
        chance = town.chance(f"subsidies/{name}/{land.parcel}")
        if chance.happens("comes", share):
            town.at(chance.day("on", FIRST + DAY * 40, town.today), act, chance)


def granted(town: Town, day: date, chance: Chance) -> None:
    """A grant is paid; its money is spent by and by, or its business is closed before."""
    subsidy, business = town.books.number("GS"), town.books.number("CB")
    amount, unit = money(1000 + chance.around("amount", 9000, 0.8)), f"O{chance.between('unit', 1, 60):03}"
    grant = {"subsidy": subsidy, "unit": unit, "recipient": business, "business": business, "mode": "ahead",
             "purpose": chance.one_of("purpose", ("running", "equipment", "event")), "amount": amount,
             "ends_on": day + DAY * chance.between("lasts", 200, 500), "granted_on": day,
             "state": "paid"}  # fmt: skip
    town.write("subsidies", day, **grant)
    if chance.happens("is closed", 0.4):
        town.at(day + DAY * chance.between("closed", 10, 120), closed, grant)
        return
    _kept(town, day, chance, grant)
    for number in range(3):
        one = town.chance(f"{subsidy}/{number}")
        town.at(day + DAY * one.between("spent", 10, 180), spent, one, grant)


def closed(town: Town, day: date, grant: dict[str, Any]) -> None:
    """The business of a grant is closed, and the grant is recalled with it."""
    business, subsidy = grant["business"], grant["subsidy"]
    grace = town.law.days("closure_days", day)
    town.write("business_closures", day, business=business, closed_on=day)

    def recall(on: date) -> None:
        town.note("subsidies", on, subsidy, state="recalled")

    def grant_is(**facts: Any) -> Callable[[], None]:
        return lambda: town.note("subsidies", day, subsidy, **facts)

    def closure_is(**facts: Any) -> Callable[[], None]:
        return lambda: town.note("business_closures", day, business, **facts)

    town.follow(
        "FA-29", business, known=day, money=grant["amount"], do=recall, on=day,
        innocent={
            "became a company": closure_is(successor=f"CC{business[2:]}"),
            "opened again": closure_is(reopened_on=day),
            "to help with the closing": grant_is(purpose="closing"),
            "near the end": grant_is(ends_on=day + grace),
        },
    )  # fmt: skip


def _kept(town: Town, day: date, chance: Chance, grant: dict[str, Any]) -> None:
    subsidy, amount, law = grant["subsidy"], grant["amount"], town.law
    least = cents(amount * law.at("emptied_share", day))
    gone = min(amount, least + Decimal(chance.between("more", 0, 60_000)) / 100)
    soon = day + DAY * chance.between("soon", 0, int(law.at("emptied_days", day)))

    def move(on: date, of: Decimal, kind: str = "out", other_side: str = "own") -> None:
        town.write("subsidy_movements", on, movement=town.books.number("MV"), subsidy=subsidy, kind=kind,
                   other_side=other_side, amount=of, moved_on=on)  # fmt: skip

    def there_and_back() -> None:
        move(soon, gone)
        move(soon, gone, "in")

    def afterwards() -> None:
        town.note("subsidies", day, subsidy, mode="afterwards")
        move(soon, gone)

    # What leaves later than today has not been seen.
    fate = town.follow(
        "FA-24", subsidy, known=soon, money=gone, on=None, do=lambda on: move(on, gone, "in"),
        innocent={
            "came back": there_and_back,
            "receipts paid back": afterwards,
            "a supplier": lambda: move(soon, gone, other_side="supplier"),
            "nearly": lambda: move(soon, least - Decimal("0.01")),
            "after the days": lambda: move(day + law.days("emptied_days", day) + DAY, gone),
            "before the grant": lambda: town.write(
                "subsidy_movements", day, movement=town.books.number("MV"), subsidy=subsidy, kind="out",
                other_side="own", amount=gone, moved_on=day - DAY),
        },
    )  # fmt: skip
    if fate in WRONG:
        move(soon, gone)


def spent(town: Town, day: date, chance: Chance, grant: dict[str, Any]) -> None:
    """Something is bought of a grant and accounted for."""
    document = town.books.number("DX")
    facts = {"spending": town.books.number("SX"), "subsidy": grant["subsidy"], "unit": grant["unit"], "offers": 0,
             "recipient": grant["recipient"], "seller": town.books.number("CS"), "document": document,
             "spent_on": day, "item_class": chance.one_of("item", ITEMS), "claimed_on": day + DAY * 10,
             "amount": Decimal(chance.between("amount", 1000, 49_000)) / 100, "means": "invoice",
             "state": "claimed"}  # fmt: skip
    chance.one_of("matter", (by_card, of_a_class, of_a_tied_business, proved))(town, day, chance, facts)


def _spend(town: Town, day: date, facts: dict[str, Any], cancelled_on: date | None = None) -> None:
    town.write("subsidy_spending", day, **facts)
    town.write("sales_documents", day, document=facts["document"], amount=facts["amount"], issued_on=day)
    if cancelled_on is not None:
        town.note("sales_documents", cancelled_on, facts["document"], cancelled_on=cancelled_on)


def by_card(town: Town, day: date, chance: Chance, facts: dict[str, Any]) -> None:
    """By card, at a usual hour and a usual shop."""
    late = int(town.law.at("subsidy_card_late_hour", day))
    early = int(town.law.at("subsidy_card_early_hour", day))
    facts |= {"means": "card", "hour": chance.between("hour", 8, 20), "merchant_class": "restaurant"}
    unusual: dict[str, Any] = {"hour": chance.one_of("night", (late, 23, 0, early - 1))}
    if chance.happens("at a shop", 0.5):
        unusual = {"merchant_class": chance.one_of("excluded", EXCLUDED_SHOPS)}
    fate = town.follow(
        "FA-23", facts["spending"], known=day, money=facts["amount"], on=None,
        do=lambda on: town.note("subsidy_spending", on, facts["spending"], reason="entered later"),
        innocent={
            "a reason": lambda: facts.update(unusual, reason="an event at night"),
            "withdrawn": lambda: facts.update(unusual, state="withdrawn"),
            "by invoice": lambda: facts.update(unusual, means="invoice"),
            "just before": lambda: facts.update(hour=late - 1),
            "just after": lambda: facts.update(hour=early),
        },
    )  # fmt: skip
    if fate in WRONG:
        facts |= unusual
    _spend(town, day, facts)


def of_a_class(town: Town, day: date, chance: Chance, facts: dict[str, Any]) -> None:
    """An item that the grant is for."""
    item = {"item_class": chance.one_of("excluded", EXCLUDED_ITEMS)}

    def allow(on: date) -> None:
        town.write("subsidy_allowances", on, allowance=town.books.number("AL"), subsidy=facts["subsidy"],
                   since=on, **item)  # fmt: skip

    def allowed() -> None:
        facts.update(item)
        allow(day)

    fate = town.follow(
        "FA-25", facts["subsidy"], part=facts["spending"], known=day, money=facts["amount"], on=None,
        do=lambda on: town.note("subsidy_spending", on, facts["spending"], item_class="food"),
        innocent={
            "allowed": allowed,
            "withdrawn": lambda: facts.update(item, state="withdrawn"),
            "packaging": lambda: facts.update(item_class="gift-box"),
        },
    )  # fmt: skip
    if fate in WRONG:
        facts |= item
    _spend(town, day, facts)


def of_a_tied_business(town: Town, day: date, chance: Chance, facts: dict[str, Any]) -> None:
    """From someone; where that is one's own business or that of kin, others are asked for offers too."""
    law = town.law
    degree, limit, offers = (
        int(law.at("tie_degree", day)),
        law.at("tie_deal_limit", day),
        int(law.at("tie_offers", day)),
    )
    facts["amount"] = limit + Decimal(chance.between("more", 1, 400_000)) / 100
    facts["offers"] = chance.between("offers", 0, offers - 1)
    tie = {"company": facts["seller"], "person": facts["recipient"], "standing": "recipient", "share": Decimal(1),
           "degree": chance.between("kin", 0, degree), "since": day - DAY * 300}  # fmt: skip
    fate = town.follow(
        "FA-26", facts["seller"], known=day, money=facts["amount"], on=None,
        do=lambda on: town.note("subsidy_spending", on, facts["spending"], offers=offers),
        innocent={
            "offers": lambda: facts.update(offers=offers),
            "a small deal": lambda: facts.update(amount=limit),
            "withdrawn": lambda: facts.update(state="withdrawn"),
            "further kin": lambda: tie.update(degree=degree + 1),
            "sold before": lambda: tie.update(until=day - DAY),
            "bought since": lambda: tie.update(since=day + DAY),
            "of another's kin": lambda: tie.update(person=f"P{facts['recipient'][2:]}"),
        },
    )  # fmt: skip
    _spend(town, day, facts)
    if fate:
        town.write("company_ties", day, **tie)


def proved(town: Town, day: date, chance: Chance, facts: dict[str, Any]) -> None:
    """By an invoice that is cancelled later; a corrected one comes within days."""
    document, cancelled = facts["document"], facts["claimed_on"] + DAY * chance.between("cancelled", 1, 60)
    if cancelled > town.today or not chance.happens("is cancelled", 0.7):
        _spend(town, day, facts)
        return
    until = cancelled + town.law.days("correction_days", cancelled)
    before = {"cancelled": cancelled}

    def replace(on: date) -> None:
        town.note("sales_documents", on, document, replaced_by=f"{document}-2")

    town.follow(
        "FA-27", document, known=until + DAY, money=facts["amount"], do=replace,
        on=cancelled + DAY * chance.between("replaced", 1, 9),
        innocent={
            "on the last day": lambda: replace(until),
            "withdrawn": lambda: town.note("subsidy_spending", until, facts["spending"], state="withdrawn"),
            "when it was accounted for": lambda: before.update(cancelled=facts["claimed_on"]),
        },
    )  # fmt: skip
    _spend(town, day, facts, before["cancelled"])


def employed(town: Town, day: date, chance: Chance) -> None:
    """Someone is paid by two projects in a month, for no more than a full working time together."""
    person, month = town.books.number("PP"), months_after(day.replace(day=1), -1)
    full = town.law.at("full_time", month)
    first = Decimal(chance.between("first", 30, 90)) / 100
    pay: dict[str, Any] = {
        "person": person, "unit": f"O{chance.between('unit', 1, 60):03}", "funder": "subsidy", "month_from": month,
        "amount": money(600 + chance.between("pay", 0, 2500)), "share": first, "state": "paid"}  # fmt: skip
    other = {**pay, "amount": money(600 + chance.between("other pay", 0, 2500)), "share": full - first,
             "funder": chance.one_of("funder", ("subsidy", "research"))}  # fmt: skip
    over = {"share": full - first + Decimal(chance.between("over", 1, 50)) / 100}
    project = town.books.number("JP")

    def by_research() -> None:
        pay["funder"] = "research"
        other.update(over, funder="research")

    fate = town.follow(
        "FA-28", person, known=day, money=min(pay["amount"], other["amount"]), on=None,
        do=lambda on: town.note("project_pay", on, person, f"{project}-2", month, state="returned"),
        innocent={
            "just full time": lambda: None,
            "returned": lambda: other.update(over, state="returned"),
            "by research": by_research,
            "in the month before": lambda: other.update(over, month_from=months_after(month, -1)),
        },
    )  # fmt: skip
    if fate in WRONG:
        other |= over
    town.write("project_pay", day, project=f"{project}-1", **pay)
    town.write("project_pay", day, project=f"{project}-2", **other)
