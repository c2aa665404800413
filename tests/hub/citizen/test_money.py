"""Amounts are said with their currency; yes and no, and what is no money, without one."""

import pytest

from clearway.hub.citizen.public import is_money, money
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("1234567.50", "1\u202f234\u202f567.50\u00a0DML"),
        ("10000 … 20000", "10\u202f000 … 20\u202f000\u00a0DML"),
        ("… 10000", "… 10\u202f000\u00a0DML"),
        ("90000 …", "90\u202f000\u00a0DML …"),
    ],
)
def test_an_amount_and_a_range_of_amounts_have_their_currency(said: str, read: str) -> None:
    assert money(said, "DML") == read


@pytest.mark.parametrize(
    ("name", "expected"), [("income", True), ("income_band", True), ("income_at_least", False), ("no such", False)]
)
def test_a_field_and_a_band_of_it_are_money_and_a_yes_is_not(country: None, name: str, expected: bool) -> None:
    assert is_money(lawbook.current(now()).sharing.kinds["TAX-002"], name) is expected


def test_of_a_kind_that_is_not_known_nothing_is_money() -> None:
    assert is_money(None, "income") is False
