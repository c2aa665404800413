"""How soon the next group begins: at once where few come, a little later where a crowd does: then more go together.

A group costs the store and this process about as much as a dozen of its entries do. A crowd comes faster than groups
are served; who is one of it waits a few milliseconds, for which everybody is served sooner.
"""

from typing import Final

#: In a crowd two groups begin at least so many seconds apart.
EVERY_SECONDS: Final = 0.008
#: A crowd comes faster than one in so many seconds, as the last few have come; a pause of this length ends it.
CROWD_SECONDS: Final = 0.004
OVER_SECONDS: Final = 0.05
_SHARE: Final = 1 / 16


class Pace:
    """Says how long a group waits for more, by how fast they have come; all instants are of one steady clock."""

    def __init__(self) -> None:
        """Nobody has come yet."""
        self._came = self._begins = float("-inf")
        self._gap = OVER_SECONDS

    def came(self, at: float) -> None:
        """One has come."""
        gap = at - self._came
        self._gap = OVER_SECONDS if gap >= OVER_SECONDS else self._gap + (gap - self._gap) * _SHARE
        self._came = at

    def rest(self, at: float) -> float:
        """How long the next group still waits; it begins then, and the one after it is counted from there."""
        is_crowd = self._gap < CROWD_SECONDS
        self._begins = max(at, self._begins + EVERY_SECONDS) if is_crowd else at
        return self._begins - at
