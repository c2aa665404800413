"""Patience grows and ends; a line that fails is given a rest."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.platform.notifications import patience


@given(st.integers(1, 20), st.floats(0, 1, exclude_max=True))
def test_a_pause_is_never_shorter_than_the_schedule_and_at_most_a_fifth_longer(tries: int, chance: float) -> None:
    pause = patience.pause_after(tries, lambda: chance)
    if tries > len(patience.PAUSES):
        assert pause is None
    else:
        assert pause is not None
        assert patience.PAUSES[tries - 1] <= pause <= patience.PAUSES[tries - 1] * 1.2


def test_a_receivers_wish_is_followed_for_a_day_at_most() -> None:
    assert patience.pause_after(1, lambda: 0.0, wished=timedelta(hours=1)) == timedelta(hours=1)
    assert patience.pause_after(1, lambda: 0.0, wished=timedelta(days=9)) == timedelta(days=1)
    assert patience.pause_after(1, lambda: 0.0, wished=timedelta(seconds=1)) == timedelta(seconds=5)


@pytest.mark.parametrize(("failures", "seconds"), [(4, None), (5, 30), (6, 60), (8, 240), (12, 3600), (99, 3600)])
def test_rests_double_up_to_an_hour(failures: int, seconds: int | None) -> None:
    rest = patience.rest_after(failures, lambda: 0.0)
    assert rest == (timedelta(seconds=seconds) if seconds else None)
