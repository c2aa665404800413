"""Debts that a deferment account covers, that an amendment changes, or that end."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec
import pytest
from django.db import IntegrityError, connection, transaction

from clearway.clearance import conductor
from clearway.core.assess.assessment import Assessment, DutyLine
from clearway.core.kernel.money import Money
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.stations.duties import public as duties
from clearway.stations.payments import errors, models
from clearway.stations.payments import public as payments
from clearway.stations.payments.public import Debt, Standing, receiving
from tests.conftest import BROKER, PACK, TRADER, demonstration
from tests.stations.payments.money import BANK, BY_BROKER, assert_books_agree, declaration, grant, lodged, pay

pytestmark = pytest.mark.usefixtures("country")
ACCOUNT = "DLDPO00101"


@pytest.fixture(autouse=True)
def in_one_transaction(country: None) -> Iterator[None]:
    """What a test leaves is taken back."""
    with transaction.atomic():
        grant()
        yield
        assert_books_agree()
        transaction.set_rollback(True)


def _dml(amount: str) -> Money:
    return Money(Decimal(amount), "DML")


def _defer(debt: Standing, *holders: str) -> bool:
    return payments.settle(declaration(debt.mrn), "deferment", holders=holders, at=now())


def _limit(limit: Decimal, warn_below: str = "0") -> None:
    models.DefermentAccount.objects.filter(number=ACCOUNT).update(limit=limit, warn_below=Decimal(warn_below))


def _assessed(**amounts: str) -> Assessment:
    lines = tuple(DutyLine(1, kind, _dml(amount), "formula", "law") for kind, amount in amounts.items())
    total = sum((line.amount.amount for line in lines), start=Decimal(0))
    return Assessment((), lines, Money(total, "DML"))


def _adjust(debt: Standing, assessment: Assessment, *, version: int = 2) -> Standing:
    payments.adjust(Debt(declaration(debt.mrn), debt.mrn, version, debt.payer), assessment, at=now())
    return _standing(debt)


def _standing(debt: Standing) -> Standing:
    found = payments.standing(debt.mrn)
    assert found is not None
    return found


def _types(subject: str) -> list[str]:
    return [one.type for one in log.about(subject)]


def test_a_deferment_account_covers_a_debt_once() -> None:
    debt = lodged()

    assert _defer(debt, TRADER)
    assert _defer(debt, TRADER)

    after = _standing(debt)
    assert (after.left, after.drawn, after.account) == (_dml("0.0000"), debt.owed, ACCOUNT)
    account = payments.account_of(TRADER)
    assert account is not None
    assert account.drawn == debt.owed
    assert account.settled_by is not None
    assert [one.kind for one in account.history] == ["draw"]
    assert _types(f"declaration/{debt.mrn}").count("payments.deferred.v1") == 1


def test_without_an_account_or_authorisation_a_debt_waits_for_payment() -> None:
    debt = lodged()
    models.DefermentAccount.objects.create(number="DLDPO00999", holder="DL0000001092", limit=10**9, currency="DML")

    assert not _defer(debt, "DL0000001076")
    assert not _defer(debt, "DL0000001092"), "the register says nothing of this authorisation"
    assert not payments.settle(declaration(debt.mrn), "payment", holders=(TRADER,), at=now())


def test_the_first_of_the_holders_who_has_an_account_is_asked() -> None:
    debt = lodged()

    assert _defer(debt, "DL0000001076", BROKER, TRADER)
    assert _standing(debt).account == "DLDPO00201"


def test_what_does_not_fit_waits_and_is_told_once_until_a_statement_makes_room() -> None:
    debt, other = lodged(), lodged()
    _limit(debt.owed.amount)
    assert _defer(debt, TRADER)

    assert not _defer(other, TRADER)
    assert not _defer(other, TRADER)

    assert _standing(other).lacks_room_on == ACCOUNT
    assert _types(f"declaration/{other.mrn}").count("payments.room-lacking.v1") == 1
    settled = pay(ACCOUNT, debt.owed)
    assert (settled.outcome, settled.wakes) == ("statement", (declaration(other.mrn),))
    assert _defer(other, TRADER)
    assert _standing(other).lacks_room_on == ""


def test_a_low_balance_is_told_once_a_crossing() -> None:
    debts = [lodged() for _ in range(3)]
    owed = debts[0].owed.amount
    _limit(owed * 3, str(owed * 2))

    assert all(_defer(debt, TRADER) for debt in debts)
    assert _types(f"account/{ACCOUNT}") == ["payments.balance-low.v1"]

    pay(ACCOUNT, debts[0].owed * Decimal(3))
    again = [lodged() for _ in range(2)]
    assert all(_defer(debt, TRADER) for debt in again)
    assert _types(f"account/{ACCOUNT}").count("payments.balance-low.v1") == 2


def test_what_a_statement_pays_too_much_goes_back() -> None:
    debt = lodged()
    _defer(debt, TRADER)

    settled = pay(ACCOUNT, debt.owed + _dml("7"))

    assert (settled.applied, settled.returning) == (debt.owed, _dml("7.0000"))
    assert payments.account_of(TRADER).drawn.amount == 0  # type: ignore[union-attr] # found or the test fails


def test_nothing_is_drawn_beyond_the_limit_whoever_asks() -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute('UPDATE payments_defermentaccount SET drawn = "limit" + 1 WHERE number = %s', [ACCOUNT])


def test_an_amendment_that_costs_more_asks_for_the_supplement() -> None:
    debt = lodged()
    pay(debt.mrn, debt.owed)

    after = _adjust(debt, _assessed(A00=str(debt.owed.amount + 40)))

    assert (after.owed, after.left) == (debt.owed + _dml("40"), _dml("40.0000"))
    assert after.history[-1].kind == "adjustment"
    assert "payments.debt-changed.v1" in _types(f"declaration/{debt.mrn}")


def test_an_amendment_that_costs_less_sends_back_what_is_too_much() -> None:
    debt = lodged()
    pay(debt.mrn, debt.owed)

    after = _adjust(debt, _assessed(A00="10.00"))

    assert (after.owed, after.paid, after.left) == (_dml("10.0000"), _dml("10.0000"), _dml("0.0000"))
    assert after.returning == debt.owed - _dml("10")
    assert [one.reason for one in receiving.returns_of(BANK) if one.reference == debt.mrn] == ["reduction"]


def test_an_amendment_that_costs_less_frees_the_deferment_account_first() -> None:
    debt = lodged()
    _defer(debt, TRADER)

    after = _adjust(debt, _assessed(A00="10.00"))

    assert after.drawn == _dml("10.0000")
    assert after.returning.amount == 0
    assert payments.account_of(TRADER).drawn == _dml("10.0000")  # type: ignore[union-attr] # found or the test fails


def test_an_amendment_counts_once_a_version() -> None:
    debt = lodged()

    first = _adjust(debt, _assessed(A00="10.00"))
    second = _adjust(debt, _assessed(A00="99.00"))

    assert first == second
    assert _adjust(debt, _assessed(A00="99.00"), version=3).owed == _dml("99.0000")


def test_an_amendment_to_nothing_owes_nothing() -> None:
    debt = lodged()

    after = _adjust(debt, _assessed())

    assert (after.owed, after.left) == (_dml("0.0000"), _dml("0.0000"))
    assert payments.settle(declaration(debt.mrn), "nothing", at=now())


def test_a_debt_that_was_not_there_before_is_entered_by_the_amendment() -> None:
    answer = conductor.lodge(demonstration("4-warehouse").submitted, by=BY_BROKER)
    mrn = answer.mrn or ""
    assert payments.standing(mrn) is None
    debt = Debt(declaration(mrn), mrn, 2, TRADER)

    payments.adjust(debt, _assessed(), at=now())
    assert payments.standing(mrn) is None
    payments.adjust(debt, _assessed(A00="12.00", B00="3.00"), at=now())

    after = payments.standing(mrn, payer=TRADER)
    assert after is not None
    assert after.left == _dml("15.0000")
    assert pay(mrn, _dml("15.00")).outcome == "covered"


def test_withdrawing_frees_the_account_and_sends_money_back_once() -> None:
    deferred, paid = lodged(), lodged()
    _defer(deferred, TRADER)
    pay(paid.mrn, paid.owed)

    for debt in (deferred, paid):
        payments.cancel(declaration(debt.mrn), at=now())
        payments.cancel(declaration(debt.mrn), at=now())

    assert payments.account_of(TRADER).drawn.amount == 0  # type: ignore[union-attr] # found or the test fails
    assert _standing(deferred).is_cancelled
    assert (_standing(deferred).returning.amount, _standing(paid).returning) == (0, paid.owed)
    assert _types(f"declaration/{paid.mrn}").count("payments.debt-cancelled.v1") == 1


def test_what_is_owed_again_is_asked_for_anew_and_drawn_anew() -> None:
    deferred, paid = lodged(), lodged()
    _defer(deferred, TRADER)
    pay(paid.mrn, paid.owed)
    for debt in (deferred, paid):
        payments.cancel(declaration(debt.mrn), at=now())

    for debt in (deferred, paid):
        assessment = duties.assessment_of(declaration(debt.mrn), 1)
        assert assessment is not None
        payments.restore(declaration(debt.mrn), assessment, at=now())
        payments.restore(declaration(debt.mrn), assessment, at=now())

    assert [_standing(debt).left for debt in (deferred, paid)] == [deferred.owed, paid.owed]
    assert _defer(deferred, TRADER)
    assert payments.account_of(TRADER).drawn == deferred.owed  # type: ignore[union-attr] # found or the test fails
    assert pay(paid.mrn, paid.owed).outcome == "covered"
    kinds = [one.kind for one in _standing(paid).history]
    assert kinds == ["debt", "payment", "cancellation", "debt", "payment"], "as the payer sees it"
    payments.cancel(declaration(paid.mrn), at=now())
    assert _standing(paid).returning.amount == 2 * paid.owed.amount, "both payments are on their way back"
    assert _types(f"declaration/{paid.mrn}").count("payments.debt-restored.v1") == 1


def test_what_was_drawn_and_settled_goes_back_as_money() -> None:
    debt = lodged()
    _defer(debt, TRADER)
    pay(ACCOUNT, debt.owed)

    payments.cancel(declaration(debt.mrn), at=now())

    assert _standing(debt).returning == debt.owed
    assert debt.mrn in [one.reference for one in receiving.returns_of(BANK)], "the way the statement came"


def test_only_the_payer_sees_a_debt_by_asking_as_payer() -> None:
    debt = lodged()

    assert payments.standing(debt.mrn, payer=debt.payer) == debt
    assert payments.standing(debt.mrn, payer="DL0000001025") is None
    assert debt.mrn in [one.reference for one in payments.open_orders(debt.payer)]
    assert debt.mrn not in [one.reference for one in payments.open_orders("DL0000001025")]
    assert (debt.due_day is not None, debt.due_law) == (True, "Customs Debt (Amendment) Act 2025, s. 4")
    assert payments.standing("26DL0000000000000X") is None
    assert payments.account_of("DL0000001092") is None


def test_what_is_paid_is_no_open_order() -> None:
    debt = lodged()
    pay(debt.mrn, debt.owed)

    assert debt.mrn not in [one.reference for one in payments.open_orders(debt.payer)]


@pytest.mark.parametrize("row", ["A,P,ten,0,DML", "A,P,10,20,DML", ",P,10,0,DML", "A,P,-1,-2,DML"])
def test_an_account_that_cannot_be_is_refused_with_its_line(tmp_path: object, row: str) -> None:
    folder = PACK.__class__(str(tmp_path))
    (folder / "payments").mkdir()
    (folder / "payments" / "accounts.csv").write_text(f"number,holder,limit,warn_below,currency\n{row}\n")

    with pytest.raises(errors.AccountsUnreadable) as refused:
        payments.load_register(folder, keys={}, at=now())

    assert refused.value.facts["line"] == "2"


@pytest.mark.parametrize("key", ["whpk_?", "whpk_AAAA", ""])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    with pytest.raises(errors.KeyNotKnown):
        payments.load_register(PACK, keys={BANK: key}, at=now())


def test_a_struct_says_what_it_holds() -> None:
    assert msgspec.json.decode(msgspec.json.encode(lodged()), type=Standing).owed.currency == "DML"
