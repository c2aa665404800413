"""One text, two executors: the function for single rows and DuckDB give the same answer in every cell."""

import os

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from clearway.core.predicates import Predicate, PredicateRefused, fuse, judge, parse, write
from clearway.platform.columns import answers, select, table_of
from tests.core.predicates.grammar import CATALOGUE, LISTS, PARAMETERS, conditions, rows

#: `make prove` sets a larger number.
EXAMPLES = int(os.environ.get("CLEARWAY_PREDICATE_EXAMPLES", "60"))


def read(text: str) -> Predicate | None:
    """The predicate, or None where the generator made numbers that could outgrow 38 digits, or nested too deep."""
    try:
        return parse(text, CATALOGUE, parameters=PARAMETERS, lists=LISTS)
    except PredicateRefused as refusal:
        assert refusal.code in ("PRD-003", "PRD-023"), (refusal, text)
        return None


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(conditions, min_size=8, max_size=24), st.lists(rows, min_size=12, max_size=40))
def test_the_fused_function_and_duckdb_agree_in_every_cell(texts, given_rows):
    predicates = [predicate for predicate in map(read, texts) if predicate]
    assume(predicates)
    rules = [(f"R{place}", predicate) for place, predicate in enumerate(predicates)]

    by_table = answers(rules, table_of(CATALOGUE, given_rows))

    for code, predicate in rules:
        by_row = [judge(predicate.root)(row) for row in given_rows]
        assert by_row == by_table.column(code).to_pylist(), predicate.text
    fused = fuse(rules)
    expected = [
        [code for code, _ in rules if by_table.column(code)[place].as_py() is True]
        for place in range(len(given_rows))
    ]
    assert [fused(row) for row in given_rows] == expected


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(conditions, min_size=5, max_size=20))
def test_what_is_written_from_a_predicate_is_read_as_the_same_predicate(texts):
    for predicate in filter(None, map(read, texts)):
        again = parse(write(predicate.root), CATALOGUE, lists=LISTS)

        assert again.root == predicate.root
