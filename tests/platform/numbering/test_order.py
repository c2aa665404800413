"""Numbers sort by time, whichever process gives them."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clearway.platform.numbering import in_time_order

_DAY_ONE = datetime(2020, 1, 2, tzinfo=UTC)
_TIMES = st.timedeltas(timedelta(0), timedelta(days=21_900)).map(lambda since: _DAY_ONE + since)
_NUMBERS = st.integers(0, 10**15)


@given(_TIMES, _NUMBERS, _NUMBERS)
def test_the_later_one_is_the_greater_one_whatever_blocks_they_are_from(at: datetime, one: int, other: int) -> None:
    assert in_time_order(one, at) < in_time_order(other, at + timedelta(milliseconds=1))


@given(_TIMES, _NUMBERS, st.integers(1, 2**19 - 1))
def test_many_numbers_of_one_moment_are_told_apart(at: datetime, number: int, further: int) -> None:
    assert in_time_order(number, at) != in_time_order(number + further, at)


@given(_TIMES, _NUMBERS)
def test_it_has_eighteen_digits_at_most(at: datetime, number: int) -> None:
    assert in_time_order(number, at) < 10**18
