"""Debts to pay in tests, and the sums that must always hold."""

import itertools
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.db import connection

from clearway.clearance import conductor
from clearway.core.kernel.money import Money
from clearway.platform.calendar import now
from clearway.platform.identity.actor import Actor
from clearway.stations.declarations import public as declarations
from clearway.stations.payments import public as payments
from clearway.stations.payments.public import Standing, receiving
from clearway.stations.payments.public.receiving import Taken, Told
from tests.conftest import BROKER, PACK, demonstration

BANK, OTHER_BANK = "DL0000005018", "DL0000005026"
AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
BY_BROKER = Actor(name="client:tests", party=BROKER, permissions=frozenset({"declarations:write"}))
_numbers = itertools.count(1)

_SUMS = """
SELECT p.currency, sum(p.amount),
       sum(p.amount) FILTER (WHERE account = 'bank'),
       sum(p.amount) FILTER (WHERE account = 'receivable'),
       sum(p.amount) FILTER (WHERE account = 'unallocated'),
       sum(p.amount) FILTER (WHERE account = 'overpaid'),
       sum(p.amount) FILTER (WHERE account LIKE 'deferment/%')
FROM payments_posting p GROUP BY p.currency
"""
_ORDERS = "SELECT currency, sum(amount), sum(paid) FROM payments_order GROUP BY currency"
_ACCOUNTS = "SELECT currency, sum(drawn) FROM payments_defermentaccount GROUP BY currency"
_RETURNS = """
SELECT currency, sum(amount) FROM payments_return WHERE returned_at IS NULL AND source = 'overpaid' GROUP BY currency
"""


def lodged(name: str = "1-tableware") -> Standing:
    """A fresh debt of the demonstration."""
    answer = conductor.lodge(demonstration(name).submitted, by=BY_BROKER)
    standing = payments.standing(answer.mrn or "")
    assert standing is not None, answer.findings
    return standing


def declaration(mrn: str) -> int:
    """The declaration under a number."""
    file = declarations.find(mrn)
    assert file is not None
    return file.id


def told(reference: str, amount: Money, *, number: str | None = None, days: int = 0) -> Told:
    """What a bank says when it has received money."""
    return Told(number or f"B-{next(_numbers):06}", amount, reference, now() + timedelta(days=days), "Haven", "DL1")


def pay(reference: str, amount: Money, *, number: str | None = None, days: int = 0, bank: str = BANK) -> Taken:
    """Money comes."""
    message = told(reference, amount, number=number, days=days)
    return receiving.take(message, bank=bank, at=now(), lock=declarations.lock)


def grant() -> None:
    """The pack's deferment accounts are in the register."""
    payments.load_register(PACK, keys={}, at=now())


def assert_books_agree() -> None:
    """The ledger sums to nothing, and says the same as orders, accounts and returns do."""
    sums = {row[0]: [value or Decimal(0) for value in row[1:]] for row in _rows(_SUMS)}
    orders = {row[0]: (row[1], row[2]) for row in _rows(_ORDERS)}
    drawn, going_back = dict(_rows(_ACCOUNTS)), dict(_rows(_RETURNS))
    for currency, (whole, bank, receivable, unallocated, overpaid, deferred) in sums.items():
        owed, paid = orders.get(currency, (Decimal(0), Decimal(0)))
        standing = drawn.get(currency, Decimal(0))
        assert whole == 0
        assert receivable == owed - paid
        assert deferred == standing
        assert -overpaid == going_back.get(currency, Decimal(0))
        assert bank == paid - standing - unallocated - overpaid


def _rows(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()  # type: ignore[no-any-return] # Django gives no types.
