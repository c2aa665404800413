"""What names mean at a place of a query: tables with their columns, and where each column comes from."""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from sqlglot import exp

from clearway.core.watch.errors import ScenarioRefused
from clearway.core.watch.sources import LAW, Sources, Type

#: A column of a source: the name of the table and of the column.
Origin = tuple[str, str]

#: Under these names the checker leaves on a node what it found.
TYPE, SOURCE, ORIGINS, OUTER = "clearway_type", "clearway_source", "clearway_origins", "clearway_outer"


class Cell(msgspec.Struct, frozen=True):
    """A column of a result: its type (none for a bare NULL), and the source columns it may be a copy of."""

    type: Type | None
    origins: frozenset[Origin] = frozenset()


class Relation(msgspec.Struct, frozen=True):
    """A table or query by its columns."""

    columns: dict[str, Cell]


class Scope:
    """The tables of one SELECT, those of the queries around it, and the queries named by WITH.

    From a closed one no column of the queries around it may be named: engines differ in whether they know it there.
    """

    def __init__(
        self,
        sources: Sources,
        named: Mapping[str, Relation] | None = None,
        outer: "Scope | None" = None,
        *,
        is_closed: bool = False,
    ) -> None:
        self.sources = sources
        self.named = dict(named or {})
        self.outer = outer
        self.is_closed = is_closed
        self.relations: dict[str, Relation] = {}
        self.grouped: frozenset[str] | None = None

    def relation(self, node: exp.Table) -> Relation:
        """The table that a name stands for; a source leaves its mark on the node."""
        name = node.name
        if node.args.get("db") or node.args.get("catalog"):
            raise refused(node, "WAT-020", f"{node.sql()}", *sorted(self.sources.tables))
        if name in self.named:
            return self.named[name]
        table = LAW if name == LAW.name else self.sources.tables.get(name)
        if table is None:
            raise refused(node, "WAT-020", name, *sorted({*self.sources.tables, LAW.name, *self.named}))
        node.meta[SOURCE] = name
        return Relation({one.name: Cell(one.type, frozenset({(name, one.name)})) for one in table.columns})

    def add(self, node: exp.Expr, alias: str, relation: Relation) -> None:
        """Take a table into the scope, under a name of its own."""
        if alias in self.relations:
            raise refused(node, "WAT-025", alias, "another name after AS")
        self.relations[alias] = relation

    def column(self, node: exp.Column) -> Cell:
        """What a column holds, here or in a query around."""
        scope, away, is_closed = self, 0, False
        while (found := scope._own(node)) is None:
            if scope.outer is None:
                raise refused(node, "WAT-021", node.sql(), *self._known(node.table))
            is_closed |= scope.is_closed
            scope, away = scope.outer, away + 1
        if is_closed or away > 1:
            passes = "a column of the query directly around, in WHERE"
            raise refused(node, "WAT-016", f"{node.sql()} of a query around", passes)
        if away:
            node.meta[OUTER] = True
        return found

    def _own(self, node: exp.Column) -> Cell | None:
        if node.table:
            relation = self.relations.get(node.table)
            return relation.columns.get(node.name) if relation else None
        holders = [alias for alias, one in self.relations.items() if node.name in one.columns]
        if len(holders) > 1:
            raise refused(node, "WAT-022", node.name, *(f"{alias}.{node.name}" for alias in holders))
        if not holders:
            return None
        # Written out, so that no engine has to find out again whose column it is.
        node.set("table", exp.to_identifier(holders[0]))
        return self.relations[holders[0]].columns[node.name]

    def _known(self, table: str) -> Iterable[str]:
        chosen = {table: self.relations[table]} if table in self.relations else self.relations
        return sorted(f"{alias}.{name}" for alias, one in chosen.items() for name in one.columns)[:_SHOWN]


_SHOWN: Final = 40


def place(node: exp.Expr) -> tuple[int, int]:
    """Line and column of the first name below a node; nothing is known of where others stand."""
    for part in node.walk(bfs=False):
        line = part.meta.get("line")
        if line:
            return int(line), max(1, int(part.meta.get("col", 1)) - len(part.name) + 1)
    return 0, 0


def refused(node: exp.Expr, code: str, found: str, *allowed: str) -> ScenarioRefused:
    """The refusal of a part of a query, with its place."""
    line, column = place(node)
    return ScenarioRefused(code, found=found[:100], allowed=allowed, line=line, column=column)
