"""The tables cover the whole schema, in its order, with its ids and its limits; every row is pointed to both ways."""

from collections.abc import Iterator

import pytest

from clearway.formats.limits import Moment, Number, Text
from clearway.formats.wco import declaration
from clearway.formats.wco.declaration.mapping import PART
from clearway.formats.wco.nodes import Node
from clearway.formats.wco.rows import Part, Row
from tests.formats.wco import corpus, schema

#: The schema leaves the id of this one element out.
WITHOUT_ID = "IdentificationTypeCode"


def rows(part: Part, above: tuple[tuple[Part, Row], ...] = ()) -> Iterator[tuple[tuple[Part, Row], ...]]:
    """Every row that holds a value, below the rows of the classes it stands in."""
    for row in part.rows:
        line = (*above, (part, row))
        yield from rows(row.reads, line) if isinstance(row.reads, Part) else [line]


def nodes(node: Node) -> Iterator[Node]:
    """Every element of the table, in its order."""
    for child in node.children.values():
        yield child
        yield from nodes(child)


def our_path(line: tuple[tuple[Part, Row], ...], positions: Iterator[int]) -> str:
    steps: list[str] = []
    for part, row in line:
        if part.fact is None:
            continue
        steps.append(row.field)
        if row.many:
            steps.append(str(next(positions)))
    return "/".join(steps)


LINES = list(rows(PART))


def test_a_path_of_ours_is_a_pointer_and_back() -> None:
    assert declaration.pointer("goods_shipment/items/2/net_mass") == "42A/67A/68A[2]/23A/65A/128"
    assert declaration.path("42A/67A/68A[2]/23A/65A/128") == "goods_shipment/items/2/net_mass"


@pytest.mark.parametrize("line", LINES, ids=lambda line: "/".join(row.field for _, row in line))
def test_every_row_is_pointed_to_both_ways(line: tuple[tuple[Part, Row], ...]) -> None:
    path = our_path(line, iter((7, 3, 2)))

    pointer = declaration.pointer(path)

    assert declaration.path(pointer) == path
    assert pointer.endswith(line[-1][1].pointer.split("/")[-1])


def test_no_two_rows_share_a_pointer() -> None:
    pointers = [declaration.pointer(our_path(line, iter((1, 1, 1)))) for line in LINES]

    assert len(set(pointers)) == len(pointers)


def test_every_repeated_class_is_pointed_to_by_its_position() -> None:
    for path in ("goods_shipment/items/3", "goods_shipment/items/3/documents/2", "guarantees/4", "amendments/1"):
        assert declaration.path(declaration.pointer(path)) == path


def test_a_path_beyond_the_model_gives_the_place_above() -> None:
    assert declaration.pointer("goods_shipment/items/2/commodity") == "42A/67A/68A[2]"
    assert declaration.pointer("goods_shipment/items/2/price/currency") == "42A/67A/68A[2]/23A/79A/112"
    assert declaration.pointer("goods_shipment/items") == "42A/67A/68A"
    assert declaration.pointer("") == "42A"
    assert declaration.pointer("no_such_fact") == "42A"


def test_a_wrapper_leads_to_the_facts_it_belongs_to() -> None:
    assert declaration.path("42A/67A/68A[2]/23A") == "goods_shipment/items/2"
    assert declaration.path("42A/17C/R144") == "authorisations/1/id"
    assert declaration.path("42A") == ""


@pytest.mark.parametrize("pointer", ["", "67A", "42A/ZZZ", "42A/67A/68A[x]", "42A//67A", "42A/67A/68A[2]/999", "42a"])
def test_a_pointer_to_nothing_is_refused(pointer: str) -> None:
    with pytest.raises(declaration.UnknownPointer):
        declaration.path(pointer)


def test_the_steps_of_a_response_carry_class_sequence_and_tag() -> None:
    steps = declaration.steps("goods_shipment/items/2/net_mass")

    assert [(step.section, step.sequence, step.tag) for step in steps] == [
        ("42A", None, None),
        ("67A", None, None),
        ("68A", 2, None),
        ("23A", None, None),
        ("65A", None, "128"),
    ]


@corpus.needs_corpus
def test_the_tables_cover_the_schema_in_its_order() -> None:
    ours = [tuple(tag for _, row in line for tag in row.tag.split("/")) for line in LINES]

    assert ours == [leaf.tags for leaf in schema.leaves()]


@corpus.needs_corpus
def test_the_tables_have_the_ids_of_the_schema() -> None:
    for line, leaf in zip(LINES, schema.leaves(), strict=True):
        ours = tuple(id for _, row in line for id in row.pointer.split("/"))
        if leaf.tags[-1] != WITHOUT_ID or leaf.ids[-1]:
            assert ours == leaf.ids, leaf.tags
        else:
            assert ours[:-1] == leaf.ids[:-1], leaf.tags


@corpus.needs_corpus
def test_the_tables_repeat_what_the_schema_repeats() -> None:
    for line, leaf in zip(LINES, schema.leaves(), strict=True):
        ours = [is_many for _, row in line for is_many in (*[False] * row.tag.count("/"), row.many)]
        assert tuple(ours) == leaf.repeated, leaf.tags


@corpus.needs_corpus
def test_the_limits_are_those_of_the_schema() -> None:
    for line, leaf in zip(LINES, schema.leaves(), strict=True):
        part, row = line[-1]
        limit = part.limit(row)
        if isinstance(limit, Moment):
            assert leaf.base == "DateTimeType", leaf.tags
        elif isinstance(limit, Number):
            assert_number(limit, leaf)
        else:
            assert_text(limit, leaf)


def assert_number(limit: Number, leaf: schema.Leaf) -> None:
    assert leaf.base in ("AmountType", "MeasureType", "QuantityType", "NumericType"), leaf.tags
    if "totalDigits" in leaf.facets:
        assert limit == Number(int(leaf.facets["totalDigits"][0]), int(leaf.facets["fractionDigits"][0])), leaf.tags


def assert_text(limit: Text, leaf: schema.Leaf) -> None:
    assert leaf.base in ("CodeType", "IDType", "TextType"), leaf.tags
    exact = leaf.facets.get("length")
    most = exact or leaf.facets["maxLength"]
    if "enumeration" in leaf.facets:
        assert sorted(limit.one_of) == sorted(leaf.facets["enumeration"]), leaf.tags
        return
    assert (limit.most, limit.exactly) == (int(most[0]), exact is not None), leaf.tags
    alphabets = {"([a-zA-Z])*": "letters", "([0-9])*": "digits"}
    expected = [alphabets[each] for each in leaf.facets.get("pattern", []) if each in alphabets]
    assert limit.alphabet == (expected[0] if expected else "printable characters"), leaf.tags
