"""A scenario's text, read and checked: every table, column, function and type of it is known, or it is refused."""

from collections.abc import Iterator
from typing import Final

import msgspec
from sqlglot import exp

from clearway.core.watch import values
from clearway.core.watch.read import tree
from clearway.core.watch.scope import ORIGINS, OUTER, SOURCE, Cell, Origin, Relation, Scope, refused
from clearway.core.watch.sources import LAW, Sources, Type

_SELECT_PARTS: Final = {
    "kind", "hint", "distinct", "expressions", "limit", "from_", "joins", "where", "group", "having", "with_",
    "operation_modifiers", "exclude",
}  # fmt: skip


class Query(msgspec.Struct, frozen=True):
    """A checked text: its tree, its columns with their types and origins, and what it asks for."""

    text: str
    tree: exp.Query
    columns: dict[str, Cell]
    sources: frozenset[str]
    laws: frozenset[str]
    asks_today: bool

    @property
    def origins(self) -> frozenset[Origin]:
        """Every column of a source that the first column of the result may be a copy of."""
        return next(iter(self.columns.values())).origins


def check(text: str, sources: Sources) -> Query:
    """The text as a query of the language; anything else is refused with code, place and what would pass."""
    found = tree(text)
    relation = _query(found, Scope(sources))
    for name, cell in relation.columns.items():
        if cell.type is None:
            raise refused(found, "WAT-032", f"{name} is a bare NULL", "CAST(NULL AS …)")
        if cell.type.kind == "truth":
            raise refused(found, "WAT-032", f"{name} is true or false", "CASE WHEN … THEN 'yes' ELSE 'no' END")
    named = frozenset(node.meta[SOURCE] for node in found.find_all(exp.Table) if SOURCE in node.meta)
    return Query(text, found, relation.columns, named - {LAW.name}, frozenset(_laws(found)), _asks_today(found))


def _asks_today(found: exp.Query) -> bool:
    return any(call.name.lower() == "today" for call in found.find_all(exp.Anonymous))


def _laws(found: exp.Query) -> Iterator[str]:
    """The numbers of law that a text names: texts beside a column of law in a comparison."""
    for equal in found.find_all(exp.EQ, exp.In):
        asked = [equal.this, equal.args.get("expression"), *equal.expressions]
        columns = [one for one in asked if isinstance(one, exp.Column) and one.name == "code"]
        if any(_is_of_law(column) for column in columns):
            yield from (one.name for one in asked if isinstance(one, exp.Literal))


def _is_of_law(column: exp.Column) -> bool:
    return (LAW.name, "code") in column.meta.get(ORIGINS, frozenset())


def _query(node: exp.Expr, scope: Scope) -> Relation:
    """A SELECT, or several joined by UNION ALL, with the queries that WITH names before them."""
    inner = Scope(scope.sources, scope.named, scope.outer, is_closed=scope.is_closed)
    named = node.args.get("with_")
    if named is not None:
        if named.args.get("recursive"):
            raise refused(node, "WAT-004", "WITH RECURSIVE", "WITH")
        for one in named.expressions:
            inner.named[one.alias] = _named(one, inner)
    match node:
        case exp.Subquery():
            return _query(node.this, inner)
        case exp.Union():
            return _union(node, inner)
        case exp.Select():
            return _select(node, inner)
    raise refused(node, "WAT-004", type(node).__name__, "SELECT")


def _named(node: exp.CTE, scope: Scope) -> Relation:
    if node.args["alias"].columns:
        raise refused(node, "WAT-004", f"columns named after {node.alias}", "AS in its SELECT")
    if node.alias in scope.named or node.alias in {*scope.sources.tables, LAW.name}:
        raise refused(node, "WAT-025", node.alias, "a name that nothing else has")
    return _query(node.this, _closed(scope))


def _closed(scope: Scope) -> Scope:
    return Scope(scope.sources, scope.named, scope.outer, is_closed=True)


def _union(node: exp.Union, scope: Scope) -> Relation:
    if node.args.get("distinct") or node.args.get("by_name"):
        raise refused(node, "WAT-004", "UNION", "UNION ALL")
    left, right = _query(node.this, _closed(scope)), _query(node.expression, _closed(scope))
    if len(left.columns) != len(right.columns):
        found = f"{len(left.columns)} and {len(right.columns)} columns"
        raise refused(node, "WAT-036", found, "the same columns in each part")
    columns: dict[str, Cell] = {}
    for (name, one), other in zip(left.columns.items(), right.columns.values(), strict=True):
        type_ = values.common(node, [one.type, other.type])
        columns[name] = Cell(type_, one.origins | other.origins)
    _settle(node, [cell.type for cell in columns.values()])
    return Relation(columns)


def _settle(node: exp.Expr, types: list[Type | None]) -> None:
    """Each part of a union gives its columns in the types of the whole."""
    if isinstance(node, exp.Subquery):
        _settle(node.this, types)
    elif isinstance(node, exp.Union):
        _settle(node.this, types)
        _settle(node.expression, types)
    else:
        for projection, type_ in zip(node.expressions, types, strict=True):
            projection.meta[values.GIVEN] = type_


