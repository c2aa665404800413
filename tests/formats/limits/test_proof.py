"""The cheap proof never passes what the careful look refuses, and passes the declarations that are sent every day."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem, GoodsShipment
from clearway.core.facts.parties import Agent, Party
from clearway.formats.limits import check, proof, table
from clearway.formats.wco import declaration as wco
from tests.formats.wco import build, corpus

DEMONSTRATION = Path(__file__).parents[3] / "packs" / "demoland" / "demonstration"
#: Values on both sides of every limit, for texts, codes, numbers, counts and instants alike.
TEXTS = ["", " ", "a", " a", "a ", "\xa0a", "a\tb", "a\x7fb", "a\xa0b", "\u202ea", "{}", 'a"', "a\\", "한", "é"]
CODES = ["0", "00", "000", "A", "AB", "ABC", "ab", "é1", "12", "9", "13", "14", "A\n", "1\n", "٣"]
LENGTHS = [character * most for character in "1A한" for most in (1, 2, 3, 4, 5, 9, 17, 18, 35, 50, 70, 256, 512)]
NUMBERS = [
    "-1",
    "-0",
    "1E+3",
    "1e-7",
    "NaN",
    "-Infinity",
    "0.1",
    "1.1234567",
    "1.123456",
    "9" * 17,
    "9" * 14 + ".123",
]
INSTANTS = [
    f"{year}-01-01T00:00:00{zone}" for year in (1999, 2000, 2001, 2099) for zone in ("Z", "+14:00", "", ".5Z")
]
VALUES = [
    *TEXTS,
    *CODES,
    *LENGTHS,
    *(text + "1" for text in LENGTHS),
    *NUMBERS,
    *INSTANTS,
    -1,
    0,
    99_999,
    10**5,
    10**40,
]


def is_proven(declaration: Declaration) -> bool:
    return proof.is_kept(proof.written(declaration))


def leaves(value: Any, at: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Every simple value in a JSON value: its path without positions, what it stands in, and under which key."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in pairs:
        place = f"{at}/{key}" if isinstance(value, dict) else at
        if isinstance(each, dict | list):
            yield from leaves(each, place)
        else:
            yield place, value, key


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(build.declarations(), st.data())
def test_what_is_proven_is_refused_by_no_careful_look(facts: Declaration, data: st.DataObject) -> None:
    told = json.loads(proof.written(facts))
    for _ in range(10):
        _, holder, key = data.draw(st.sampled_from(list(leaves(told))))
        before, holder[key] = holder[key], data.draw(st.sampled_from(VALUES))
        try:
            changed = msgspec.convert(told, Declaration)
        except msgspec.ValidationError:
            changed = facts
        assert not is_proven(changed) or check.searched(changed) == []
        holder[key] = before


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(build.declarations())
def test_facts_within_the_limits_pass_either_way(facts: Declaration) -> None:
    assert check.broken(facts) == check.searched(facts) == []


def test_every_value_is_judged_alike_in_every_place() -> None:
    """Each value of the list, in each kind of place that the demonstration fills."""
    seen: set[str] = set()
    for path in sorted(DEMONSTRATION.glob("*.json")):
        told = json.loads(path.read_bytes())
        for place, holder, key in leaves(told):
            if place in seen:
                continue
            seen.add(place)
            before = holder[key]
            for value in VALUES:
                holder[key] = value
                judged_alike(told)
            holder[key] = before
    assert len(seen) > 50


def judged_alike(told: Any) -> None:
    try:
        facts = msgspec.convert(told, Declaration)
    except msgspec.ValidationError:
        return
    assert check.broken(facts) == check.searched(facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"agent": Agent()},
        {"goods_shipment": GoodsShipment(items=(GoodsItem(sequence=1, buyer=Party()),))},
        {"goods_shipment": GoodsShipment(items=(GoodsItem(sequence=1),) * (table.MOST_ITEMS + 1))},
        {"mrn": "\ud800"},
        {"item_count": 10**40},
    ],
)
def test_what_breaks_a_limit_is_not_proven(facts: dict[str, Any]) -> None:
    assert not is_proven(Declaration(function_code="9", **facts))


def test_demonstration_declarations_are_proven() -> None:
    for path in sorted(DEMONSTRATION.glob("*.json")):
        assert is_proven(msgspec.json.decode(path.read_bytes(), type=Declaration)), path


def test_names_in_other_scripts_are_proven() -> None:
    assert is_proven(Declaration(function_code="9", exporter=Party(name="한" * 70)))


@corpus.needs_corpus
def test_most_declarations_of_the_corpus_are_proven() -> None:
    facts = [wco.read(path.read_bytes()).declaration for path in corpus.declarations()]

    assert sum(map(is_proven, facts)) > 0.9 * len(facts)
