"""The offices themselves: officials and their pay, cards, contracts, and changes of what was assessed."""

from datetime import date, timedelta
from decimal import Decimal

from clearway.gateways.simulators.municipality.law import cents, months_after
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
WRONG = (FORGOTTEN, LATE)
SHOPS = ("restaurant", "books", "fuel", "paper", "hotel", "barber")
EXCLUDED = ("bar", "casino", "massage", "jeweller", "golf")
SUBJECTS = ("paint", "roof", "printing", "chairs", "survey")


def plan(town: Town, land: Parcel) -> None:
    """Offices act all the time; what they do is spread over the years."""
    for name, share, act in (("cut", 0.5, cut), ("pays", 0.8, pays), ("buys", 0.5, buys), ("serves", 0.5, serves)):
        chance = town.chance(f"office/{name}/{land.parcel}")
        if chance.happens("acts", share):
            town.at(chance.day("on", FIRST + DAY, town.today), act, chance)


def cut(town: Town, day: date, chance: Chance) -> None:
    """An assessment is cut; a document on it is approved within days."""
    reduction, amount = town.books.number("CH"), money(1 + chance.around("amount", 400, 0.9))
    town.write("tax_reductions", day, reduction=reduction, assessment=f"AX{chance.between('of', 1, 9_999_999):07}",
               official=f"S{chance.between('official', 1, 400):07}", amount=amount, changed_on=day,
               cause=chance.one_of("cause", ("objection", "mistake")))  # fmt: skip

    def approve(on: date, outcome: str = "approved") -> None:
        town.write("tax_approvals", on, document=town.books.number("DO"), reduction=reduction, outcome=outcome,
                   approved_on=on)  # fmt: skip

    limit = town.law.days("reduction_days", day)
    fate = town.follow(
        "LT-21",
        reduction,
        known=day + limit + DAY,
        money=amount,
        do=approve,
        on=day + DAY * chance.between("soon", 0, 2),
        innocent={
            "on the last day": lambda: approve(day + limit),
            "only moved": lambda: town.note("tax_reductions", day, reduction, cause="transfer"),
        },
    )
    if fate in WRONG and chance.happens("was returned", 0.5):
        approve(day, "returned")


def pays(town: Town, day: date, chance: Chance) -> None:
    """An office pays by card, at a usual hour and a usual shop."""
    # What is above the limit of a card is another matter.
    payment, amount = town.books.number("Y"), min(money(1 + chance.around("amount", 60, 0.8)), money(290))
    unit, weekday = chance.between("unit", 1, 60), day - DAY * max(0, day.isoweekday() - 5)
    facts = {"payment": payment, "card": f"D{unit:04}", "unit": f"O{unit:03}", "amount": amount, "paid_on": weekday,
             "merchant": f"R{chance.between('shop', 1, 900):04}", "merchant_class": chance.one_of("class", SHOPS),
             "hour": chance.between("hour", 8, 20), "state": "settled"}  # fmt: skip
    town.write("card_payments", day, **facts)
    late = int(town.law.at("card_late_hour", weekday))
    if chance.happens("at a shop", 0.5):
        fate = town.follow(
            "FA-02", payment, known=day, money=amount, on=None,
            do=lambda on: town.note("card_payments", on, payment, state="reversed"),
            innocent={"reversed": lambda: town.note("card_payments", day, payment, state="reversed",
                                                    merchant_class=chance.one_of("excluded", EXCLUDED))},
        )  # fmt: skip
        if fate in WRONG:
            town.note("card_payments", day, payment, merchant_class=chance.one_of("excluded", EXCLUDED))
        return
    fate = town.follow(
        "FA-01", payment, known=day, money=amount, on=None,
        do=lambda on: town.note("card_payments", on, payment, reason="entered later"),
        innocent={"on duty": lambda: town.note("card_payments", day, payment, hour=late, reason="flood watch"),
                  "reversed": lambda: town.note("card_payments", day, payment, hour=late, state="reversed"),
                  "just before": lambda: town.note("card_payments", day, payment, hour=late - 1)},
    )  # fmt: skip
    if fate in WRONG:
        town.note("card_payments", day, payment, hour=chance.one_of("night", (late, 23, 2, 5)))


