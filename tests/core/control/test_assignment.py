"""Chance gives files out, by load, and nobody who has a part in a file is given it."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from clearway.core.control import Work, assign, drawn, shares

NAMES = st.text("abcdefgh", min_size=1, max_size=3)
LOADS = st.dictionaries(NAMES, st.integers(0, 50), min_size=1, max_size=6)
DRAWS = st.integers(0, 999_999).map(lambda number: Decimal(number) / 1_000_000)


def test_idle_hands_are_twice_as_likely_as_those_with_one_file() -> None:
    assert shares({"ann": 0, "bo": 1}) == {"ann": Fraction(2, 3), "bo": Fraction(1, 3)}


def test_the_draw_falls_where_the_shares_lie() -> None:
    assert drawn({"ann": 0, "bo": 1}, Decimal("0")) == "ann"
    assert drawn({"ann": 0, "bo": 1}, Decimal("0.666666")) == "ann"
    assert drawn({"ann": 0, "bo": 1}, Decimal("0.666667")) == "bo"


def test_nobody_is_drawn_where_all_have_a_part_in_it() -> None:
    assert drawn({"ann": 0}, Decimal("0.5"), frozenset({"ann"})) is None
    assert drawn({}, Decimal("0.5")) is None


@given(loads=LOADS, draw=DRAWS, excluded=st.frozensets(NAMES, max_size=3))
def test_the_excluded_are_never_drawn_and_somebody_else_always_is(
    loads: dict[str, int], draw: Decimal, excluded: frozenset[str]
) -> None:
    officer = drawn(loads, draw, excluded)

    assert (officer is None) == (set(loads) <= excluded)
    assert officer not in excluded


@given(loads=LOADS)
def test_chances_add_up_and_less_work_is_never_less_likely(loads: dict[str, int]) -> None:
    chances = shares(loads)

    assert sum(chances.values()) == 1
    for one in loads:
        for two in loads:
            assert loads[one] > loads[two] or chances[one] >= chances[two]


def test_what_is_given_out_counts_at_once() -> None:
    waiting = [Work(number) for number in range(300)]
    draws = [Decimal(number * 7919 % 1000) / 1000 for number in range(300)]

    hands = Counter(assign(waiting, {"ann": 0, "bo": 0, "cy": 60}, draws).values())

    assert sum(hands.values()) == 300
    assert max(hands["ann"], hands["bo"]) - min(hands["ann"], hands["bo"]) < 45
    assert hands["cy"] < hands["ann"]


def test_a_file_for_which_nobody_is_left_waits() -> None:
    waiting = [Work(1, frozenset({"ann"})), Work(2)]

    assert assign(waiting, {"ann": 0}, [Decimal(0), Decimal(0)]) == {2: "ann"}
