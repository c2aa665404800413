"""Paths of ours are JSON pointers, and back."""

import pytest

from clearway.formats import json

PAIRS = [
    ("goods_shipment/items/2/net_mass", "/goodsShipment/items/1/netMass"),
    ("goods_shipment/items/2", "/goodsShipment/items/1"),
    ("goods_shipment/items/2/dangerous_goods/1", "/goodsShipment/items/1/dangerousGoods/0"),
    ("invoice_amount/currency", "/invoiceAmount/currency"),
    ("function_code", "/functionCode"),
    ("", ""),
]


@pytest.mark.parametrize(("path", "pointer"), PAIRS)
def test_a_path_is_a_pointer_and_back(path: str, pointer: str) -> None:
    assert json.pointer(path) == pointer
    assert json.path(pointer) == path


def test_a_path_beyond_the_facts_gives_the_place_above() -> None:
    assert json.pointer("goods_shipment/items/2/commodity") == "/goodsShipment/items/1"
    assert json.pointer("goods_shipment/items/x") == "/goodsShipment/items"
    assert json.pointer("mrn/x") == "/mrn"
    assert json.pointer("no_such_fact") == ""


def test_names_that_are_no_fact_stand_as_given() -> None:
    assert json.path("/goodsShipment/a~1b/0") == "goods_shipment/a/b/0"
