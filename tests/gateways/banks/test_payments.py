"""What a bank tells over HTTP: signed, once, and never answered with a failure of ours."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from clearway.gateways.banks import signing
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.stations.declarations import public as declarations
from clearway.stations.payments import models
from clearway.stations.payments import public as payments
from tests.gateways.banks.bank import Bank, message
from tests.gateways.rest import messages
from tests.gateways.rest.web import Sender
from tests.stations.payments.money import assert_books_agree

_numbers = itertools.count(1)


def _number() -> str:
    return f"HTTP-{next(_numbers):05}"


def _debt(sender: Sender) -> tuple[str, str]:
    """A fresh debt: its number, and the amount."""
    answer = sender.lodge(messages.message()).json()
    return answer["mrn"], answer["total"]["amount"]


def _code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_paid_declaration_goes_on_before_the_bank_is_answered(bank: Bank, sender: Sender) -> None:
    mrn, owed = _debt(sender)
    file = declarations.find(mrn)
    assert file is not None

    answer = bank.tell(message(_number(), mrn, owed))

    assert answer.status_code == 200, answer.text
    assert (answer.json()["outcome"], answer.json()["about"]) == ("covered", mrn)
    assert Decimal(answer.json()["left"]["amount"]) == 0
    after = declarations.find(mrn)
    assert after is not None
    assert after.waits_for != "payment"
    assert "payments.covered.v1" in [one.type for one in log.about(f"declaration/{mrn}")]


def test_the_same_message_is_answered_alike_and_counted_once(bank: Bank, sender: Sender) -> None:
    mrn, owed = _debt(sender)
    told = message(_number(), mrn, owed)

    answers = [bank.tell(told, at=now() + timedelta(seconds=late)) for late in (0, 1, 2)]

    assert answers[0].json() == answers[1].json() == answers[2].json()
    assert models.BankMessage.objects.filter(subject=mrn).count() == 1
    assert_books_agree()


def test_the_same_message_by_many_at_once_is_counted_once(bank: Bank, sender: Sender) -> None:
    mrn, owed = _debt(sender)
    told = message(_number(), mrn, owed)

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: bank.tell(told), range(48)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert models.BankMessage.objects.filter(subject=mrn).count() == 1
    assert payments.standing(mrn).returning.amount == 0  # type: ignore[union-attr] # found or the test fails
    assert_books_agree()


def test_parts_that_come_at_once_are_all_counted(bank: Bank, sender: Sender) -> None:
    mrn, owed = _debt(sender)
    parts = [message(_number(), mrn, "1.00") for _ in range(24)]

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(bank.tell, parts))

    assert {answer.json()["outcome"] for answer in answers} == {"part"}
    assert payments.standing(mrn).left.amount == Decimal(owed) - 24  # type: ignore[union-attr] # found or the test fails
    assert_books_agree()


def test_the_same_number_with_other_content_is_refused(bank: Bank, sender: Sender) -> None:
    mrn, owed = _debt(sender)
    told = message(_number(), mrn, owed)
    bank.tell(told)

    assert _code(bank.tell({**told, "amount": {"amount": "1.00", "currency": "DML"}})) == (409, "PAY-001")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"webhook-signature": ""}, "BNK-001"),
        ({"webhook-id": ""}, "BNK-001"),
        ({"webhook-timestamp": "yesterday"}, "BNK-001"),
        ({"webhook-timestamp": "9" * 40}, "BNK-001"),
        ({"webhook-signature": "v1,AAAA"}, "BNK-001"),
        ({"webhook-signature": "v1a,AAAA"}, "BNK-003"),
        ({"webhook-signature": "v1a,?? v1a,AAAA"}, "BNK-003"),
        ({"webhook-id": "another"}, "BNK-003"),
    ],
)
def test_a_call_that_is_not_rightly_signed_does_nothing(
    bank: Bank, sender: Sender, change: dict[str, str], code: str
) -> None:
    mrn, owed = _debt(sender)

    answer = bank.tell(message(_number(), mrn, owed), **change)

    assert _code(answer) == (401, code), answer.text
    assert not models.BankMessage.objects.filter(reference=mrn).exists()


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_call_signed_outside_the_window_is_a_replay(bank: Bank, sender: Sender, minutes: int) -> None:
    mrn, owed = _debt(sender)

    answer = bank.tell(message(_number(), mrn, owed), at=now() + timedelta(minutes=minutes))

    assert _code(answer) == (401, "BNK-002")


def test_a_body_that_was_changed_on_the_way_is_refused(bank: Bank, sender: Sender) -> None:
    mrn, owed = _debt(sender)
    told = message("X-1", mrn, owed)
    headers = signing.signed(bank.key, "X-1", now(), b"something else")

    assert _code(bank.tell(told, **headers)) == (401, "BNK-003")


def test_no_bank_signs_for_another_and_no_stranger_for_a_bank(bank: Bank, other_bank: Bank, sender: Sender) -> None:
    mrn, owed = _debt(sender)
    told = message(_number(), mrn, owed)

    assert _code(bank.tell(told, key=other_bank.key)) == (401, "BNK-003")
    assert _code(bank.tell(told, key=Ed25519PrivateKey.generate())) == (401, "BNK-003")


def test_who_is_no_bank_tells_nothing_even_with_the_scope(bank: Bank, sender: Sender) -> None:
    mrn, owed = _debt(sender)
    body = message(_number(), mrn, owed)

    answer = bank.tell(body, Authorization=f"Bearer {sender.token}")

    assert answer.status_code == 403
    assert payments.standing(mrn).paid.amount == 0  # type: ignore[union-attr] # found or the test fails


def test_a_revoked_key_signs_nothing(bank: Bank, sender: Sender) -> None:
    mrn, owed = _debt(sender)
    models.BankKey.objects.filter(bank=bank_of(bank)).update(revoked_at=now())
    try:
        assert _code(bank.tell(message(_number(), mrn, owed))) == (403, "BNK-004")
    finally:
        models.BankKey.objects.filter(bank=bank_of(bank)).update(revoked_at=None)


def bank_of(bank: Bank) -> str:
    return str(bank.secret["client_id"]).removeprefix("tests-")


@pytest.mark.parametrize(
    "change",
    [
        {"amount": {"amount": "0", "currency": "DML"}},
        {"amount": {"amount": "0.0000", "currency": "DML"}},
        {"amount": {"amount": "-5", "currency": "DML"}},
        {"amount": {"amount": "1e5", "currency": "DML"}},
        {"amount": {"amount": "NaN", "currency": "DML"}},
        {"amount": {"amount": "1.00001", "currency": "DML"}},
        {"amount": {"amount": "99999999999999999", "currency": "DML"}},
        {"amount": {"amount": 5, "currency": "DML"}},
        {"amount": {"amount": "5", "currency": "dml"}},
        {"amount": {"amount": "5", "currency": "DML", "more": 1}},
        {"paidAt": "2026-03-01"},
        {"paidAt": "2026-03-01T10:00:00"},
        {"paidAt": "0001-01-01T00:00:00Z"},
        {"paidAt": "9999-12-31T23:59:59Z"},
        {"reference": "a\x00b"},
        {"reference": "x" * 141},
        {"reference": None},
        {"id": "a b"},
        {"id": ""},
        {"debtor": {"unknown": 1}},
    ],
)
def test_what_cannot_be_a_payment_is_refused_with_its_place(bank: Bank, change: dict[str, Any]) -> None:
    told = {**message("Y-1", "26DL0000000000001X", "5.00"), **change}

    answer = bank.tell(told, number="Y-1")

    assert _code(answer) == (400, "BNK-006"), answer.text
    assert "$" in answer.json()["title"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'"\\ud800"', b"[" * 5000, b'{"id":"\\ud800"}'])
def test_what_is_no_message_is_refused(bank: Bank, content: bytes) -> None:
    assert _code(bank.tell(content)) == (400, "BNK-006")


def test_the_call_and_its_message_have_the_same_number(bank: Bank) -> None:
    told = message("Z-1", "26DL0000000000001X", "5.00")

    assert _code(bank.tell(told, number="Z-2")) == (400, "BNK-005")


def test_a_bank_asks_what_is_due_and_learns_nothing_more(bank: Bank, sender: Sender) -> None:
    mrn, owed = _debt(sender)

    due = bank.get(f"/v1/banks/orders/{mrn}")

    assert due.json().keys() == {"reference", "left", "dueDay"}
    assert Decimal(due.json()["left"]["amount"]) == Decimal(owed)
    assert _code(bank.get("/v1/banks/orders/26DL0000000000001X")) == (404, "BNK-007")
    assert _code(sender.get(f"/v1/banks/orders/{mrn}")) == (403, "WEB-403")


def test_what_came_twice_is_sent_back_by_the_bank_it_came_through(
    bank: Bank, other_bank: Bank, sender: Sender
) -> None:
    mrn, owed = _debt(sender)
    bank.tell(message(_number(), mrn, owed))
    other_bank.tell(message(_number(), mrn, owed))

    assert not [one for one in bank.get("/v1/banks/returns").json() if one["reference"] == mrn]
    [one] = [one for one in other_bank.get("/v1/banks/returns").json() if one["reference"] == mrn]
    assert (one["reason"], one["account"]) == ("again", "DL12 0001")
    confirmed = {"id": _number(), "return": one["return"]}
    assert _code(bank.tell(confirmed, path="/v1/banks/returns")) == (404, "PAY-003")
    for _ in range(2):
        assert other_bank.tell(confirmed, path="/v1/banks/returns").json() == confirmed
    assert not [one for one in other_bank.get("/v1/banks/returns").json() if one["reference"] == mrn]
    assert_books_agree()


def test_a_short_payment_keeps_the_goods(bank: Bank, sender: Sender) -> None:
    mrn, _ = _debt(sender)

    assert bank.tell(message(_number(), mrn, "1.00")).json()["outcome"] == "part"
    assert "release.released.v1" not in [one.type for one in log.about(f"declaration/{mrn}")]


def test_a_withdrawn_declaration_takes_no_money(bank: Bank, sender: Sender) -> None:
    mrn, owed = _debt(sender)
    file = declarations.find(mrn)
    assert file is not None
    with transaction.atomic():
        payments.cancel(file.id, at=now())

    answer = bank.tell(message(_number(), mrn, owed)).json()

    assert (answer["outcome"], Decimal(answer["returning"]["amount"])) == ("cancelled", Decimal(owed))
    assert bank.get(f"/v1/banks/orders/{mrn}").status_code == 404
