"""A checked predicate as text again: in the language itself, or as another engine spells it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from clearway.core.predicates.catalogue import units_as_decimal
from clearway.core.predicates.nodes import (
    Arithmetic,
    Asked,
    Between,
    Call,
    Case,
    Comparison,
    Constant,
    Distinct,
    Is,
    Junction,
    Like,
    Member,
    Node,
    Not,
    Operator,
    children,
)

#: Another engine's words for a node whose parts are already written, or None where it says the same as we do.
Spelling = Callable[[Node, Sequence[str]], str | None]


_FORMS: Final[dict[type, str]] = {
    Not: "NOT {0}",
    Distinct: "{0} IS DISTINCT FROM {1}",
    Between: "{0} BETWEEN {1} AND {2}",
}
_OPPOSITE: Final[dict[Operator, Operator]] = {
    "=": "<>",
    "<>": "=",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}


def _same(node: Node, parts: Sequence[str]) -> None:
    """The language itself has no other words."""


def write(node: Node, spelling: Spelling = _same) -> str:
    """The node as text; in the language itself the text can be parsed again and gives the same node."""
    parts = [_enclosed(child, write(child, spelling)) for child in children(node)]
    if isinstance(node, Member):
        parts += [write(constant, spelling) for constant in node.constants]
    return spelling(node, parts) or _plain(node, parts)


def constant_text(node: Constant) -> str:
    """The constant as SQL writes it."""
    match node.type.kind, node.cell:
        case _, None:
            return "NULL"
        case "number", int(units):
            return f"{units_as_decimal(units, node.type.scale):f}"
        case "date", int(ordinal):
            return f"DATE '{date.fromordinal(ordinal).isoformat()}'"
        case "boolean", _:
            return "TRUE" if node.cell else "FALSE"
    return quoted(str(node.cell))


def quoted(text: str) -> str:
    """A text constant: in single quotes, with those inside doubled."""
    return "'" + text.replace("'", "''") + "'"


def _enclosed(node: Node, text: str) -> str:
    return text if isinstance(node, Asked | Constant | Call | Case) else f"({text})"


def _plain(node: Node, parts: Sequence[str]) -> str:
    match node:
        case Asked():
            return node.name
        case Constant():
            return constant_text(node)
        case Junction():
            return f" {node.word} ".join(parts)
        case Call(name="-"):
            return f"- {parts[0]}"
        case Call():
            return f"{node.name}({', '.join([*parts, *map(str, node.settings)])})"
        case Case():
            return case_text(parts)
    return _phrase(node, parts)


def _phrase(node: Node, parts: Sequence[str]) -> str:
    match node:
        case Member(list_name=str(name)):
            return f"in_list({parts[0]}, {quoted(name)})"
        case Member():
            return f"{parts[0]} IN ({', '.join(parts[1:])})"
        case Like():
            escape = f" ESCAPE {quoted(node.escape)}" if node.escape else ""
            return f"{parts[0]} LIKE {quoted(node.pattern)}{escape}"
        case Is():
            return f"{parts[0]} IS {node.what}"
        case Comparison() | Arithmetic():
            return f"{parts[0]} {node.operator} {parts[1]}"
    return _FORMS[type(node)].format(*parts)


def case_text(parts: Sequence[str]) -> str:
    """CASE over its written parts: condition and result in turn, and what else."""
    *branches, otherwise = parts
    pairs = zip(branches[::2], branches[1::2], strict=True)
    return f"CASE {' '.join(f'WHEN {when} THEN {then}' for when, then in pairs)} ELSE {otherwise} END"


def opposite(node: Node) -> Node:
    """The condition that is true where this one is false."""
    match node:
        case Comparison():
            return Comparison(_OPPOSITE[node.operator], node.left, node.right)
        case Not():
            return node.operand
    return Not(node)