def _select(node: exp.Select, scope: Scope) -> Relation:
    surplus = {name for name, part in node.args.items() if part} - _SELECT_PARTS
    if surplus or node.args.get("limit") or node.args.get("hint") or node.args.get("exclude"):
        raise refused(node, "WAT-004", ", ".join(sorted(surplus)), "SELECT … FROM … WHERE … GROUP BY … HAVING")
    distinct = node.args.get("distinct")
    if distinct is not None and distinct.args.get("on") is not None:
        raise refused(node, "WAT-004", "DISTINCT ON", "GROUP BY")
    _tables(node, scope)
    if node.args.get("where"):
        values.condition(node.args["where"].this, scope, _value_query)
    _group(node, scope)
    if node.args.get("having"):
        values.condition(node.args["having"].this, scope, _value_query, aggregates=True)
    return Relation(_columns(node, scope))


def _tables(node: exp.Select, scope: Scope) -> None:
    start = node.args.get("from_")
    if start is None:
        raise refused(node, "WAT-004", "a SELECT without FROM", "FROM a source")
    _table(start.this, scope)
    for join in node.args.get("joins") or ():
        side, kind = join.args.get("side") or "", join.args.get("kind") or ""
        if join.args.get("on") is None or side not in ("", "LEFT") or kind not in ("", "INNER", "OUTER"):
            raise refused(join, "WAT-012", join.sql()[:60], "JOIN … ON", "LEFT JOIN … ON")
        _table(join.this, scope)
        # What tables are joined by is a matter of theirs alone.
        was, scope.is_closed = scope.is_closed, True
        values.condition(join.args["on"], scope, values.no_query)
        scope.is_closed = was


def _table(node: exp.Expr, scope: Scope) -> None:
    if isinstance(node, exp.Table):
        if node.args.get("joins") or node.args.get("pivots") or node.args.get("sample"):
            raise refused(node, "WAT-012", node.sql()[:60], "JOIN … ON")
        scope.add(node, node.alias_or_name, scope.relation(node))
    elif isinstance(node, exp.Subquery) and node.alias:
        scope.add(node, node.alias, _query(node.this, _closed(scope)))
    else:
        raise refused(node, "WAT-012", node.sql()[:60], "a source, or (SELECT …) AS name")


def _group(node: exp.Select, scope: Scope) -> None:
    group = node.args.get("group")
    if group is not None:
        if any(group.args.get(name) for name in ("all", "cube", "rollup", "grouping_sets", "totals")):
            raise refused(node, "WAT-004", "a kind of GROUP BY", "GROUP BY columns")
        for one in group.expressions:
            if isinstance(one, exp.Literal):
                raise refused(node, "WAT-004", f"GROUP BY {one.sql()}", "the column's name")
            values.typed(one, scope, values.no_query)
        scope.grouped = frozenset(one.sql() for one in group.expressions)
    elif node.args.get("having") or any(values.has_aggregate(one) for one in node.expressions):
        scope.grouped = frozenset()


def _columns(node: exp.Select, scope: Scope) -> dict[str, Cell]:
    columns: dict[str, Cell] = {}
    # What stands beside groups is of the groups; not every engine asks there once more for each.
    queries = _value_query if scope.grouped is None else values.no_query
    for number, one in enumerate(node.expressions):
        if isinstance(one, exp.Star) or (isinstance(one, exp.Column) and isinstance(one.this, exp.Star)):
            raise refused(one, "WAT-009", "*", "the columns' names")
        cell = values.typed(one.this if isinstance(one, exp.Alias) else one, scope, queries, aggregates=True)
        name = one.alias_or_name or f"column_{number + 1}"
        if name in columns:
            raise refused(one, "WAT-025", name, "another name after AS")
        columns[name] = cell
        one.meta[values.GIVEN] = cell.type
    return columns


def _value_query(node: exp.Expr, scope: Scope, *, exists: bool) -> Cell:
    """A query within a condition or in the place of a value."""
    inner = Scope(scope.sources, scope.named, scope)
    query = node.this if isinstance(node, exp.Subquery) else node
    relation = _query(query, inner)
    if exists:
        return next(iter(relation.columns.values()))
    is_single = isinstance(query, exp.Select) and not query.args.get("group") and not query.args.get("having")
    if not is_single or len(relation.columns) != 1 or not values.has_aggregate(query.expressions[0]):
        raise refused(node, "WAT-014", query.sql()[:60], "(SELECT MAX(column) FROM …) without GROUP BY", "JOIN … ON")
    _only_equal(node, query)
    return next(iter(relation.columns.values()))


def _only_equal(node: exp.Expr, query: exp.Expr) -> None:
    """A query in the place of a value meets the query around it in equalities only."""
    where = query.args.get("where")
    conditions = list(where.this.flatten()) if where and isinstance(where.this, exp.And) else [where and where.this]
    equal = {id(one.unnest()) for one in conditions if one is not None and isinstance(one.unnest(), exp.EQ)}
    for column in query.find_all(exp.Column):
        is_ours = column.meta.get(OUTER) and column.find_ancestor(exp.Exists, exp.Subquery) is node
        if is_ours and id(column.parent) not in equal:
            raise refused(node, "WAT-016", column.sql(), "inner.column = outer.column AND …", "JOIN … ON")
