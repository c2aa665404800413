"""One text, two executors: the function for single rows and DuckDB give the same answer in every cell."""

import os
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from clearway.core.predicates import Predicate, PredicateRefused, fuse, judge, parse, write
from clearway.platform.columns import answers, table_of
from tests.core.predicates.grammar import CATALOGUE, LISTS, PARAMETERS, random_row, random_text

#: A smaller seed is not a simpler example.
UNSHRUNK = (Phase.explicit, Phase.generate)
#: `make prove` sets a larger number; every example is a few dozen predicates over a hundred rows.
EXAMPLES = int(os.environ.get("CLEARWAY_PREDICATE_EXAMPLES", "20"))
PREDICATES, ROWS = 30, 100


def read(text: str) -> Predicate | None:
    """The predicate, or None where the author made numbers that could outgrow 38 digits, or a loose pattern."""
    try:
        return parse(text, CATALOGUE, parameters=PARAMETERS, lists=LISTS)
    except PredicateRefused as refusal:
        assert refusal.code in ("PRD-003", "PRD-023", "PRD-027"), (refusal, text)
        return None


def rules_of(random: Random) -> list[tuple[str, Predicate]]:
    texts = (random_text(random, "c", random.randint(1, 4)) for _ in range(PREDICATES))
    return [(f"R{place}", predicate) for place, predicate in enumerate(map(read, texts)) if predicate]


@settings(max_examples=EXAMPLES, deadline=None, phases=UNSHRUNK)
@given(st.integers(0, 2**64).map(Random))
def test_the_fused_function_and_duckdb_agree_in_every_cell(random):
    rules = rules_of(random)
    rows = [random_row(random) for _ in range(ROWS)]

    by_table = {code: cells.to_pylist() for code, cells in _columns(rules, rows)}

    for code, predicate in rules:
        for row, cell in zip(rows, by_table[code], strict=True):
            assert judge(predicate.root)(row) is cell, (predicate.text, dict(zip(CATALOGUE.index, row, strict=True)))
    fused = fuse(rules)
    for place, row in enumerate(rows):
        assert fused(row) == [code for code, _ in rules if by_table[code][place] is True]


@settings(max_examples=EXAMPLES, deadline=None, phases=UNSHRUNK)
@given(st.integers(0, 2**64).map(Random))
def test_what_is_written_from_a_predicate_is_read_as_the_same_predicate(random):
    for _, predicate in rules_of(random):
        assert parse(write(predicate.root), CATALOGUE, lists=LISTS).root == predicate.root


def _columns(rules, rows):
    table = answers(rules, table_of(CATALOGUE, rows))
    return zip(table.column_names, table.columns, strict=True)
