"""Every construct of the language, one by one, with the answer that both executors must give."""

from datetime import date
from decimal import Decimal

import pytest

from clearway.core.predicates import fuse, judge, parse
from clearway.platform.columns import answers, select, table_of
from tests.core.predicates.grammar import CATALOGUE, LISTS, PARAMETERS

ROW = {
    "origin": "KR",
    "commodity": "87032390",
    "value": Decimal("1000.50"),
    "mass": Decimal("3"),
    "packages": 7,
    "items": 0,
    "lodged": date(2024, 3, 3),
    "issued": date(2024, 2, 28),
    "is_sealed": True,
    "is_new": False,
}  # quota is not known

TRUE, FALSE, UNKNOWN = True, False, None
CASES = [
    # connectives
    ("is_sealed AND is_new", FALSE),
    ("is_sealed AND quota > 1", UNKNOWN),
    ("is_new AND quota > 1", FALSE),
    ("is_sealed OR quota > 1", TRUE),
    ("is_new OR quota > 1", UNKNOWN),
    ("NOT is_new", TRUE),
    ("NOT quota > 1", UNKNOWN),
    ("is_new OR NOT is_new AND is_sealed", TRUE),
    # comparison
    ("origin = 'KR'", TRUE),
    ("ORIGIN <> 'KR'", FALSE),
    ("origin != 'kr'", TRUE),
    ("value = 1000.5", TRUE),
    ("value < 1000.501", TRUE),
    ("value >= 1000.50", TRUE),
    ("quota = quota", UNKNOWN),
    ("lodged > issued", TRUE),
    ("lodged <= DATE '2024-03-03'", TRUE),
    ("is_sealed = is_new", FALSE),
    ("(value > 1) = is_sealed", TRUE),
    # questions
    ("quota IS NULL", TRUE),
    ("quota IS NOT NULL", FALSE),
    ("is_sealed IS TRUE", TRUE),
    ("(quota > 1) IS TRUE", FALSE),
    ("(quota > 1) IS NOT TRUE", TRUE),
    ("is_new IS FALSE", TRUE),
    ("quota IS DISTINCT FROM value", TRUE),
    ("quota IS NOT DISTINCT FROM quota", TRUE),
    ("value IS NOT DISTINCT FROM 1000.5", TRUE),
    # ranges, lists and patterns
    ("value BETWEEN 1000.5 AND 1000.5", TRUE),
    ("value NOT BETWEEN 1 AND 1000", TRUE),
    ("packages BETWEEN quota AND 5", FALSE),
    ("packages BETWEEN quota AND 9", UNKNOWN),
    ("packages NOT BETWEEN 8 AND quota", TRUE),
    ("origin IN ('US', 'KR')", TRUE),
    ("value NOT IN (1, 1000.500)", FALSE),
    ("quota IN (1, 2)", UNKNOWN),
    ("in_list(origin, 'watched')", TRUE),
    ("in_list(left(commodity, 4), 'large')", TRUE),
    ("in_list(origin, 'empty')", FALSE),
    ("commodity LIKE '8703%'", TRUE),
    ("commodity LIKE '%90'", TRUE),
    ("commodity LIKE '%32%'", TRUE),
    ("commodity LIKE '87__2%0'", TRUE),
    ("commodity LIKE '%7%3%9%'", TRUE),
    ("commodity LIKE '%3%7%'", FALSE),
    ("'aXbaYb' LIKE 'a%ba_b'", TRUE),
    ("'ab' LIKE 'ab%ab'", FALSE),
    ("'a' LIKE '%a%a%'", FALSE),
    ("'a\nb' LIKE 'a_b' AND 'a\n' LIKE 'a%' AND 'a\n' NOT LIKE 'a'", TRUE),
    ("commodity LIKE '870'", FALSE),
    ("origin LIKE '%'", TRUE),
    ("origin NOT LIKE 'K_'", FALSE),
    ("'10%' LIKE '10!%' ESCAPE '!'", TRUE),
    ("'10x' LIKE '10!%' ESCAPE '!'", FALSE),
    ("'a\\b' LIKE 'a\\b'", TRUE),
    ("starts_with(commodity, '87')", TRUE),
    ("starts_with(commodity, origin)", FALSE),
    # arithmetic
    ("value + 0.5 = 1001", TRUE),
    ("value - 1000 = 0.50", TRUE),
    ("-value < 0", TRUE),
    ("- -1 = 1", TRUE),
    ("value * 3 = 3001.5", TRUE),
    ("value * mass * 0.001 = 3.0015", TRUE),
    ("0.1 + 0.2 = 0.3", TRUE),
    ("value / mass = 333.5", TRUE),
    ("packages / mass = 2.333333", TRUE),
    ("2 / mass = 0.666666", TRUE),
    ("-2 / mass = -0.666666", TRUE),
    ("packages / items > 0", UNKNOWN),
    ("(packages / items) IS NULL", TRUE),
    ("1 + 2 * 3 = 7", TRUE),
    # functions
    ("abs(1 - packages) = 6", TRUE),
    ("round(2.5) = 3 AND round(-2.5) = -3", TRUE),
    ("round(value / mass, 1) = 333.5", TRUE),
    ("round(2.345, 2) = 2.35 AND round(9.99, 1) = 10", TRUE),
    ("least(packages, quota, 3) = 3", TRUE),
    ("greatest(origin, 'ZZ') = 'ZZ'", TRUE),
    ("least(lodged, issued) = issued", TRUE),
    ("coalesce(quota, value, 1) = 1000.5", TRUE),
    ("nullif(packages, 7) IS NULL", TRUE),
    ("nullif(packages, 8) = 7", TRUE),
    ("length(commodity) = 8", TRUE),
    ("length('🤦🏼\u200d♂️') = 5", TRUE),
    ("upper('aé') = 'Aé' AND lower('AÉ') = 'aÉ'", TRUE),
    ("left(commodity, 2) = '87'", TRUE),
    ("substring(commodity, 3, 2) = '03'", TRUE),
    ("substring(commodity, 99, 2) = ''", TRUE),
    ("day_of_week(lodged) = 7", TRUE),
    ("days_between(issued, lodged) = 4", TRUE),
    ("year(lodged) = 2024 AND month(issued) = 2", TRUE),
    ("CASE WHEN quota > 1 THEN 1 WHEN is_sealed THEN 2 ELSE 3 END = 2", TRUE),
    ("CASE WHEN is_new THEN is_sealed END", UNKNOWN),
    # constants and parameters
    ("value > :limit AND packages > :count", TRUE),
    ("lodged > :since AND :yes", TRUE),
    ("TRUE", TRUE),
    ("origin = 'it''s'", FALSE),
    ("origin = 'KR' -- a remark", TRUE),
    ("upper(origin) = 'KR' /* another */ AND\n packages = 7", TRUE),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_construct_means_the_same_to_both_executors(text, expected):
    predicate = parse(text, CATALOGUE, parameters=PARAMETERS, lists=LISTS)
    row = CATALOGUE.row(ROW)

    assert judge(predicate.root)(row) is expected
    assert answers([("R", predicate)], table_of(CATALOGUE, [row])).column("R").to_pylist() == [expected]


def test_all_constructs_in_one_function_fire_where_they_are_true():
    rules = [(text, parse(text, CATALOGUE, parameters=PARAMETERS, lists=LISTS)) for text, _ in CASES]
    row = CATALOGUE.row(ROW)
    expected = [text for text, answer in CASES if answer is TRUE]

    assert fuse(rules)(row) == expected
    assert [text for text, places in select(rules, table_of(CATALOGUE, [row])).items() if places] == expected


def test_every_value_unknown_makes_no_comparison_true():
    row = CATALOGUE.row({})

    for text in (
        "origin = 'KR'",
        "origin <> 'KR'",
        "NOT (value > 1)",
        "value NOT BETWEEN 1 AND 2",
        "origin NOT IN ('a')",
    ):
        assert judge(parse(text, CATALOGUE).root)(row) is None
