"""A checked predicate as a tree of typed, frozen nodes: what both executors start from."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec

from clearway.core.predicates.catalogue import BOOLEAN, Cell, Type


class Asked(msgspec.Struct, frozen=True):
    """The value of a column in the row at hand."""

    name: str
    index: int
    type: Type


class Constant(msgspec.Struct, frozen=True):
    """A value written in the rule, or bound to one of its parameters."""

    cell: Cell
    type: Type


class Not(msgspec.Struct, frozen=True):
    """True where the condition is false."""

    operand: "Node"
    type: Type = BOOLEAN


class Junction(msgspec.Struct, frozen=True):
    """Several conditions, all or any of which must be true."""

    word: Literal["AND", "OR"]
    operands: "tuple[Node, ...]"
    type: Type = BOOLEAN


Operator: TypeAlias = Literal["=", "<>", "<", "<=", ">", ">="]


class Comparison(msgspec.Struct, frozen=True):
    """Two values of one kind, compared; unknown where either is."""

    operator: Operator
    left: "Node"
    right: "Node"
    type: Type = BOOLEAN


class Distinct(msgspec.Struct, frozen=True):
    """Whether two values differ, where two unknowns are the same."""

    left: "Node"
    right: "Node"
    type: Type = BOOLEAN


class Between(msgspec.Struct, frozen=True):
    """A value within two bounds, both included."""

    operand: "Node"
    low: "Node"
    high: "Node"
    type: Type = BOOLEAN


class Member(msgspec.Struct, frozen=True):
    """A value that is one of a list of constants, written out or owned by the pack."""

    operand: "Node"
    constants: tuple[Constant, ...]
    list_name: str | None = None
    type: Type = BOOLEAN


class Is(msgspec.Struct, frozen=True):
    """A question whose answer is never unknown: whether something is NULL, TRUE or FALSE."""

    operand: "Node"
    what: Literal["NULL", "TRUE", "FALSE"]
    type: Type = BOOLEAN


class Like(msgspec.Struct, frozen=True):
    """A text that has the form of a constant pattern."""

    operand: "Node"
    pattern: str
    escape: str
    type: Type = BOOLEAN


class Arithmetic(msgspec.Struct, frozen=True):
    """Two numbers, added, subtracted, multiplied or divided."""

    operator: Literal["+", "-", "*", "/"]
    left: "Node"
    right: "Node"
    type: Type


class Call(msgspec.Struct, frozen=True):
    """A function of the language, or a minus sign; `settings` are its constant arguments."""

    name: str
    arguments: "tuple[Node, ...]"
    type: Type
    settings: tuple[int, ...] = ()


class Case(msgspec.Struct, frozen=True):
    """The first result whose condition is true, or the last."""

    branches: "tuple[tuple[Node, Node], ...]"
    otherwise: "Node"
    type: Type


Node: TypeAlias = (
    Asked
    | Constant
    | Not
    | Junction
    | Comparison
    | Distinct
    | Between
    | Member
    | Is
    | Like
    | Arithmetic
    | Call
    | Case
)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, in the order they are written."""
    match node:
        case Asked() | Constant():
            return ()
        case Not() | Member() | Is() | Like():
            return (node.operand,)
        case Junction():
            return node.operands
        case Between():
            return (node.operand, node.low, node.high)
        case Call():
            return node.arguments
        case Case():
            return (*(part for branch in node.branches for part in branch), node.otherwise)
        case _:
            return (node.left, node.right)


def walk(node: Node) -> Iterator[Node]:
    """Every node of the tree, those above before those below."""
    yield node
    for child in children(node):
        yield from walk(child)
