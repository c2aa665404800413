"""Debts as a declaration meets them: deferred at lodging, changed by an amendment, ended by a withdrawal."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec
import pytest
from django.db import transaction

from clearway.clearance import amend, conductor
from clearway.clearance.proceed import proceed
from clearway.clearance.record import Submitted
from clearway.core.facts.answer import Answer
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import Amendment
from clearway.core.kernel.money import Money
from clearway.formats.wco import declaration as wco
from clearway.gateways.messages.receive import receive
from clearway.platform.calendar import now
from clearway.stations.payments import models
from clearway.stations.payments import public as payments
from clearway.stations.payments.public import Standing
from tests.conftest import PACK
from tests.stations.payments.money import BY_BROKER, assert_books_agree, declaration, grant, lodged, pay

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture(autouse=True)
def accounts(country: None) -> Iterator[None]:
    """Accounts are granted, and the books agree whatever a test did."""
    grant()
    yield
    assert_books_agree()


def _standing(mrn: str) -> Standing:
    found = payments.standing(mrn)
    assert found is not None
    return found


def _deferred(reference: str) -> Answer:
    content = (PACK / "demonstration" / "1-tableware.json").read_bytes()
    old = receive(content).declaration.reference or ""
    named = b'"authorisations": [{"id": "DL0000001017", "categoryCode": "DPO"}], "itemCount": 1,'
    deferred = content.replace(b'"itemCount": 1,', named)
    deferred = deferred.replace(b'"paymentMethodCode": "A"', b'"paymentMethodCode": "E"')
    return conductor.lodge(receive(deferred.replace(old.encode(), reference.encode())).submitted, by=BY_BROKER)


def _amended(debt: Standing, factor: str) -> Answer:
    """An amendment that multiplies the price of the goods, on the item and on the invoice."""
    original = receive((PACK / "demonstration" / "1-tableware.json").read_bytes()).declaration
    shipment = original.goods_shipment
    assert shipment is not None
    [item] = shipment.items
    paths = ("goods_shipment/items/1/price", "invoice_amount")
    request = msgspec.structs.replace(
        original,
        function_code="13",
        type_code="COR",
        reference=f"P{factor[-1]}-{debt.mrn}",
        mrn=debt.mrn,
        amendments=tuple(Amendment(reason_code="32", pointers=wco.steps(path)) for path in paths),
        invoice_amount=_times(original.invoice_amount, factor),
        goods_shipment=msgspec.structs.replace(
            shipment, items=(msgspec.structs.replace(item, price=_times(item.price, factor)),)
        ),
    )
    return amend.amend(Submitted(request, "json", b"{}"), paths, number=None, by=BY_BROKER)


def _times(money: Money | None, factor: str) -> Money | None:
    return money * Decimal(factor) if money else None


def _paid(debt: Standing) -> None:
    with transaction.atomic():
        pay(debt.mrn, debt.owed)


def _withdrawn(mrn: str) -> Answer:
    request = Declaration(
        function_code="13", type_code="INV", reference=f"W-{mrn}", mrn=mrn, amendments=(Amendment(reason_code="1"),)
    )
    return amend.cancel(Submitted(request, "json", b"{}"), number=None, by=BY_BROKER)


def test_a_deferred_declaration_draws_on_the_account_and_waits_for_no_payment() -> None:
    answer = _deferred("DEFER-1")
    mrn = answer.mrn or ""

    file = proceed(declaration(mrn), at=now())

    assert answer.outcome != "refused", answer.findings
    standing = _standing(mrn)
    assert (standing.account, standing.left.amount) == ("DLDPO00101", 0)
    assert file.waits_for != "payment"
    before = models.DefermentAccount.objects.get(number=standing.account).drawn
    proceed(file.id, at=now())
    assert models.DefermentAccount.objects.get(number=standing.account).drawn == before


def test_an_amendment_to_a_higher_price_asks_for_the_supplement_once() -> None:
    debt = lodged()
    _paid(debt)

    answers = [_amended(debt, "2") for _ in range(2)]

    assert answers[0] == answers[1]
    assert answers[0].outcome != "refused", answers[0].findings
    after = _standing(debt.mrn)
    assert answers[0].total is not None
    assert after.owed.amount == answers[0].total.amount > debt.owed.amount
    assert after.left.amount == after.owed.amount - debt.owed.amount
    with transaction.atomic():
        assert pay(debt.mrn, after.left).outcome == "covered"


def test_an_amendment_to_a_lower_price_sends_back_what_was_too_much() -> None:
    debt = lodged()
    _paid(debt)

    answer = _amended(debt, "0.5")

    after = _standing(debt.mrn)
    assert answer.total is not None, [(one.rule, one.severity, one.at) for one in answer.findings]
    assert after.owed.amount == answer.total.amount < debt.owed.amount
    assert after.returning.amount == debt.owed.amount - after.owed.amount
    assert after.left.amount == 0


def test_a_withdrawal_takes_the_debt_back() -> None:
    debt = lodged()

    for _ in range(2):
        assert _withdrawn(debt.mrn).outcome == "cancelled"

    standing = _standing(debt.mrn)
    assert (standing.is_cancelled, standing.owed.amount, standing.left.amount) == (True, 0, 0)
    with transaction.atomic():
        assert pay(debt.mrn, debt.owed).outcome == "cancelled"
