"""The simulated bank against the web process: whatever it does, money is neither lost nor counted twice."""

import itertools
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction

from clearway.clearance.proceed import proceed
from clearway.platform.calendar import now
from clearway.stations.declarations import public as declarations
from clearway.stations.payments import models
from clearway.stations.payments import public as payments
from clearway.stations.payments.public import Standing
from tests.conftest import TRADER
from tests.gateways.banks.bank import FIRST, SECOND
from tests.gateways.banks.simulated import SimulatedBank
from tests.gateways.rest import messages
from tests.gateways.rest.web import Sender, Web, free_port
from tests.stations.payments.money import assert_books_agree

#: A bank's numbers follow from its seed, and a number is used once.
_seeds = itertools.count(1000)


@pytest.fixture
def bank(web: Web, tmp_path: Path) -> Iterator[SimulatedBank]:
    """A simulated bank that works when asked."""
    one = SimulatedBank(tmp_path, web.url, party=FIRST, seed=next(_seeds))
    yield one
    one.stop()


def _debt(sender: Sender) -> str:
    mrn: str = sender.lodge(messages.message()).json()["mrn"]
    return mrn


def _standing(mrn: str) -> Standing:
    found = payments.standing(mrn)
    assert found is not None
    return found


def _outcomes(mrn: str) -> list[str]:
    rows = models.BankMessage.objects.filter(subject=mrn).order_by("id")
    return list(rows.values_list("outcome", flat=True))


def test_people_pay_exactly_late_twice_short_too_much_and_never(bank: SimulatedBank, sender: Sender) -> None:
    exact, late, twice, short, more, never = (_debt(sender) for _ in range(6))
    bank.pay(exact)
    bank.pay(late, "late", "twice")
    bank.pay(twice, "twice", "repeated")
    bank.pay(short, "short")
    bank.pay(more, "more")
    bank.pay(never, "never")

    bank.work()
    bank.pay(short)
    bank.work()

    assert _outcomes(exact) == ["covered"]
    assert _outcomes(late) == _outcomes(twice) == ["covered", "again"]
    assert models.BankMessage.objects.filter(subject=late, is_late=True).count() == 2
    assert _outcomes(short) == ["part", "covered"]
    assert _outcomes(more) == ["more"]
    assert _outcomes(never) == []
    for mrn in (exact, late, twice, short, more):
        assert (_standing(mrn).left.amount, _standing(mrn).returning.amount) == (0, 0), "what was too much went back"
    assert _standing(never).left == _standing(never).owed
    assert {one["state"] for one in bank.told()} == {"acknowledged"}
    assert_books_agree()


def test_a_slip_in_the_reference_or_other_money_stays_unallocated(bank: SimulatedBank, sender: Sender) -> None:
    wrong, other = _debt(sender), _debt(sender)
    [of_wrong] = bank.pay(wrong, "wrong")
    [of_other] = bank.pay(other, "currency")

    bank.work()

    said = {row.number: row.outcome for row in models.BankMessage.objects.filter(number__in=[of_wrong, of_other])}
    assert said == {of_wrong: "unknown-reference", of_other: "other-currency"}
    assert _standing(wrong).paid.amount == _standing(other).paid.amount == 0
    assert_books_agree()


def test_a_statement_makes_room_and_those_who_waited_go_on(bank: SimulatedBank, sender: Sender) -> None:
    first, second = _debt(sender), _debt(sender)
    owed = _standing(first).owed.amount
    account = models.DefermentAccount.objects.get(holder=TRADER)
    models.DefermentAccount.objects.filter(number=account.number).update(limit=account.drawn + owed)
    ids = [_id(mrn) for mrn in (first, second)]
    for one in ids:
        _defer(one)
    assert (_standing(first).left.amount, _standing(second).lacks_room_on) == (0, account.number)

    bank.pay(account.number, amount=f"{owed:f}")
    bank.work()

    assert models.BankMessage.objects.filter(outcome="statement", subject=account.number).exists()
    assert payments.account_of(TRADER).drawn.amount == account.drawn  # type: ignore[union-attr] # found or the test fails
    _defer(ids[1])
    assert _standing(second).account == account.number
    models.DefermentAccount.objects.filter(number=account.number).update(limit=account.limit)
    assert_books_agree()


def test_a_bank_that_dies_has_told_everything_once_when_it_is_back(web: Web, sender: Sender, tmp_path: Path) -> None:
    bank = SimulatedBank(tmp_path, web.url, party=SECOND, seed=11, every=0.01)
    debts = [_debt(sender) for _ in range(12)]
    try:
        for mrn in debts:
            bank.pay(mrn, "repeated")
            bank.kill()
            bank.start_again()
        bank.wait_until_all_is_acknowledged()
    finally:
        bank.stop()

    assert {tuple(_outcomes(mrn)) for mrn in debts} == {("covered",)}
    assert {_standing(mrn).left.amount for mrn in debts} == {Decimal(0)}
    assert_books_agree()


def test_while_customs_are_away_messages_wait_and_are_told_later(sender: Sender, web: Web, tmp_path: Path) -> None:
    mrn = _debt(sender)
    away = SimulatedBank(tmp_path, f"http://127.0.0.1:{free_port()}", party=FIRST, seed=5)
    away.pay(mrn, status=503)
    [number] = away.pay(mrn, amount=f"{_standing(mrn).owed.amount:f}")
    away.stop()
    [kept] = SimulatedBankAt(tmp_path, web).told_after_work()

    assert (kept["number"], kept["state"]) == (number, "acknowledged")
    assert _outcomes(mrn) == ["covered"]


def test_the_same_seed_makes_the_same_messages(web: Web, sender: Sender, tmp_path: Path) -> None:
    mrn = _debt(sender)
    made = []
    for folder in ("one", "two"):
        bank = SimulatedBank(tmp_path / folder, web.url, party=FIRST, seed=99)
        try:
            bank.pay(mrn, "short", "wrong", "late", amount="100.00")
            made.append([{**one["message"], "paidAt": ""} for one in bank.told()])
        finally:
            bank.stop()

    assert made[0] == made[1]


class SimulatedBankAt:
    """The same bank, started where customs are."""

    def __init__(self, folder: Path, web: Web) -> None:
        self._bank = SimulatedBank(folder, web.url, party=FIRST, seed=5, every=0.05)

    def told_after_work(self) -> list[dict[str, object]]:
        try:
            self._bank.wait_until_all_is_acknowledged()
            return self._bank.told()
        finally:
            self._bank.stop()


def _id(mrn: str) -> int:
    file = declarations.find(mrn)
    assert file is not None
    return file.id


def _defer(declaration: int) -> None:
    """As the conductor does for a declaration that asks for deferment."""
    with transaction.atomic():
        declarations.lock(declaration)
        payments.settle(declaration, "deferment", holders=(TRADER,), at=now())
    proceed(declaration, at=now())
