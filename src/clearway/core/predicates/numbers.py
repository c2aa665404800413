"""How many digits a result can have, so that no calculation overflows and none is rounded unseen.

Sums and products are exact. A quotient is cut, not rounded, after six decimals (or as many as its dividend has): then
``a / b >= limit`` and ``a / b < limit`` are exactly right for positive numbers and a limit of that many decimals.
"""

import re
from decimal import Decimal
from typing import Final

from clearway.core.predicates.catalogue import MOST_DIGITS, Type
from clearway.core.predicates.nodes import Constant

QUOTIENT_DECIMALS: Final = 6
_PLAIN: Final = re.compile(r"\d{1,40}(\.\d{0,40})?|\.\d{1,40}")


class TooWide(ValueError):
    """A result could need more digits than any engine keeps exactly."""


def _number(digits: int, scale: int) -> Type:
    if digits > MOST_DIGITS:
        raise TooWide(f"{digits} digits")
    return Type("number", max(digits, scale, 1), scale)


def constant(text: str) -> Constant:
    """The number written in digits with at most one point; `ValueError` for any other form."""
    if not _PLAIN.fullmatch(text):
        raise ValueError(text)
    return exact(Decimal(text))


def exact(value: Decimal) -> Constant:
    """A constant with just the digits that the value has."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or abs(exponent) > MOST_DIGITS:
        raise ValueError(str(value))
    units = int("".join(map(str, digits))) * 10 ** max(exponent, 0)
    scale = max(-exponent, 0)
    return Constant(-units if sign else units, _number(len(str(units)), scale))


def common(left: Type, right: Type) -> Type:
    """The narrowest type that holds every value of both."""
    scale = max(left.scale, right.scale)
    return _number(max(left.digits - left.scale, right.digits - right.scale) + scale, scale)


def total(left: Type, right: Type) -> Type:
    """The type of a sum or difference."""
    both = common(left, right)
    return _number(both.digits + 1, both.scale)


def product(left: Type, right: Type) -> Type:
    """The type of a product."""
    return _number(left.digits + right.digits, left.scale + right.scale)


def quotient(left: Type, right: Type) -> Type:
    """The type of a quotient; both its terms must fit as whole numbers while it is calculated."""
    scale = max(QUOTIENT_DECIMALS, left.scale)
    _number(left.digits + scale + right.scale + 1, 0)
    _number(right.digits + right.scale + 1, 0)
    return _number(left.digits - left.scale + right.scale + scale, scale)


def rounded(operand: Type, decimals: int) -> Type:
    """The type of a number rounded to so many decimals; rounding up may add a digit in front."""
    if decimals >= operand.scale:
        return operand
    return _number(operand.digits - operand.scale + 1 + decimals, decimals)
