"""Check digits of the numbers painted on containers (ISO 6346) and ships (IMO)."""

import re

_CONTAINER = re.compile(r"[A-Z]{3}[UJZ][0-9]{7}")
_SHIP = re.compile(r"[0-9]{7}")


def _letter_values() -> dict[str, int]:
    """ISO 6346 counts letters from 10 and leaves out multiples of 11, which would not change the remainder."""
    values = (number for number in range(10, 39) if number % 11)
    return dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", values, strict=True))


_VALUES = _letter_values() | {digit: int(digit) for digit in "0123456789"}


def is_container(number: str) -> bool:
    """Whether a number has the form of ISO 6346 and its check digit is right."""
    if not _CONTAINER.fullmatch(number):
        return False
    total = sum(_VALUES[sign] << place for place, sign in enumerate(number[:10]))
    return total % 11 % 10 == int(number[10])


def is_ship_number(number: str) -> bool:
    """Whether seven digits are an IMO ship number: the sum weighted from 7 to 2 ends in the last digit."""
    if not _SHIP.fullmatch(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:6], range(7, 1, -1), strict=True))
    return total % 10 == int(number[6])
