"""How DuckDB says what the language means, where its own words mean something else.

Its decimals are exact, but it would round a quotient to binary, keep a product in 18 digits, and know letters that
Python does not; here every number is cast to the type the checker gave it, which is wide enough for any value.
"""

from collections.abc import Sequence
from typing import Final

from clearway.core.predicates.catalogue import Type
from clearway.core.predicates.nodes import Arithmetic, Asked, Call, Case, Constant, Member, Node
from clearway.core.predicates.write import case_text, constant_text, quoted

#: DuckDB keeps a result of up to 18 digits in 18 digits, and fails when it grows; one more makes room for all.
_WIDE: Final = 19
_SMALL: Final = "abcdefghijklmnopqrstuvwxyz"
_CALLS: Final = {
    "-": "(- {0})",
    "day_of_week": "isodow({0})",
    "days_between": "({1} - {0})",
    "lower": f"translate({{0}}, '{_SMALL.upper()}', '{_SMALL}')",
    "upper": f"translate({{0}}, '{_SMALL}', '{_SMALL.upper()}')",
}


def sql_type(type_: Type) -> str:
    """DuckDB's name of the type."""
    if type_.kind == "number":
        return f"DECIMAL({type_.digits}, {type_.scale})"
    return {"boolean": "BOOLEAN", "text": "VARCHAR", "date": "DATE"}[type_.kind]


def spell(node: Node, parts: Sequence[str]) -> str | None:
    """DuckDB's words for the node, or None where it says the same as the language."""
    match node:
        case Asked():
            return f"c{node.index}"
        case Constant() if node.type.kind == "number":
            return _cast(quoted(constant_text(node)), node.type)
        case Member():
            return f"{parts[0]} IN ({', '.join(parts[1:])})" if node.constants else f"({parts[0]} IS NULL AND NULL)"
        case Arithmetic() | Call() | Case():
            value = _value(node, parts)
            return _cast(value, node.type) if node.type.kind == "number" else value
    return None


def _value(node: Arithmetic | Call | Case, parts: Sequence[str]) -> str:
    match node:
        case Arithmetic():
            return _calculation(node, parts)
        case Case():
            return case_text(parts)
    form = _CALLS.get(node.name)
    return form.format(*parts) if form else f"{node.name}({', '.join([*parts, *map(str, node.settings)])})"


def _calculation(node: Arithmetic, parts: Sequence[str]) -> str:
    left, right = node.left.type, node.right.type
    if node.operator == "/":
        return _quotient(node, parts)
    if node.operator == "*":
        return f"{_wide(parts[0], left)} * {_wide(parts[1], right)}"
    return f"{_cast(parts[0], node.type)} {node.operator} {_cast(parts[1], node.type)}"


def _quotient(node: Arithmetic, parts: Sequence[str]) -> str:
    """Whole numbers divided, cut toward zero, and the point put back; unknown where the divisor is zero."""
    scale, moved = node.type.scale, node.right.type.scale
    dividend = f"CAST({_wide(parts[0], node.left.type)} * {_power(scale + moved)} AS HUGEINT)"
    divisor = f"CAST({_wide(parts[1], node.right.type)} * {_power(moved)} AS HUGEINT)"
    whole = _wide(f"({dividend} // NULLIF({divisor}, 0))", Type("number", node.type.digits))
    return f"{whole} * CAST('0.{1:0{scale}}' AS DECIMAL({scale}, {scale}))"


def _power(exponent: int) -> str:
    return f"CAST('{10**exponent}' AS DECIMAL({exponent + 1}, 0))"


def _wide(text: str, type_: Type) -> str:
    return _cast(text, Type("number", max(type_.digits, _WIDE), type_.scale))


def _cast(text: str, type_: Type) -> str:
    return f"CAST({text} AS {sql_type(type_)})"
