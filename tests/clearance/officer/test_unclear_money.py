"""Money that nobody could allocate is looked at twice, then counts for a declaration or goes back."""

from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clearway.clearance.showing import figures
from clearway.core.kernel.money import Money
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.stations.payments import public as payments
from clearway.stations.payments.public import Standing, receiving
from clearway.stations.payments.public.receiving import Unclear
from tests.clearance.officer.desk import fresh, person, stands
from tests.portal.people import signed_in, words
from tests.stations.payments.money import BANK, assert_books_agree, lodged, pay


def _unclear(reference: str, amount: Money) -> Unclear:
    """A payment under a reference that means nothing."""
    with transaction.atomic():
        taken = pay(reference, amount)
    assert taken.outcome in ("unknown-reference", "other-currency")
    return next(one for one in receiving.unclear(1000) if one.number == taken.number)


def _for_a_debt() -> tuple[Standing, Unclear]:
    debt = lodged()
    return debt, _unclear(fresh("WHO KNOWS"), debt.left)


@pytest.fixture
def cashier() -> Client:
    """Somebody who may say what money is for."""
    return signed_in(person("supervisor"))


def test_what_is_unclear_is_listed_with_the_reference_as_it_was_written(cashier: Client) -> None:
    debt = lodged()
    # Another year, so that no other number is as near to it.
    slip = "3" + debt.mrn[1:]
    one = _unclear(slip.lower(), debt.left)

    said = words(cashier.get("/office/money"))

    row = said[said.index(f"/office/money/{one.id}") :].partition("</tr>")[0]
    assert slip.lower() in row
    assert debt.mrn in row
    assert figures.money(one.amount.amount, one.amount.currency) in row
    assert "First Harbour Bank" in row


def test_an_officer_without_the_permission_sees_no_money() -> None:
    _, one = _for_a_debt()
    client = signed_in(person("officer"))

    assert "/office/money" not in words(client.get("/office"))
    for address in ("/office/money", f"/office/money/{one.id}"):
        assert client.get(address).status_code == 403
    for act in ("assign", "return"):
        assert client.post(f"/office/money/{one.id}/{act}", {"reason": "x", "sure": "1"}).status_code == 403


def test_nothing_is_done_before_the_second_look(cashier: Client) -> None:
    debt, one = _for_a_debt()

    looked = cashier.post(f"/office/money/{one.id}/assign", {"reference": debt.mrn, "reason": "The bank called"})

    assert looked.status_code == 200
    said = words(looked)
    assert debt.payer in said
    assert figures.money(debt.left.amount, debt.left.currency) in said
    assert "Goes back to the payer" not in said
    assert one.id in {row.id for row in receiving.unclear(1000)}


def test_assigned_money_lets_the_declaration_go_on(cashier: Client) -> None:
    debt, one = _for_a_debt()
    assert stands(debt.mrn).waits_for == "payment"
    spelt = f" {debt.mrn[:4].lower()} {debt.mrn[4:]} "

    done = cashier.post(
        f"/office/money/{one.id}/assign", {"reference": spelt, "reason": "The bank called", "sure": "1"}
    )

    assert (done.status_code, done["Location"]) == (302, "/office/money")
    after = payments.standing(debt.mrn)
    assert after is not None
    assert after.left.amount == 0
    assert stands(debt.mrn).waits_for != "payment"
    assert one.id not in {row.id for row in receiving.unclear(1000)}
    assert_books_agree()


def test_who_said_so_and_why_is_on_the_log_and_not_in_the_payers_file(cashier: Client) -> None:
    debt, one = _for_a_debt()
    sent = {"reference": debt.mrn, "reason": "The bank called", "sure": "1"}

    cashier.post(f"/office/money/{one.id}/assign", sent)

    [said] = [event for event in log.about("payments/unallocated") if event.facts.get("number") == one.number
              and event.type == "payments.cleared.v1"]  # fmt: skip
    assert (said.facts["about"], said.facts["reason"]) == (debt.mrn, "The bank called")
    assert said.actor.startswith("officer:supervisor")
    assert "The bank called" not in str(log.about(f"declaration/{debt.mrn}"))


