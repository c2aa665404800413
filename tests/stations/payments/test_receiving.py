"""Money that comes: right, late, twice, short, too much, for nobody knows what; none of it lost or counted twice."""

from decimal import Decimal

import msgspec
import pytest
from django.db import IntegrityError, connection, transaction

from clearway.core.kernel.money import Money
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.stations.declarations import public as declarations
from clearway.stations.payments import models
from clearway.stations.payments import public as payments
from clearway.stations.payments.errors import MessageReused, NothingToAssign
from clearway.stations.payments.public import receiving
from tests.stations.payments.money import BANK, OTHER_BANK, assert_books_agree, lodged, pay, told

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture(autouse=True)
def in_one_transaction(country: None) -> object:
    """As the gateway does; what a test leaves is taken back."""
    with transaction.atomic():
        yield
        assert_books_agree()
        transaction.set_rollback(True)


def _dml(amount: str) -> Money:
    return Money(Decimal(amount), "DML")


def test_what_is_paid_exactly_covers_the_debt() -> None:
    debt = lodged()

    taken = pay(debt.mrn, debt.left)

    assert (taken.outcome, taken.about, taken.applied) == ("covered", debt.mrn, debt.owed)
    assert taken.left == Money(Decimal(0), "DML")
    assert taken.returning is None
    types = [one.type for one in log.about(f"declaration/{debt.mrn}")]
    assert types[-2:] == ["payments.received.v1", "payments.covered.v1"]


def test_a_short_payment_keeps_the_rest_owed_and_the_rest_covers_it() -> None:
    debt = lodged()

    short = pay(debt.mrn, _dml("10.00"))
    rest = pay(debt.mrn, debt.left - _dml("10.00"))

    assert (short.outcome, short.left) == ("part", debt.owed - _dml("10.00"))
    assert (rest.outcome, rest.left) == ("covered", _dml("0.0000"))


def test_a_second_payment_is_announced_for_return_and_goes_back_once() -> None:
    debt = lodged()
    pay(debt.mrn, debt.left)

    again = pay(debt.mrn, debt.owed)

    assert (again.outcome, again.returning) == ("again", debt.owed)
    [returning] = [one for one in receiving.returns_of(BANK) if one.reference == debt.mrn]
    assert returning.amount == debt.owed
    assert payments.standing(debt.mrn).returning == debt.owed  # type: ignore[union-attr] # found or the test fails
    with pytest.raises(receiving.ReturnUnknown):
        receiving.returned(returning.id, bank=OTHER_BANK, at=now())
    receiving.returned(returning.id, bank=BANK, at=now())
    receiving.returned(returning.id, bank=BANK, at=now())
    assert not [one for one in receiving.returns_of(BANK) if one.reference == debt.mrn]
    types = [one.type for one in log.about(f"declaration/{debt.mrn}")]
    assert types.count("payments.returned.v1") == types.count("payments.return-announced.v1") == 1


def test_the_payer_sees_every_payment_and_what_was_paid_back() -> None:
    debt = lodged()
    pay(debt.mrn, debt.owed)
    pay(debt.mrn, debt.owed)
    [returning] = [one for one in receiving.returns_of(BANK) if one.reference == debt.mrn]
    receiving.returned(returning.id, bank=BANK, at=now())

    moves = payments.standing(debt.mrn).history  # type: ignore[union-attr] # found or the test fails

    assert [one.kind for one in moves] == ["debt", "payment", "payment", "repayment"]
    assert sum(one.amount.amount for one in moves) == 0


def test_more_than_is_owed_covers_the_debt_and_the_rest_goes_back() -> None:
    debt = lodged()

    more = pay(debt.mrn, debt.owed + _dml("5.00"))

    assert (more.outcome, more.applied, more.returning) == ("more", debt.owed, _dml("5.0000"))


def test_a_late_payment_counts_and_is_called_late() -> None:
    debt = lodged()

    late = pay(debt.mrn, debt.owed, days=60)

    assert (late.outcome, late.is_late) == ("covered", True)
    assert not pay(lodged().mrn, debt.owed).is_late


def test_a_wrong_reference_stays_unallocated_with_the_nearest_open_one_until_somebody_has_looked() -> None:
    debt = lodged()
    # No other open debt is of what is left of this one.
    pay(debt.mrn, _dml("1.23"))
    left = debt.owed - _dml("1.23")
    slip = debt.mrn[:-2] + debt.mrn[-1] + debt.mrn[-2]
    slip = slip if slip != debt.mrn else f"{debt.mrn[:-1]}{'1' if debt.mrn[-1] != '1' else '2'}"

    wrong = pay(slip, left, number="B-WRONG")

    assert (wrong.outcome, wrong.about, wrong.hint) == ("unknown-reference", "", debt.mrn)
    assert payments.standing(debt.mrn).left == left  # type: ignore[union-attr] # found or the test fails
    found = receiving.assign("B-WRONG", debt.mrn, bank=BANK, by="officer", at=now(), lock=declarations.lock)
    assert (found.outcome, found.left) == ("covered", _dml("0.0000"))
    with pytest.raises(NothingToAssign):
        receiving.assign("B-WRONG", debt.mrn, bank=BANK, by="officer", at=now(), lock=declarations.lock)


def test_a_reference_is_known_with_blanks_dashes_and_small_letters() -> None:
    debt = lodged()

    taken = pay(f" {debt.mrn[:4].lower()}-{debt.mrn[4:]} ", debt.owed)

    assert taken.outcome == "covered"


def test_another_currency_is_never_converted() -> None:
    debt = lodged()

    taken = pay(debt.mrn, Money(debt.owed.amount, "XAU"))

    assert (taken.outcome, taken.applied.amount, taken.hint) == ("other-currency", 0, debt.mrn)


def test_money_for_a_withdrawn_declaration_goes_back() -> None:
    debt = lodged()
    payments.cancel(models.Order.objects.get(reference=debt.mrn).declaration_id, at=now())

    taken = pay(debt.mrn, debt.owed)

    assert (taken.outcome, taken.returning) == ("cancelled", debt.owed)


def test_the_same_message_is_taken_once_and_other_content_under_its_number_is_refused() -> None:
    debt = lodged()
    message = told(debt.mrn, debt.owed)

    first = receiving.take(message, bank=BANK, at=now(), lock=declarations.lock)
    second = receiving.take(message, bank=BANK, at=now(), lock=declarations.lock)

    assert first == second
    assert models.BankMessage.objects.filter(number=message.number).count() == 1
    with pytest.raises(MessageReused):
        other = msgspec.structs.replace(message, amount=_dml("1.00"))
        receiving.take(other, bank=BANK, at=now(), lock=declarations.lock)
    elsewhere = receiving.take(message, bank=OTHER_BANK, at=now(), lock=declarations.lock)
    assert elsewhere.outcome == "again"


def test_an_unbalanced_entry_is_impossible() -> None:
    entry = models.Entry.objects.create(key="tests/unbalanced", kind="payment", subject="", at=now())

    with pytest.raises(IntegrityError), transaction.atomic():
        models.Posting.objects.create(entry=entry, account="bank", amount=1, currency="DML")


@pytest.mark.parametrize("table", ["payments_entry", "payments_posting"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET id = id"])
def test_what_stands_in_the_ledger_stays(table: str, change: str) -> None:
    lodged()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))


@pytest.mark.parametrize("paid", ["-1", "amount + 1"])
def test_no_order_counts_more_as_paid_than_it_asks(paid: str) -> None:
    debt = lodged()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE payments_order SET paid = {paid} WHERE reference = %s", [debt.mrn])
