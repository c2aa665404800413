"""The accounts of the government: opened and entered, closed when done with, and compared with the ledger."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from clearway.gateways.simulators.municipality.parcels import Parcel
from clearway.gateways.simulators.municipality.town import FIRST, Town
from clearway.gateways.simulators.registers.chance import Chance, money

DAY = timedelta(days=1)


def plan(town: Town, land: Parcel) -> None:
    """Accounts come, rest and are compared."""
    for name, act in (("opened", opened), ("rests", rests), ("compared", compared)):
        chance = town.chance(f"treasury/{name}/{land.parcel}")
        if chance.happens("happens", 0.4):
            town.at(chance.day("on", FIRST + DAY, town.today), act, chance)


def _account(town: Town, day: date, chance: Chance, **facts: Any) -> str:
    account, unit = town.books.number("KG"), f"O{chance.between('unit', 1, 60):03}"
    town.write("public_accounts", day, **{
        "account": account, "bank": f"BK{chance.between('bank', 1, 9)}", "unit": unit, "holder_kind": "government",
        "opened_on": day, "last_moved_on": day, "balance": Decimal(0), "turnover": Decimal(0), **facts})  # fmt: skip
    return account


def _enter(town: Town, day: date, account: str, **facts: Any) -> None:
    town.write("ledger_accounts", day, **{"account": account, "purpose": "fund", **facts})


def opened(town: Town, day: date, chance: Chance) -> None:
    """An account is opened at a bank, and the ledger enters it within days."""
    turnover = money(1 + chance.around("turnover", 30_000, 1))
    account, limit = _account(town, day, chance, turnover=turnover), town.law.days("account_entry_days", day)

    def enter(on: date) -> None:
        _enter(town, on, account)

    town.follow(
        "FA-16", account, known=day + limit + DAY, money=turnover, do=enter,
        on=day + DAY * chance.between("entered", 0, limit.days),
        innocent={
            "on the last day": lambda: enter(day + limit),
            "of the staff": lambda: town.note("public_accounts", day, account, holder_kind="association"),
            "closed again": lambda: town.note("public_accounts", day + DAY, account, closed_on=day + DAY),
        },
    )  # fmt: skip


def rests(town: Town, day: date, chance: Chance) -> None:
    """An account moves for the last time; before it is forgotten it is closed."""
    balance = money(1 + chance.around("balance", 9000, 1))
    account = _account(town, day, chance, balance=balance, opened_on=FIRST - DAY * 900)
    _enter(town, day, account, purpose=chance.one_of("purpose", ("fund", "running")))
    until = town.law.months_after(day, "dormant_months")

    def close(on: date) -> None:
        town.note("public_accounts", on, account, closed_on=on, balance=Decimal(0))

    town.follow(
        "FA-15", account, known=until + DAY, money=balance, do=close, on=day + DAY * chance.between("closed", 1, 360),
        innocent={
            "on the last day": lambda: close(until),
            "kept by a decision": lambda: town.note(
                "ledger_accounts", day, account, held_until=town.today + DAY * 90),
            "a deposit": lambda: town.note("ledger_accounts", day, account, purpose="deposit"),
            "empty": lambda: town.note("public_accounts", day, account, balance=Decimal(0)),
        },
    )  # fmt: skip


def compared(town: Town, day: date, chance: Chance) -> None:
    """Bank and ledger are laid side by side; a difference is explained within days."""
    unit, account = f"O{chance.between('unit', 1, 60):03}", town.books.number("KL")
    statement, ledger = f"{account}/{day}", money(1000 + chance.around("ledger", 40_000, 1))
    difference = Decimal(chance.between("difference", 1, 90_000)) / 100 * chance.one_of("side", (1, -1))
    town.write("bank_statements", day, statement=statement, account=account, unit=unit, stands_on=day,
               balance=ledger + difference)  # fmt: skip
    town.write("ledger_statements", day, statement=statement, balance=ledger, in_transit=Decimal(0))
    limit = town.law.days("reconcile_days", day)

    def explain(on: date) -> None:
        town.note("ledger_statements", on, statement, explained=difference)

    town.follow(
        "FA-18", statement, known=day + limit + DAY, money=abs(difference), do=explain,
        on=day + DAY * chance.between("explained", 0, limit.days),
        innocent={
            "on the last day": lambda: explain(day + limit),
            "in transit": lambda: town.note("ledger_statements", day, statement, in_transit=-difference),
            "booked on the day": lambda: town.note("ledger_statements", day, statement, balance=ledger + difference),
        },
    )  # fmt: skip
