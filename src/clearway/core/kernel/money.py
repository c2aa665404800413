"""Money: an exact amount in one currency; two currencies never meet in one sum."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import Literal, Self

import msgspec

#: How a law says that an amount is rounded, in its own words, and what Python calls it.
ROUNDINGS = {
    "half-up": ROUND_HALF_UP,
    "half-even": ROUND_HALF_EVEN,
    "down": ROUND_DOWN,
    "up": ROUND_UP,
}
RoundingMode = Literal["half-up", "half-even", "down", "up"]


class MixedCurrencies(ValueError):
    """An amount in one currency was added to, or compared with, an amount in another."""


class Money(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An exact amount and its ISO 4217 currency code."""

    amount: Decimal
    currency: str

    def __add__(self, other: Self) -> Self:
        return type(self)(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.amount - self._same(other), self.currency)

    def __mul__(self, factor: Decimal) -> Self:
        return type(self)(self.amount * factor, self.currency)

    def __lt__(self, other: Self) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Self) -> bool:
        return self.amount <= self._same(other)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def rounded(self, step: Decimal, mode: RoundingMode) -> Self:
        """The amount brought to a whole number of steps (0.01, 1, 10 …), as the law's rounding says."""
        steps = (self.amount / step).quantize(Decimal(1), rounding=ROUNDINGS[mode])
        return type(self)((steps * step).quantize(step) if step < 1 else steps * step, self.currency)

    def _same(self, other: Self) -> Decimal:
        if other.currency != self.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency} cannot be added or compared")
        return other.amount
