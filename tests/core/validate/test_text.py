"""Texts of nothing, and numbers of no size, are found wherever they stand: they are looked for in one go."""

from decimal import Decimal

import pytest

from clearway.core.facts.declaration import Declaration
from clearway.core.law.lawbook import Lawbook
from clearway.core.validate import validate
from tests.core import build


def _places(declaration: Declaration, code: str, book: Lawbook) -> list[str]:
    return [one.at for one in validate(declaration, book.on(build.DAY), build.circumstances()) if one.rule == code]


@pytest.mark.parametrize("blank", ["", " ", "   ", " \t", " \u00a0"])
def test_a_blank_text_is_found_in_a_field_and_in_a_list(blank: str, book: Lawbook) -> None:
    in_field = build.declaration(build.item(description=blank))
    in_list = build.declaration(build.item(dangerous_goods=("1203", blank)))

    assert _places(in_field, "TXT-004", book) == ["goods_shipment/items/1/description"]
    assert _places(in_list, "TXT-004", book) == ["goods_shipment/items/1/dangerous_goods/2"]
    assert _places(build.declaration(build.item(description='A "" box')), "TXT-004", book) == []


@pytest.mark.parametrize("odd", ["NaN", "sNaN", "-NaN", "Infinity", "-Infinity", "1E+100", "1E-400", "1.5E+999"])
def test_a_number_beyond_reckoning_is_found_wherever_it_stands(odd: str, book: Lawbook) -> None:
    in_item = build.declaration(build.item(net_mass=Decimal(odd)))
    at_head = build.declaration(total_packages=Decimal(odd))

    assert _places(in_item, "NUM-001", book) == ["goods_shipment/items/1/net_mass"]
    assert _places(at_head, "NUM-001", book) == ["total_packages"]


@pytest.mark.parametrize("name", ["NaN", "Infinity E+100", "INE-100", "NIE"])
def test_words_that_look_like_odd_numbers_are_words(name: str, book: Lawbook) -> None:
    assert _places(build.declaration(build.item(description=name)), "NUM-001", book) == []
