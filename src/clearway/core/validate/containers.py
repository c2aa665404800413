"""Check digits of the numbers painted on containers (ISO 6346) and ships (IMO)."""

import re
from functools import lru_cache
from operator import mul

_CONTAINER = re.compile(r"[A-Z]{3}[UJZ][0-9]{7}")
_SHIP = re.compile(r"[0-9]{7}")


def _letter_values() -> dict[str, int]:
    """ISO 6346 counts letters from 10 and leaves out multiples of 11, which would not change the remainder."""
    values = (number for number in range(10, 39) if number % 11)
    return dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", values, strict=True))


_VALUES = _letter_values() | {digit: int(digit) for digit in "0123456789"}


_CONTAINER_WEIGHTS = tuple(1 << place for place in range(10))
_SHIP_WEIGHTS = (7, 6, 5, 4, 3, 2)


# The same ships and containers come in many declarations; what traders choose to write is kept within a limit.


@lru_cache(maxsize=4096)
def is_container(number: str) -> bool:
    """Whether a number has the form of ISO 6346 and its check digit is right."""
    if not _CONTAINER.fullmatch(number):
        return False
    total = sum(map(mul, map(_VALUES.__getitem__, number[:10]), _CONTAINER_WEIGHTS))
    return bool(total % 11 % 10 == _VALUES[number[10]])


@lru_cache(maxsize=4096)
def is_ship_number(number: str) -> bool:
    """Whether seven digits are an IMO ship number: the sum weighted from 7 to 2 ends in the last digit."""
    if not _SHIP.fullmatch(number):
        return False
    total = sum(map(mul, map(_VALUES.__getitem__, number[:6]), _SHIP_WEIGHTS))
    return bool(total % 10 == _VALUES[number[6]])
