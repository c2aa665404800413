"""Numbers and draws: movement reference numbers, and the random choice that the law foresees.

A movement reference number has 18 characters after the EU customs data model: two digits of the year, the
country, thirteen characters of ours, and a check character after ISO 7064 MOD 37,36. Numbers are unique, not
gapless: each process takes a block of them from the database, so that a declaration costs no round trip.
"""

import secrets
import threading
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

#: How many numbers a process takes at once; a block lost in a crash leaves a gap and nothing else.
BLOCK = 1000
#: Numbers are told apart within a millisecond as long as fewer than half a million are given in it.
_APART_BITS = 19
_FIRST_MILLISECOND = 1_577_836_800_000
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}


class Numbers:
    """Hands out numbers from blocks; safe for threads."""

    def __init__(self, next_block: Callable[[], int]) -> None:
        """Take blocks from a function that never gives the same one twice."""
        self._next_block = next_block
        self._lock = threading.Lock()
        self._next = 0
        self._end = 0

    def take(self) -> int:
        """A number nobody else has."""
        with self._lock:
            if self._next >= self._end:
                self._next = self._next_block() * BLOCK
                self._end = self._next + BLOCK
            number = self._next
            self._next += 1
            return number


def in_time_order(number: int, at: datetime) -> int:
    """A number that sorts by the time it was given, whichever process gave it: at most 18 digits from 2020 to 2080.

    Numbers are taken in blocks, so those of two processes do not follow one another. Milliseconds stand in front of
    what tells numbers of one millisecond apart.
    """
    since = int(at.timestamp() * 1000) - _FIRST_MILLISECOND
    return since << _APART_BITS | number & (1 << _APART_BITS) - 1


def movement_reference(number: int, *, year: int, country: str) -> str:
    """The movement reference number that a number gives in a year and country."""
    digits = []
    for _ in range(13):
        number, digit = divmod(number, 36)
        digits.append(_ALPHABET[digit])
    body = f"{year % 100:02}{country}{''.join(reversed(digits))}"
    return body + check_character(body)


def check_character(body: str) -> str:
    """The ISO 7064 MOD 37,36 check character of a text of digits and capital letters."""
    product = 36
    for character in body:
        product = ((product + _VALUES[character]) % 36 or 36) * 2 % 37
    return _ALPHABET[(37 - product) % 36]


def draw() -> Decimal:
    """A number in [0, 1) to six places that nobody can foresee."""
    return Decimal(secrets.randbelow(1_000_000)) / 1_000_000


#: What a check without legal effect is decided with: chance selects nothing.
NO_DRAW = Decimal(1)
