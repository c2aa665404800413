"""An officer reads why a rule was true, and what would have made it not true."""

from datetime import date
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.core.predicates import Ground, PredicateRefused, Reading, explain, grounds, judge, parse
from tests.core.predicates.grammar import CATALOGUE, LISTS, PARAMETERS, random_row, random_text

ROW = CATALOGUE.row(
    {"origin": "KR", "value": Decimal("15000"), "mass": Decimal(3), "lodged": date(2024, 3, 3), "is_sealed": False}
)


def test_a_conjunction_is_true_because_of_all_its_parts():
    predicate = parse("origin = 'KR' AND value / mass > :limit", CATALOGUE, parameters=PARAMETERS)

    assert grounds(predicate, ROW, CATALOGUE) == (
        Ground("origin = 'KR'", (Reading("origin", "KR"),), "origin <> 'KR'"),
        Ground(
            "(value / mass) > 12.50",
            (Reading("value", Decimal("15000.00")), Reading("mass", Decimal("3.000000"))),
            "(value / mass) <= 12.50",
        ),
    )


def test_a_disjunction_is_true_because_of_the_part_that_is():
    predicate = parse("origin = 'VN' OR day_of_week(lodged) IN (6, 7)", CATALOGUE)

    (ground,) = grounds(predicate, ROW, CATALOGUE)

    assert ground.condition == "day_of_week(lodged) IN (6, 7)"
    assert ground.readings == (Reading("lodged", date(2024, 3, 3)),)
    assert ground.instead == "NOT (day_of_week(lodged) IN (6, 7))"


def test_a_negation_is_true_because_of_what_is_false():
    predicate = parse("NOT (is_sealed OR origin <> 'KR')", CATALOGUE)

    assert [ground.condition for ground in grounds(predicate, ROW, CATALOGUE)] == ["NOT is_sealed", "origin = 'KR'"]


def test_a_rule_that_is_not_true_has_no_grounds_but_still_its_readings():
    predicate = parse("quota > 1 AND origin = 'KR'", CATALOGUE)

    assert grounds(predicate, ROW, CATALOGUE) == ()
    assert explain(predicate, ROW, CATALOGUE) == (Reading("quota", None), Reading("origin", "KR"))
    assert predicate.columns == ("quota", "origin")


def test_a_predicate_knows_which_parameters_and_lists_it_used():
    predicate = parse("value > :limit AND in_list(origin, 'watched')", CATALOGUE, parameters=PARAMETERS, lists=LISTS)

    assert predicate.parameters == {"limit": Decimal("12.50")}
    assert predicate.lists == ("watched",)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**64).map(Random))
def test_every_ground_of_a_true_rule_is_itself_true_and_its_opposite_is_not(random):
    try:
        predicate = parse(random_text(random, "c", 3), CATALOGUE, parameters=PARAMETERS, lists=LISTS)
    except PredicateRefused:
        return
    for row in (random_row(random) for _ in range(10)):
        for ground in grounds(predicate, row, CATALOGUE):
            assert judge(parse(ground.condition, CATALOGUE, lists=LISTS).root)(row) is True
            assert judge(parse(ground.instead, CATALOGUE, lists=LISTS).root)(row) is False
