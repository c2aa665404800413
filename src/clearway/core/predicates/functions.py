"""The functions of the language: what each takes and what it gives. No other function exists."""

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from clearway.core.predicates import numbers
from clearway.core.predicates.catalogue import BOOLEAN, NULL, TEXT, Kind, Type
from clearway.core.predicates.nodes import Call, Constant, Node


class Unfit(ValueError):
    """An argument that the function cannot take: which one, by which code, and what would pass."""

    def __init__(self, argument: int, code: str, *allowed: str) -> None:
        super().__init__(argument, code, allowed)
        self.argument = argument
        self.code = code
        self.allowed = allowed


class Function(msgspec.Struct, frozen=True):
    """A function as authors see it, and how a call of it is built from checked arguments."""

    signature: str
    fewest: int
    most: int
    build: Callable[[str, Sequence[Node]], Node]


def unify(types: Sequence[Type]) -> Type:
    """The type that holds every value of the given ones; a bare NULL takes the type of the others."""
    result = NULL
    for place, found in enumerate(types):
        if result.kind == "null" or found.kind == "null":
            result = found if result.kind == "null" else result
        elif result.kind != found.kind:
            raise Unfit(place, "PRD-021", result.kind)
        elif result.kind == "number":
            result = numbers.common(result, found)
    return result


def _expect(arguments: Sequence[Node], *kinds: Kind) -> None:
    for place, (argument, kind) in enumerate(zip(arguments, kinds, strict=False)):
        if argument.type.kind != kind:
            raise Unfit(place, "PRD-022", kind)


def _setting(arguments: Sequence[Node], place: int, *, at_least: int) -> int:
    argument = arguments[place]
    is_whole = isinstance(argument, Constant) and argument.type.kind == "number" and not argument.type.scale
    if not is_whole or not isinstance(argument, Constant):
        raise Unfit(place, "PRD-024", f"a whole number from {at_least}")
    cell = argument.cell
    if not isinstance(cell, int) or not at_least <= cell <= 1_000_000:
        raise Unfit(place, "PRD-024", f"a whole number from {at_least}")
    return cell


def _plain(result: Type, *kinds: Kind) -> Callable[[str, Sequence[Node]], Node]:
    def build(name: str, arguments: Sequence[Node]) -> Node:
        _expect(arguments, *kinds)
        return Call(name, tuple(arguments), result)

    return build


def _absolute(name: str, arguments: Sequence[Node]) -> Node:
    _expect(arguments, "number")
    return Call(name, tuple(arguments), arguments[0].type)


def _unified(name: str, arguments: Sequence[Node]) -> Node:
    return Call(name, tuple(arguments), unify([argument.type for argument in arguments]))


def _ordered(name: str, arguments: Sequence[Node]) -> Node:
    if arguments[0].type.kind == "boolean":
        raise Unfit(0, "PRD-022", "number", "text", "date")
    return _unified(name, arguments)


def _nullif(name: str, arguments: Sequence[Node]) -> Node:
    unify([argument.type for argument in arguments])
    return Call(name, tuple(arguments), arguments[0].type)


def _round(name: str, arguments: Sequence[Node]) -> Node:
    _expect(arguments, "number")
    decimals = _setting(arguments, 1, at_least=0) if len(arguments) > 1 else 0
    if decimals >= arguments[0].type.scale:
        return arguments[0]
    return Call(name, (arguments[0],), numbers.rounded(arguments[0].type, decimals), (decimals,))


def _substring(name: str, arguments: Sequence[Node]) -> Node:
    _expect(arguments, "text")
    start, length = _setting(arguments, 1, at_least=1), _setting(arguments, 2, at_least=0)
    return Call(name, (arguments[0],), TEXT, (start, length))


def _left(name: str, arguments: Sequence[Node]) -> Node:
    _expect(arguments, "text")
    return Call("substring", (arguments[0],), TEXT, (1, _setting(arguments, 1, at_least=0)))


def _whole(digits: int) -> Type:
    return Type("number", digits)


FUNCTIONS: Final[dict[str, Function]] = {
    "abs": Function("abs(number)", 1, 1, _absolute),
    "coalesce": Function("coalesce(a, b, …)", 2, 16, _unified),
    "day_of_week": Function("day_of_week(date), 1 is Monday", 1, 1, _plain(_whole(1), "date")),
    "days_between": Function("days_between(earlier, later)", 2, 2, _plain(_whole(7), "date", "date")),
    "greatest": Function("greatest(a, b, …)", 2, 16, _ordered),
    "least": Function("least(a, b, …)", 2, 16, _ordered),
    "left": Function("left(text, count)", 2, 2, _left),
    "length": Function("length(text)", 1, 1, _plain(_whole(10), "text")),
    "lower": Function("lower(text)", 1, 1, _plain(TEXT, "text")),
    "month": Function("month(date)", 1, 1, _plain(_whole(2), "date")),
    "nullif": Function("nullif(a, b)", 2, 2, _nullif),
    "round": Function("round(number, decimals)", 1, 2, _round),
    "starts_with": Function("starts_with(text, text)", 2, 2, _plain(BOOLEAN, "text", "text")),
    "substring": Function("substring(text, start, count)", 3, 3, _substring),
    "upper": Function("upper(text)", 1, 1, _plain(TEXT, "text")),
    "year": Function("year(date)", 1, 1, _plain(_whole(4), "date")),
}
