"""DuckDB is asked about the table it is given, and about nothing else."""

from decimal import Decimal

import pyarrow as pa
import pytest

from clearway.core.predicates import fuse, parse
from clearway.platform.columns import TableRefused, answers, schema_of, select, table_of
from tests.core.predicates.grammar import CATALOGUE


def rule(text):
    return (text, parse(text, CATALOGUE))


def test_the_rows_of_a_large_table_keep_their_places():
    rows = [CATALOGUE.row({"packages": number}) for number in range(300_000)]

    found = select([rule("packages IN (0, 150000, 299999)")], table_of(CATALOGUE, rows))

    assert found == {"packages IN (0, 150000, 299999)": [0, 150_000, 299_999]}


def test_more_rules_than_one_query_takes_are_all_answered():
    rules = [rule(f"packages = {number}") for number in range(600)]

    found = select(rules, table_of(CATALOGUE, [CATALOGUE.row({"packages": 599}), CATALOGUE.row({"packages": 0})]))

    assert found["packages = 599"] == [0] and found["packages = 0"] == [1]
    assert sum(map(len, found.values())) == 2


def test_a_rule_without_columns_is_answered_for_every_row():
    assert select([rule("TRUE")], table_of(CATALOGUE, [CATALOGUE.row({})] * 3)) == {"TRUE": [0, 1, 2]}


def test_no_rules_and_no_rows_are_no_answers():
    empty = table_of(CATALOGUE, [])

    assert select([], empty) == {}
    assert select([rule("origin = 'KR'")], empty) == {"origin = 'KR'": []}


def test_a_table_has_the_types_of_its_catalogue():
    assert schema_of(CATALOGUE).field("value").type == pa.decimal128(18, 2)
    assert table_of(CATALOGUE, [CATALOGUE.row({"value": Decimal("1.5")})]).schema == schema_of(CATALOGUE)


def test_other_types_that_hold_the_same_values_are_taken():
    table = pa.table(
        {
            "origin": pa.array(["KR", None]).dictionary_encode(),
            "commodity": pa.array(["8703", "1"], pa.large_string()),
            "value": pa.array([5, 7], pa.int32()),
        }
    )

    assert select([rule("origin = 'KR' AND commodity LIKE '87%' AND value < 6")], table).popitem()[1] == [0]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("origin", pa.array([1])),
        ("value", pa.array([1.5])),
        ("value", pa.array([Decimal("1.555")])),
        ("lodged", pa.array(["2024-03-03"])),
        ("is_new", pa.array([1])),
    ],
)
def test_a_table_with_another_type_is_refused(name, cells):
    with pytest.raises(TableRefused, match="PRD-050") as caught:
        select([rule(f"{name} IS NULL")], pa.table({name: cells}))

    assert caught.value.column == name


def test_a_table_without_the_column_is_refused():
    with pytest.raises(TableRefused, match="no such column"):
        answers([rule("origin = 'KR'")], pa.table({"value": [1]}))


def test_a_text_with_nul_is_read_alike_by_both():
    row = CATALOGUE.row({"origin": "a\0b"})
    rules = [
        rule(text) for text in ("origin = 'a'", "origin LIKE 'a_b'", "length(origin) = 3", "starts_with(origin, 'a')")
    ]

    assert fuse(rules)(row) == [code for code, places in select(rules, table_of(CATALOGUE, [row])).items() if places]


@pytest.mark.parametrize("word", ["'; DROP TABLE given; --", "' OR '1'='1", "\\' OR 1=1 --", "{0}{parts}", "%s\n"])
def test_a_text_of_an_author_stays_a_text(word):
    quoted = word.replace("'", "''")
    predicate = parse(f"origin = '{quoted}' AND origin LIKE '{quoted}%'", CATALOGUE)
    rows = [CATALOGUE.row({"origin": word}), CATALOGUE.row({"origin": "KR"})]

    assert [fuse([("R", predicate)])(row) for row in rows] == [["R"], []]
    assert select([("R", predicate)], table_of(CATALOGUE, rows)) == {"R": [0]}
