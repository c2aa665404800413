"""Who comes alone is served at once; a crowd goes in groups that begin a little apart."""

import pytest

from clearway.hub.exchange.pace import CROWD_SECONDS, EVERY_SECONDS, OVER_SECONDS, Pace


def _after(pace: Pace, count: int, *, gap: float, since: float = 100.0) -> float:
    """So many have come, one after another; the instant of the last."""
    for number in range(count):
        pace.came(since + number * gap)
    return since + (count - 1) * gap


def test_who_comes_alone_is_served_at_once() -> None:
    pace = Pace()
    for number in range(50):
        pace.came(number * 1.0)
        assert pace.rest(number * 1.0) == 0


def test_a_hundred_a_second_are_no_crowd() -> None:
    pace = Pace()
    last = _after(pace, 500, gap=0.01)

    assert pace.rest(last) == 0
    assert pace.rest(last + 0.001) == 0


def test_groups_of_a_crowd_begin_a_little_apart() -> None:
    pace = Pace()
    last = _after(pace, 200, gap=CROWD_SECONDS / 4)

    assert pace.rest(last) == 0
    assert pace.rest(last + 0.001) == pytest.approx(EVERY_SECONDS - 0.001)
    # Another connection that is free as well begins after that one.
    assert pace.rest(last + 0.001) == pytest.approx(2 * EVERY_SECONDS - 0.001)
    assert pace.rest(last + 10 * EVERY_SECONDS) == 0


def test_a_crowd_that_has_gone_holds_nobody_up() -> None:
    pace = Pace()
    last = _after(pace, 200, gap=CROWD_SECONDS / 4)
    pace.rest(last)

    pace.came(last + OVER_SECONDS)

    assert pace.rest(last + OVER_SECONDS) == 0
    pace.came(last + OVER_SECONDS + 0.006)
    assert pace.rest(last + OVER_SECONDS + 0.006) == 0
