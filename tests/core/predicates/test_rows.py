"""A row holds exactly what was said, or the value is refused."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.predicates import Catalogue, Column, RowRefused, decimal
from tests.core.predicates.grammar import CATALOGUE

REFUSED = [
    ("colour", "red", "PRD-040"),
    ("origin", 5, "PRD-041"),
    ("value", "5", "PRD-041"),
    ("value", 5.0, "PRD-041"),
    ("value", True, "PRD-041"),
    ("value", Decimal("NaN"), "PRD-041"),
    ("value", Decimal("-Infinity"), "PRD-041"),
    ("lodged", "2024-03-03", "PRD-041"),
    ("lodged", datetime(2024, 3, 3, tzinfo=UTC), "PRD-041"),
    ("is_new", 1, "PRD-041"),
    ("value", Decimal("0.001"), "PRD-042"),
    ("packages", Decimal("0.5"), "PRD-042"),
    ("value", Decimal("1e-999999"), "PRD-042"),
    ("value", Decimal("1." + "1" * 200), "PRD-042"),
    ("value", Decimal(10**16), "PRD-043"),
    ("value", 10**16, "PRD-043"),
    ("value", Decimal("1e999999"), "PRD-043"),
    ("packages", -(10**18), "PRD-043"),
]


@pytest.mark.parametrize(("name", "value", "code"), REFUSED)
def test_a_value_that_does_not_fit_its_column_is_refused(name, value, code):
    with pytest.raises(RowRefused) as caught:
        CATALOGUE.row({name: value})

    assert (caught.value.code, caught.value.column) == (code, name)
    assert code in str(caught.value)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15))
def test_a_number_comes_back_as_it_was_given(number):
    column = CATALOGUE["value"]

    assert column.value(column.cell(number)) == number


@given(st.dates())
def test_a_day_comes_back_as_it_was_given(day):
    column = CATALOGUE["lodged"]

    assert column.value(column.cell(day)) == day


def test_what_is_not_given_is_unknown():
    assert CATALOGUE.row({}) == (None,) * len(CATALOGUE.columns)


def test_zeros_at_the_end_are_not_decimals_too_many():
    assert CATALOGUE.row({"value": Decimal("1.50000")}) == CATALOGUE.row({"value": Decimal("1.5")})


@pytest.mark.parametrize("name", ["Origin", "1st", "a b", 'a"b', ""])
def test_a_column_has_a_plain_name(name):
    with pytest.raises(ValueError, match="column name"):
        Catalogue([Column(name, decimal(5, 2), "")])


def test_a_column_is_listed_once():
    with pytest.raises(ValueError, match="twice"):
        Catalogue([CATALOGUE["origin"], CATALOGUE["origin"]])


@pytest.mark.parametrize(("digits", "scale"), [(39, 2), (0, 0), (5, 6), (5, -1)])
def test_a_number_has_at_most_38_digits(digits, scale):
    with pytest.raises(ValueError, match="does not exist"):
        decimal(digits, scale)
