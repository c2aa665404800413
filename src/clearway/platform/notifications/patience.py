"""Patience with the outside: when a delivery is tried again, and when a line is given a rest. No clock, no table."""

from collections.abc import Callable
from datetime import timedelta

#: The pauses of Standard Webhooks: seconds first, then hours; after the last one a delivery has failed.
PAUSES = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=10),
)
#: A pause is up to a fifth longer, so that what failed together does not come back together.
JITTER = 0.2
#: So many failures in a row, and the line rests.
FAILURES_TO_REST = 5
FIRST_REST = timedelta(seconds=30)
LONGEST_REST = timedelta(hours=1)
#: What a receiver asks us to wait for is believed up to this.
LONGEST_WISH = timedelta(hours=24)

#: A number from 0 up to 1.
Chance = Callable[[], float]


def pause_after(tries: int, chance: Chance, *, wished: timedelta | None = None) -> timedelta | None:
    """How long to wait after so many tries; nothing once there were enough."""
    if tries > len(PAUSES):
        return None
    pause = PAUSES[tries - 1] * (1 + JITTER * chance())
    return max(pause, min(wished, LONGEST_WISH)) if wished else pause


def rest_after(failures: int, chance: Chance) -> timedelta | None:
    """How long a line rests after so many failures in a row; nothing while there were few.

    Each rest that was followed by another failure is twice as long as the one before.
    """
    if failures < FAILURES_TO_REST:
        return None
    doubled = FIRST_REST * 2 ** min(failures - FAILURES_TO_REST, 10)
    return min(doubled, LONGEST_REST) * (1 + JITTER * chance())
