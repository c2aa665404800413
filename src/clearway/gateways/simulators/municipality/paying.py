"""Bills are paid: what was accepted is billed, drafted by one, approved by another, and goes to whoever is owed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from clearway.gateways.simulators.municipality.law import cents
from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, FORGOTTEN, LATE, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)
WRONG = (FORGOTTEN, LATE)


def plan(town: Town, land: Parcel) -> None:
    """Vendors and insurers send their bills."""
    for name, share, act in (("bill", 0.8, billed), ("premium", 0.4, insured)):
        chance = town.chance(f"paying/{name}/{land.parcel}")
        if chance.happens("comes", share):
            town.at(chance.day("on", FIRST + DAY, town.today), act, chance)


def _pay(town: Town, day: date, **facts: Any) -> str:
    payment = town.books.number("Z")
    town.write("payments", day, **{"payment": payment, "kind": "price", "paid_on": day, "state": "paid",
                                   "account": f"KV{payment[1:]}", **facts})  # fmt: skip
    return payment


def due(town: Town, day: date) -> date:
    """The last day for a bill of a day; not a Saturday or Sunday."""
    until = day + town.law.days("payment_days", day)
    return until + DAY * {6: 2, 7: 1}.get(until.isoweekday(), 0)


def billed(town: Town, day: date, chance: Chance) -> None:
    """Works or goods were accepted and are billed; they are paid in time, or with a compensation."""
    acceptance, vendor = town.books.number("AC"), town.books.number("CV")
    amount, until = money(500 + chance.around("amount", 4000, 0.8)), due(town, day)
    owed = {"basis": acceptance, "unit": f"O{chance.between('unit', 1, 60):03}", "payee": vendor}
    compensation = cents(amount * town.law.at("late_payment_share", until))
    town.write("acceptances", day, acceptance=acceptance, contract=f"EC{acceptance[2:]}", unit=owed["unit"],
               vendor=vendor, amount=amount, accepted_on=day - DAY * 3, billed_on=day)  # fmt: skip

    def pay(on: date, part: Decimal = amount) -> None:
        paid(town, on, chance, {**owed, "amount": part})
        if on > until:
            _pay(town, on, **{**owed, "kind": "late-compensation", "amount": compensation})

    def in_two_parts() -> None:
        first = cents(amount / 3)
        _pay(town, day, **owed, amount=first)
        _pay(town, until, **owed, amount=amount - first)

    town.follow(
        "FA-08", acceptance, known=until + DAY, money=compensation, do=pay,
        on=day + DAY * chance.between("paid", 0, (until - day).days),
        innocent={
            "on the last day": lambda: town.at(until, lambda town, on: pay(on)),
            "in two parts": in_two_parts,
            "returned": lambda: town.note("acceptances", day + DAY, acceptance, returned_on=day + DAY),
        },
    )  # fmt: skip


def paid(town: Town, day: date, chance: Chance, owed: dict[str, Any]) -> None:
    """A payment goes out: two have looked at it, and the account is that of whoever is owed the money."""
    payment = _pay(town, day, **owed)
    account = f"KV{payment[1:]}"
    _steps(town, day, chance, payment, owed["amount"])
    if chance.happens("the bank is asked", 0.5):
        _held(town, day, chance, account, owed)
    else:
        _of_the_staff(town, day, chance, account, owed)


def _steps(town: Town, day: date, chance: Chance, payment: str, amount: Decimal) -> None:
    limit, minute = int(town.law.at("log_minutes", day)), chance.between("minute", 480, 960)
    draft = {"payment": payment, "official": f"S{chance.between('drafts', 1, 200):07}", "device_kind": "own",
             "device": f"W{payment[1:]}A", "presence": "at-work", "done_on": day, "minute": minute}  # fmt: skip
    approval = {**draft, "official": f"S{chance.between('approves', 201, 400):07}", "device": f"W{payment[1:]}B",
                "minute": minute + chance.between("later", 0, limit)}  # fmt: skip
    one_device = {"device": draft["device"]}
    fate = town.follow(
        "FA-17", payment, known=day, money=amount, on=None,
        do=lambda on: town.note("payment_steps", on, payment, "approval", note="explained later"),
        innocent={
            "at a counter": lambda: approval.update(one_device, device_kind="shared"),
            "noted": lambda: approval.update(one_device, presence="on-leave", note="came in for an hour"),
            "after a while": lambda: approval.update(one_device, minute=minute + limit + 1),
            "on a trip": lambda: approval.update(presence="on-trip"),
        },
    )  # fmt: skip
    if fate in WRONG:
        amiss = chance.one_of("amiss", ("device", "approves", "drafts"))
        seen = one_device if amiss == "device" else {"presence": "on-leave"}
        (draft if amiss == "drafts" else approval).update(seen)
    town.write("payment_steps", day, step="draft", **draft)
    town.write("payment_steps", day, step="approval", **approval)


def _held(town: Town, day: date, chance: Chance, account: str, owed: dict[str, Any]) -> None:
    facts = {"account": account, "holder": owed["payee"]}
    other = {"holder": f"CH{account[2:]}"}

    def assigned(on: date, ended: date | None = None) -> None:
        town.write("claim_assignments", on, assignment=town.books.number("GA"), vendor=owed["payee"], account=account,
                   notified_on=day - DAY * 5, ended_on=ended)  # fmt: skip

    def held_by_another(until: date | None) -> None:
        facts.update(other)
        assigned(day, until)

    fate = town.follow(
        "FA-14", account, known=day, money=owed["amount"], on=None, do=assigned,
        innocent={
            "assigned": lambda: held_by_another(None),
            "assigned until then": lambda: held_by_another(day),
            "another number": lambda: facts.update(other, holder_before=owed["payee"]),
            "had another number": lambda: facts.update(holder_before=f"CH{account[2:]}"),
        },
    )  # fmt: skip
    if fate in WRONG:
        facts |= other
        if chance.happens("an assignment had ended", 0.3):
            assigned(day, day - DAY)
    town.write("account_holders", day, **facts)


def _of_the_staff(town: Town, day: date, chance: Chance, account: str, owed: dict[str, Any]) -> None:
    official = f"S{chance.between('holder', 1, 400):07}"
    facts: dict[str, Any] = {"account": account, "official": official, "unit": owed["unit"], "since": day - DAY * 400}
    fate = town.follow(
        "FA-13", account, known=day, money=owed["amount"], on=None,
        do=lambda on: town.note("staff_accounts", on, account, official, until=day - DAY),
        innocent={
            "declared": lambda: facts.update(declared_on=day),
            "another's since": lambda: facts.update(until=day - DAY),
            "another's before": lambda: facts.update(since=day + DAY),
        },
    )  # fmt: skip
    if fate:
        town.write("staff_accounts", day, **facts)


def insured(town: Town, day: date, chance: Chance) -> None:
    """An insurer bills, and just that is paid."""
    bill, amount = town.books.number("IB"), money(300 + chance.around("amount", 2500, 0.7))
    unit, insurer = f"O{chance.between('unit', 1, 60):03}", f"C{chance.between('insurer', 1, 12):07}"
    paid_on = min(day + DAY * chance.between("paid", 1, 20), town.today)
    owed = {"basis": bill, "kind": "premium", "unit": unit, "payee": insurer}
    tolerance = town.law.at("voucher_tolerance", paid_on)
    more = money(tolerance + Decimal(chance.between("more", 1, 90_000)) / 100)
    vouchers: list[str] = []

    def bill_for(part: int, of: Decimal) -> None:
        town.write("insurance_bills", day, bill=bill, part=part, insurer=insurer, unit=unit, amount=of,
                   billed_on=day)  # fmt: skip

    def voucher(of: Decimal, **facts: str) -> None:
        town.at(paid_on, lambda town, on: vouchers.append(_pay(town, on, **{**owed, "amount": of, **facts})))

    def added() -> None:
        bill_for(2, more)
        voucher(more)

    bill_for(1, amount)
    voucher(amount)
    fate = town.follow(
        "FA-22", bill, known=paid_on, money=more, on=None,
        do=lambda on: town.note("payments", on, vouchers[1], state="returned"),
        innocent={
            "added to the bill": added,
            "came back": lambda: voucher(more, state="returned"),
            "left alone": lambda: voucher(tolerance),
            "a repair": lambda: voucher(more, kind="price"),
        },
    )  # fmt: skip
    if fate in WRONG:
        voucher(more)