def test_who_comes_second_finds_it_gone(cashier: Client) -> None:
    debt, one = _for_a_debt()
    sent = {"reference": debt.mrn, "reason": "The bank called", "sure": "1"}

    cashier.post(f"/office/money/{one.id}/assign", sent)
    again = cashier.post(f"/office/money/{one.id}/assign", sent)

    assert again.status_code == 404
    assert_books_agree()


def test_what_is_too_much_is_shown_before_and_goes_back_after(cashier: Client) -> None:
    debt = lodged()
    one = _unclear(fresh("TWICE"), Money(debt.left.amount + 25, debt.left.currency))
    sent = {"reference": debt.mrn, "reason": "They said so"}

    looked = words(cashier.post(f"/office/money/{one.id}/assign", sent))
    cashier.post(f"/office/money/{one.id}/assign", {**sent, "sure": "1"})

    assert figures.money("25", debt.left.currency) in looked
    assert [row.amount.amount for row in receiving.returns_of(BANK, 1000) if row.message == one.number] == [25]
    assert_books_agree()


@pytest.mark.parametrize("sent", [
    {"reference": "26DL0000000000ZZZZ", "reason": "x", "sure": "1"},
    {"reference": "\x00", "reason": "x", "sure": "1"},
    {"reference": "", "reason": "x", "sure": "1"},
])  # fmt: skip
def test_a_number_that_owes_nothing_is_told_at_its_field(cashier: Client, sent: dict[str, str]) -> None:
    _, one = _for_a_debt()

    answer = cashier.post(f"/office/money/{one.id}/assign", sent)

    assert answer.status_code in (400, 422)
    assert 'href="#assign_reference"' in words(answer)
    assert one.id in {row.id for row in receiving.unclear(1000)}


def test_money_of_another_currency_is_for_no_debt(cashier: Client) -> None:
    debt = lodged()
    one = _unclear(debt.mrn, Money(Decimal(10), "USD"))

    answer = cashier.post(f"/office/money/{one.id}/assign", {"reference": debt.mrn, "reason": "x", "sure": "1"})

    assert answer.status_code == 422
    assert f"No debt in USD is known under {debt.mrn}." in words(answer)


def test_without_a_reason_nothing_is_done(cashier: Client) -> None:
    debt, one = _for_a_debt()

    for act in ("assign", "return"):
        answer = cashier.post(f"/office/money/{one.id}/{act}", {"reference": debt.mrn, "reason": " ", "sure": "1"})
        assert answer.status_code == 400
    assert one.id in {row.id for row in receiving.unclear(1000)}


def test_what_nobody_knows_goes_back_the_way_it_came(cashier: Client) -> None:
    _, one = _for_a_debt()
    sent = {"reason": "The payer does not answer"}

    looked = cashier.post(f"/office/money/{one.id}/return", sent)
    assert one.id in {row.id for row in receiving.unclear(1000)}
    done = cashier.post(f"/office/money/{one.id}/return", {**sent, "sure": "1"})

    assert (looked.status_code, done.status_code) == (200, 302)
    assert one.id not in {row.id for row in receiving.unclear(1000)}
    [going] = [row for row in receiving.returns_of(BANK, 1000) if row.message == one.number]
    assert (going.amount, going.payer_account) == (one.amount, one.payer_account)
    receiving.returned(going.id, bank=BANK, at=now())
    assert_books_agree()


@pytest.mark.parametrize("number", ["0", "999999999", "9" * 40])
def test_money_that_is_not_there_is_unknown(cashier: Client, number: str) -> None:
    assert cashier.get(f"/office/money/{number}").status_code == 404


@pytest.mark.parametrize("address", ["/office/money", "/office/money/{id}"])
def test_the_pages_ask_the_store_little(cashier: Client, address: str) -> None:
    _, one = _for_a_debt()
    cashier.get(address.format(id=one.id))

    with CaptureQueriesContext(connection) as seen:
        answer = cashier.get(address.format(id=one.id))

    assert answer.status_code == 200
    assert len(seen) <= 12
    assert len(answer.content) <= 150 * 1024
