"""What the generated function calls for the few things that Python's own operators do not say."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final

from clearway.core.predicates.catalogue import Cell

_UPPER: Final = {ord(small): ord(small) - 32 for small in "abcdefghijklmnopqrstuvwxyz"}
_LOWER: Final = {ord(large): ord(large) + 32 for large in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def upper(text: str) -> str:
    """The text with a to z as A to Z; other letters stay, since engines disagree on them."""
    return text.upper() if text.isascii() else text.translate(_UPPER)


def lower(text: str) -> str:
    """The text with A to Z as a to z; other letters stay, since engines disagree on them."""
    return text.lower() if text.isascii() else text.translate(_LOWER)


def quotient(dividend: int, divisor: int) -> int | None:
    """The quotient cut toward zero; unknown where the divisor is zero."""
    if divisor == 0:
        return None
    cut = abs(dividend) // abs(divisor)
    return cut if (dividend < 0) is (divisor < 0) else -cut


def rounded(units: int, step: int) -> int:
    """The number of steps nearest to so many units; halves go away from zero."""
    steps = (2 * abs(units) + step) // (2 * step)
    return steps if units >= 0 else -steps


def least(*cells: Cell) -> Cell:
    """The smallest of the known values."""
    known = [cell for cell in cells if cell is not None]
    return min(known) if known else None


def greatest(*cells: Cell) -> Cell:
    """The largest of the known values."""
    known = [cell for cell in cells if cell is not None]
    return max(known) if known else None


@lru_cache(maxsize=4096)
def year(ordinal: int) -> int:
    """The year of a day."""
    return date.fromordinal(ordinal).year


@lru_cache(maxsize=4096)
def month(ordinal: int) -> int:
    """The month of a day."""
    return date.fromordinal(ordinal).month


def matcher(pattern: str, escape: str) -> Callable[[str], object]:
    """A test for a LIKE pattern, in time proportional to the text: no wildcard is ever tried twice."""
    pieces = like_pieces(pattern, escape)
    first, *rest = ["".join(piece) for piece in pieces]
    if not rest:
        return re.compile(first, re.DOTALL).fullmatch
    middle = "".join(f"(?>.*?{piece})" for piece in rest[:-1] if piece)
    return re.compile(f"{first}{middle}.*{rest[-1]}", re.DOTALL).fullmatch


def like_pieces(pattern: str, escape: str) -> list[list[str]]:
    """The pattern between its % signs, each sign as a regular expression: itself, or any one character."""
    pieces: list[list[str]] = [[]]
    signs = iter(pattern)
    for sign in signs:
        if sign == escape:
            pieces[-1].append(re.escape(next(signs)))
        elif sign == "%":
            pieces.append([])
        else:
            pieces[-1].append("." if sign == "_" else re.escape(sign))
    return pieces


def like_literal(pattern: str, escape: str) -> tuple[str, str] | None:
    """The pattern as one plain test, where it has a % only at its ends: which test, and of what text."""
    body = pattern.strip("%")
    if not body or "%" in body or "_" in body or (escape and escape in pattern):
        return None
    head, tail = pattern.startswith("%"), pattern.endswith("%")
    return {(0, 0): "equal", (0, 1): "start", (1, 0): "end", (1, 1): "inside"}[head, tail], body
