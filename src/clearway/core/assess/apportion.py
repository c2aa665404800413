"""A whole is shared out so that the parts add up to it again: largest remainder, without guessing."""

from collections.abc import Sequence
from decimal import Decimal

_CENT = Decimal("0.01")


def apportion(whole: Decimal, weights: Sequence[Decimal], ranks: Sequence[int]) -> list[Decimal]:
    """The parts stand in the proportion of the weights, are whole cents, and add up to the whole exactly.

    Cents left over go one by one to the largest remainders; between equal remainders to the lower rank, so that
    the order in which items are sent changes nothing. Where every weight is zero the parts are equal. An amount
    given more finely than in cents is shared as finely as it was given.
    """
    if len(weights) == 1:
        return [whole]
    step = min(_CENT, Decimal((0, (1,), _exponent(whole))))
    units = int(whole / step)
    shares = _integers(weights)
    total = sum(shares)
    if total == 0:
        shares, total = [1] * len(weights), len(weights)
    parts, remainders = [], []
    for share in shares:
        part, remainder = divmod(units * share, total)
        parts.append(part)
        remainders.append(remainder)
    left = units - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda at: (-remainders[at], ranks[at]))
    for at in by_remainder[:left]:
        parts[at] += 1
    return [part * step for part in parts]


def _integers(weights: Sequence[Decimal]) -> list[int]:
    finest = min((_exponent(weight) for weight in weights), default=0)
    return [int(weight.scaleb(-finest)) for weight in weights]


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