def buys(town: Town, day: date, chance: Chance) -> None:
    """An office buys twice of one vendor; what belongs together stays below the limit for a tender."""
    law, limit = town.law, town.law.at("tender_limit", day)
    bundle = f"O{chance.between('unit', 1, 60):03}/{town.books.number('R')}/{chance.one_of('subject', SUBJECTS)}"
    unit, vendor, subject = bundle.split("/")
    first = cents(limit * chance.between("first", 50, 99) / 100)
    second = cents(limit * chance.between("second", 55, 99) / 100)
    again, contract = day + DAY * chance.between("days", 0, 30), town.books.number("EC")
    # Where the law changes between the two, each would be measured by its own limit.
    if law.at("tender_limit", again) != limit:
        return
    facts = {"price": second, "urgent": "no", "state": "standing", "signed_on": again}
    fate = town.follow(
        "FA-09",
        bundle,
        known=again,
        money=cents((first + second) * law.at("tender_saving", day)),
        on=None,
        do=lambda on: town.note("contracts", on, contract, state="cancelled"),
        innocent={
            "an emergency": lambda: facts.update(urgent="yes"),
            "cancelled": lambda: facts.update(state="cancelled"),
            "put out to tender": lambda: facts.update(price=limit),
            "just below": lambda: facts.update(price=limit - first - Decimal("0.01")),
        },
    )
    same = {"unit": unit, "vendor": vendor, "subject": subject, "bundle": bundle}
    town.write("contracts", day, contract=town.books.number("EC"), price=first, signed_on=day, urgent="no",
               state="standing", **same)  # fmt: skip
    if fate:
        town.write("contracts", again, contract=contract, **same, **facts)


def serves(town: Town, day: date, chance: Chance) -> None:
    """An official is paid month by month; with the end of service or of a dependant the pay changes."""
    official, month = town.books.number("S"), day.replace(day=1)
    net, monthly, months = money(1500 + chance.between("net", 0, 2500)), money(20), chance.between("months", 3, 8)
    ends = months_after(month, months) - DAY * chance.between("ends", 1, 27)
    leaves = chance.happens("leaves", 0.5)
    town.write("staff", day, official=official, unit=f"O{chance.between('unit', 1, 60):03}", serves_from=day)
    if not leaves:
        town.write("dependants", day, official=official, person=f"PD{official[1:]}", since=day, monthly=monthly)
    for number in range(1, months):
        town.at(months_after(month, number), _salary, official, net, Decimal(0) if leaves else monthly)
    town.at(ends, _leaves if leaves else _loses_a_dependant, official, net, monthly, months_after(month, months))


def _salary(town: Town, day: date, official: str, net: Decimal, allowance: Decimal, state: str = "paid") -> None:
    town.write("salaries", day, official=official, month_from=day, net=net, allowance=allowance, state=state)


def _recover(town: Town, day: date, official: str, month: date) -> None:
    town.note("salaries", day, official, month, state="recovered")


def _leaves(town: Town, day: date, official: str, net: Decimal, _monthly: Decimal, following: date) -> None:
    town.note("staff", day, official, serves_until=day)
    fate = town.follow(
        "HR-06", official, known=following, money=net, on=None, do=lambda on: _recover(town, on, official, following),
        innocent={"recovered": lambda: town.at(following, _salary, official, net, Decimal(0), "recovered"),
                  "put off": lambda: _put_off(town, day, official, net, following)},
    )  # fmt: skip
    if fate in WRONG:
        town.at(following, _salary, official, net, Decimal(0))


def _put_off(town: Town, day: date, official: str, net: Decimal, following: date) -> None:
    town.note("staff", day, official, serves_until=following)
    town.at(following, _salary, official, net, Decimal(0))


def _loses_a_dependant(town: Town, day: date, official: str, net: Decimal, monthly: Decimal, following: date) -> None:
    gone = "died_on" if town.chance(f"gone/{official}").happens("dies", 0.6) else "left_on"
    person = f"PD{official[1:]}"
    town.note("dependants", day, official, person, **{gone: day})

    def ended() -> None:
        town.note("dependants", day, official, person, until=day)
        town.at(following, _salary, official, net, Decimal(0))

    fate = town.follow(
        "HR-02",
        official,
        known=following,
        money=monthly,
        on=None,
        do=lambda on: _recover(town, on, official, following),
        innocent={
            "ended": ended,
            "taken off by hand": lambda: town.at(following, _salary, official, net, Decimal(0)),
            "recovered": lambda: town.at(following, _salary, official, net, monthly, "recovered"),
        },
    )
    town.at(following + DAY * 31, _salary_later, official, net)
    if fate in ("", *WRONG):
        town.at(following, _salary, official, net, monthly if fate else Decimal(0))


def _salary_later(town: Town, day: date, official: str, net: Decimal) -> None:
    _salary(town, day.replace(day=1), official, net, Decimal(0))
