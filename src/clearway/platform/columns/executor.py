"""Which rows of a table each rule is true for."""

from collections.abc import Sequence
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from clearway.core.predicates import Predicate, write
from clearway.core.predicates.compile import shared
from clearway.core.predicates.nodes import Asked, Node, walk
from clearway.platform.columns.spell import spell, sql_type

#: The engine reads the table it is given and nothing else: no file, no network, no extension.
_ALONE: Final[dict[str, str | bool | int | float | list[str]]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
#: Bounds what one query must keep; calculations are shared within it.
_RULES_AT_A_TIME: Final = 250


class TableRefused(ValueError):
    """A table lacks a column that a rule asks for, or holds it in a type that is not the catalogue's."""

    code = "PRD-050"

    def __init__(self, column: str, *, found: str, allowed: str) -> None:
        super().__init__(f"{self.code} in {column}: found {found}; takes {allowed}.")
        self.column = column
        self.found = found
        self.allowed = allowed


def answers(rules: Sequence[tuple[str, Predicate]], table: pa.Table) -> pa.Table:
    """One column for every rule, one row for every row of the table: true, false or null where unknown."""
    columns: dict[str, pa.ChunkedArray] = {}
    with duckdb.connect(":memory:", config=_ALONE) as connection:
        connection.register("given", table)
        for start in range(0, len(rules), _RULES_AT_A_TIME):
            part = rules[start : start + _RULES_AT_A_TIME]
            found = connection.sql(_query(part, table.schema)).to_arrow_table()
            columns |= {code: found.column(place) for place, (code, _) in enumerate(part)}
    return pa.table(columns)


def select(rules: Sequence[tuple[str, Predicate]], table: pa.Table) -> dict[str, list[int]]:
    """The places (from 0) of the rows for which each rule is TRUE."""
    found = answers(rules, table)
    return {code: pc.indices_nonzero(found.column(code)).to_pylist() for code, _ in rules}


def _query(rules: Sequence[tuple[str, Predicate]], schema: pa.Schema) -> str:
    asked = {node for _, rule in rules for node in walk(rule.root) if isinstance(node, Asked)}
    for node in asked:
        _check(node, schema)
    columns = [f'CAST("{node.name}" AS {sql_type(node.type)}) AS c{node.index}' for node in asked]
    names = {node: f"h{place}" for place, node in enumerate(shared([rule.root for _, rule in rules]))}
    calculations = [f"{write(node, spell)} AS {name}" for node, name in names.items()]

    def spelling(node: Node, parts: Sequence[str]) -> str | None:
        return names.get(node) or spell(node, parts)

    cells = [f"({write(rule.root, spelling)}) AS r{place}" for place, (_, rule) in enumerate(rules)]
    source = f"SELECT {', '.join(columns) or '1'} FROM given"
    return f"SELECT {', '.join(cells)} FROM (SELECT {', '.join(['*', *calculations])} FROM ({source}))"


def _check(node: Asked, schema: pa.Schema) -> None:
    place = schema.get_field_index(node.name)
    if place < 0:
        raise TableRefused(node.name, found="no such column", allowed=str(node.type))
    found = schema.field(place).type
    if not _fits(found, node):
        raise TableRefused(node.name, found=str(found), allowed=str(node.type))


def _fits(found: pa.DataType, node: Asked) -> bool:
    if pa.types.is_dictionary(found):
        found = found.value_type
    match node.type.kind:
        case "number":
            is_decimal = pa.types.is_decimal(found) and found.scale <= node.type.scale
            return bool(is_decimal or pa.types.is_integer(found))
        case "text":
            return bool(pa.types.is_string(found) or pa.types.is_large_string(found))
        case "date":
            return bool(pa.types.is_date32(found))
    return bool(pa.types.is_boolean(found))
