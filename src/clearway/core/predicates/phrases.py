"""The turns of phrase of the generated Python: strings from strings, with no knowledge of the rule."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from clearway.core.predicates import runtime

SIGNS: Final = {"=": "==", "<>": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
OPPOSITE: Final = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_STRICT: Final = {
    "-": "(-{0})",
    "abs": "abs({0})",
    "day_of_week": "(({0} - 1) % 7 + 1)",
    "days_between": "({1} - {0})",
    "length": "len({0})",
    "lower": "lower({0})",
    "month": "month({0})",
    "starts_with": "{0}.startswith({1})",
    "upper": "upper({0})",
    "year": "year({0})",
}
_LIKE: Final = {
    "equal": "({0} == {1})",
    "start": "{0}.startswith({1})",
    "end": "{0}.endswith({1})",
    "inside": "({1} in {0})",
}


class Known(msgspec.Struct, frozen=True):
    """A value at hand: how to get it, its name once it is known not to be None, and whether it always is."""

    source: str
    name: str
    is_certain: bool
    needs_setup: bool = False

    @property
    def guard(self) -> str:
        """A test that gets the value and passes if it is not None; empty where it cannot be."""
        if self.is_certain:
            return ""
        return f"{self.source} is not None"


def every(parts: Iterable[str]) -> str:
    """All of the tests that are not empty, in parentheses."""
    return f"({' and '.join(part for part in parts if part)})"


def joined(word: str, parts: Sequence[str]) -> str:
    """The conditions, all or any of them."""
    return f"({f' {word.lower()} '.join(parts)})"


def unless_unknown(guards: Iterable[str], value: str) -> str:
    """The value, or None where a guard fails."""
    guard = " and ".join(filter(None, guards))
    return f"({value} if {guard} else None)" if guard else f"({value})"


def prepared(*values: Known) -> str:
    """Gets all the values; a test that always passes."""
    setups = [value.source for value in values if value.needs_setup]
    return f"({', '.join(setups)},)" if setups else ""


def within(operand: Known, low: Known, high: Known) -> str:
    """True where all three are known and the first lies within the others."""
    guards = [f"{value.name} is not None" for value in (operand, low, high) if not value.is_certain]
    span = f"{low.name} <= {operand.name} <= {high.name}"
    return every([prepared(operand, low, high), *guards, span])


def outside(operand: Known, low: Known, high: Known) -> str:
    """True where the first is known to lie beyond one of the others, whether or not the other one is known."""
    guard = "" if operand.is_certain else f"{operand.name} is not None"
    return every([prepared(operand, low, high), guard, _beyond(operand, low, high)])


def between(operand: Known, low: Known, high: Known) -> str:
    """True, False or None, as SQL's BETWEEN."""
    names = [f"{value.name} is None" for value in (low, high) if not value.is_certain]
    inside = f"None if {' or '.join(names)} else True" if names else "True"
    value = f"(False if {_beyond(operand, low, high)} else {inside})"
    if not operand.is_certain:
        value = f"(None if {operand.name} is None else {value})"
    setup = prepared(operand, low, high)
    return f"({setup} and {value})" if setup else value


def _beyond(operand: Known, low: Known, high: Known) -> str:
    below = every(["" if low.is_certain else f"{low.name} is not None", f"{operand.name} < {low.name}"])
    above = every(["" if high.is_certain else f"{high.name} is not None", f"{operand.name} > {high.name}"])
    return f"({below} or {above})"


def plain_like(operand: str, pattern: str, escape: str) -> str | None:
    """A LIKE that needs no pattern matching, or None."""
    literal = runtime.like_literal(pattern, escape)
    return literal and _LIKE[literal[0]].format(operand, repr(literal[1]))


def strict(name: str, names: Sequence[str], settings: Sequence[int], scale: int) -> str:
    """A function of known arguments."""
    if name == "substring":
        start, length = settings
        return f"{names[0]}[{start - 1}:{start - 1 + length}]"
    if name == "round":
        return f"rounded({names[0]}, {10 ** (scale - settings[0])})"
    return _STRICT[name].format(*names)
