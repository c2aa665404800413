"""What is shown of a record is what was granted, and often only yes or no."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.kernel.period import Period
from clearway.core.law.information import Field, InformationKind, Predicate
from clearway.core.share import BoundMissing, minimised

FIELDS = {
    "name": Field("name", {}),
    "born": Field("born", {}, "date"),
    "moved_in": Field("moved_in", {}, "date"),
    "moved_out": Field("moved_out", {}, "date"),
    "debt": Field("debt", {}, "amount", "special"),
    "is_married": Field("is_married", {}, "flag"),
}
PREDICATES = {
    one.name: one
    for one in (
        Predicate("of_age", {}, "born", "years-at-least", bound="18"),
        Predicate("lived_here", {}, "moved_in", "on-day", until="moved_out"),
        Predicate("owes_at_least", {}, "debt", "at-least"),
        Predicate("owes_no_more", {}, "debt", "at-most", bound="1000"),
        Predicate("debt_band", {}, "debt", "band", bands=(Decimal(0), Decimal(1000), Decimal(5000))),
        Predicate("is_named", {}, "name", "equals"),
        Predicate("has_debt", {}, "debt", "is-set"),
    )
}
KIND = InformationKind("K", "H", "person", {}, "number", FIELDS, PREDICATES, Period(date(2020, 1, 1)), "law", 24)
RECORD = {
    "name": "Ana", "born": "2008-02-29", "moved_in": "2020-05-01", "moved_out": "2024-04-30", "debt": "1000.00",
    "is_married": "0", "secret": "never",
}  # fmt: skip
DAY = date(2026, 2, 28)


def _one(name: str, *, on: date = DAY, bound: str = "", **changes: object) -> object:
    return minimised(KIND, [name], {**RECORD, **changes}, on=on, bounds={name: bound})[name]


@given(st.sets(st.sampled_from([*FIELDS, *PREDICATES, "secret", "unheard"])))
def test_nothing_is_shown_that_was_not_asked_for_or_is_not_of_the_kind(names: set[str]) -> None:
    bounds = {"owes_at_least": "1", "is_named": "Ana"}

    shown = minimised(KIND, names, RECORD, on=DAY, bounds=bounds)

    assert set(shown) == names & {*FIELDS, *PREDICATES}
    assert "never" not in str(shown)


def test_fields_come_in_their_types() -> None:
    shown = minimised(KIND, FIELDS, RECORD, on=DAY)

    assert (shown["born"], shown["debt"], shown["is_married"]) == (date(2008, 2, 29), Decimal("1000.00"), False)


def test_who_was_born_on_a_leap_day_is_of_age_on_the_first_of_march() -> None:
    assert (_one("of_age", on=date(2026, 2, 28)), _one("of_age", on=date(2026, 3, 1))) == (False, True)


@pytest.mark.parametrize(("day", "lived"), [("2020-04-30", False), ("2020-05-01", True), ("2024-04-30", True),
                                            ("2024-05-01", False)])  # fmt: skip
def test_the_days_of_a_residence_belong_to_it(day: str, lived: bool) -> None:
    assert _one("lived_here", bound=day) is lived
    assert _one("lived_here", on=date.fromisoformat(day)) is lived


def test_a_bound_of_the_catalogue_is_not_the_questions_to_change() -> None:
    assert _one("owes_no_more", bound="0") is True
    assert _one("owes_at_least", bound="1000.01") is False


@pytest.mark.parametrize(("debt", "band"), [("-1", "… 0"), ("0", "0 … 1000"), ("999.99", "0 … 1000"),
                                            ("1000", "1000 … 5000"), ("9999", "5000 …")])  # fmt: skip
def test_a_band_says_no_more_than_its_ends(debt: str, band: str) -> None:
    assert _one("debt_band", debt=debt) == band


@pytest.mark.parametrize("bound", ["", "much", "NaN"])
def test_a_bound_that_is_missing_or_none_is_named(bound: str) -> None:
    with pytest.raises(BoundMissing):
        _one("owes_at_least", bound=bound)
    with pytest.raises(BoundMissing):
        _one("owes_at_least", bound=bound, debt=None)


@pytest.mark.parametrize("debt", [None, "", "much", "Infinity"])
def test_what_the_holder_does_not_know_is_not_known(debt: object) -> None:
    assert _one("debt", debt=debt) is None
    assert _one("debt_band", debt=debt) is None
    assert _one("has_debt", debt=debt) is False


def test_a_name_is_told_to_be_right_or_wrong() -> None:
    assert (_one("is_named", bound="Ana"), _one("is_named", bound="Eva")) == (True, False)
