"""The law of one day: what it remembers is what the book says."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from clearway.core.law import lawbook
from clearway.core.law.lawbook import Lawbook
from clearway.registers.lawbook.packs import compile_pack

PACK = Path(__file__).parents[3] / "packs" / "demoland"
DAY = date(2026, 5, 18)


@pytest.fixture(scope="module")
def book() -> Iterator[Lawbook]:
    yield compile_pack(PACK)


@pytest.mark.parametrize("day", [DAY, DAY - timedelta(days=900), DAY + timedelta(days=900)])
def test_codes_in_force_are_those_with_an_entry_on_the_day(book: Lawbook, day: date) -> None:
    law = book.on(day)

    for name, codelist in book.codelists.items():
        in_force = {code: codelist.entry(code, day) for code in codelist.entries}
        assert law.codes(name) == {code: entry for code, entry in in_force.items() if entry is not None}
        assert all(law.code(name, code) == entry for code, entry in in_force.items())
        assert law.code(name, None) is None and law.code(name, "no such code") is None


def test_a_commodity_code_stands_for_the_line_of_the_tariff(book: Lawbook) -> None:
    law = book.on(DAY)

    for code in ("69111090", "6911109099", "691110", "6911", "", None, "no such code"):
        assert law.declared(code) == law.declared(code) == book.tariff.declared(code, DAY), code


def test_what_traders_ask_for_is_remembered_within_a_limit(book: Lawbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lawbook, "ANSWERS_KEPT", 4)
    law = lawbook.Law(book, DAY)

    for number in range(20):
        assert law.declared(f"{number:08}") is None
        assert len(law._lines) <= 4
    assert law.declared("69111090") is not None
