"""What happens to happen: every draw follows from the seed, of whom it is and what it is about, and nothing else.

So any fact can be asked for alone, in any order, and two registers that tell of it say the same.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from hashlib import blake2b
from typing import TypeVar

_T = TypeVar("_T")
_SPAN = float(1 << 64)
#: The day that the registers stand at.
TODAY = date(2026, 1, 1)


class Chance:
    """The draws of one seed about one subject."""

    def __init__(self, seed: int, subject: str) -> None:
        """Draw for a subject."""
        self._key = f"{seed}/{subject}/"

    def share(self, about: str) -> float:
        """A number from 0 up to 1."""
        return int.from_bytes(blake2b((self._key + about).encode(), digest_size=8).digest()) / _SPAN

    def happens(self, about: str, share: float) -> bool:
        """Whether something happens that happens to such a share."""
        return self.share(about) < share

    def between(self, about: str, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both possible."""
        return low + int(self.share(about) * (high - low + 1))

    def one_of(self, about: str, choices: Sequence[_T]) -> _T:
        """One of several, each as likely."""
        return choices[int(self.share(about) * len(choices))]

    def day(self, about: str, first: date, last: date) -> date:
        """A day from the first to the last; the first where they are the wrong way round."""
        return first + timedelta(days=self.between(about, 0, max(0, (last - first).days)))

    def around(self, about: str, middle: float, spread: float) -> float:
        """An amount, half of the time above the middle; some are many times larger."""
        first, second = max(self.share(about), 1e-12), self.share(about + "'")
        normal = math.sqrt(-2 * math.log(first)) * math.cos(2 * math.pi * second)
        return middle * math.exp(spread * normal)


def money(amount: float | Decimal) -> Decimal:
    """An amount in the country's currency, with cents."""
    return Decimal(f"{amount:.2f}")


def birthday(born: date, years: int) -> date:
    """The day on which so many years are full."""
    return date(born.year + years, born.month, min(born.day, 28))


def years_before(day: date, years: float) -> date:
    """So many years before a day."""
    return day - timedelta(days=int(years * 365.25))
