"""The quick look at a JSON text never passes what the careful look finds doubtful."""

import json
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearway.core.facts.declaration import Declaration
from clearway.formats import limits
from clearway.formats.json import strict
from tests.formats.wco import build

KEYS = ["mrn", "reference", "totalGrossMass", "netMass", "amount", "currency", "value", "sequence", "items", "x"]
#: Pieces that make a text doubtful, or look as if they did.
PIECES = [*(f'"{key}"' for key in KEYS), *(f'"{key}":"1",' for key in KEYS), *(f'"{key}" : 1.0 ,' for key in KEYS)]
PIECES += ['":"', '":1"', '" :"', " ", "\n", "\t", ":", ",", '"', "{", "}", "null", "[]", "\\u0061", ".", "1", "-"]
PIECES += ["_", "e5", "+", '"1_0"', '".5"', '"1."', '" 1"', '"1e5"', "1e5", "1.", "-0.50", '"007"', '"٣"']
QUICK = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def is_plain(content: bytes) -> bool:
    """Whether a text that is decoded is passed by both quick looks."""
    written = limits.written(msgspec.json.decode(content, type=Declaration))
    return limits.is_kept(written) and strict.is_plain(content, written)


@QUICK
@given(build.declarations(), st.sampled_from([None, 2]), st.randoms(use_true_random=False))
def test_what_is_plain_is_never_doubtful(facts: Declaration, indent: int | None, chance: Random) -> None:
    whole = json.dumps(msgspec.to_builtins(facts), indent=indent, ensure_ascii=False)
    for _ in range(20):
        start = chance.randint(0, len(whole))
        piece = chance.choice([*PIECES, whole[start : start + 30]])
        content = (whole[:start] + piece + whole[start + chance.randint(0, 3) :]).encode()
        try:
            passed = is_plain(content)
        except msgspec.DecodeError:
            continue
        assert not passed or strict.doubtful(content) == []


@pytest.mark.parametrize("number", ["1_0", ".5", "1.", " 1", "1 ", "+1", "1e5", "٣", "NaN", "1__0.5", "0x1"])
@pytest.mark.parametrize("place", ['"totalGrossMass":{}', '"invoiceAmount":{{"amount":{},"currency":"EUR"}}'])
def test_an_odd_number_is_not_plain(number: str, place: str) -> None:
    content = ('{"functionCode":"9",' + place.format(f'"{number}"') + "}").encode()
    try:
        assert not is_plain(content)
    except msgspec.DecodeError:
        return
    assert strict.doubtful(content)


@pytest.mark.parametrize(
    "said",
    [
        '"mrn":"1","mrn":"1"',
        '"mrn" :"1","mrn":"1"',
        '"mrn"\n:"1","mrn":"2"',
        '"mrn":null,"mrn":"2"',
        '"\\u006drn":"1","mrn":"2"',
        '"reference":":1","reference":"2","mrn":"1"',
        '"agent":{"id":"1","id":"2"}',
        '"totalGrossMass":1e5',
        '"issuedAt":"2026-05-04T00:00:00+00:00","mrn":"1","mrn":"2"',
    ],
)
def test_a_key_given_twice_is_not_plain(said: str) -> None:
    content = ('{"functionCode":"9",' + said + "}").encode()

    assert not is_plain(content)
    assert strict.doubtful(content)


@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": "), (" ,\n ", " :\t")])
@pytest.mark.parametrize("order", [1, -1])
def test_a_message_in_any_order_and_spacing_is_plain(separators: tuple[str, str], order: int) -> None:
    said: list[tuple[str, Any]] = [
        ("functionCode", "9"),
        ("reference", ":A 1"),
        ("issuedAt", "2026-05-04T00:00:00+0000"),
        ("totalGrossMass", 120.5),
        ("totalPackages", "10"),
        ("invoiceAmount", {"amount": "007.50", "currency": "EUR"}),
        ("guarantees", [{"amount": {"currency": "EUR", "amount": 7}, "id": "1"}]),
        ("goodsShipment", {"items": [{"sequence": 1, "description": "그릇, 여섯 개"}]}),
    ]
    content = json.dumps(dict(said[::order]), separators=separators, ensure_ascii=False).encode()

    assert is_plain(content)
    assert strict.doubtful(content) == []
