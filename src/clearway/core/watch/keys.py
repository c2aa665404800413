"""Rows of different cases must not meet: only then does a query over the changed keys find what a full run finds.

Every keyed source of a SELECT is held to the others by an equality of their keys, and so is a query below EXISTS to
the one around it; what is grouped is grouped by the key.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from sqlglot import exp

from clearway.core.watch.query import Query
from clearway.core.watch.scope import ORIGINS, SOURCE, refused
from clearway.core.watch.values import has_aggregate

#: Stands for the tables of the queries around.
_AROUND: Final = ""
_ALLOWED: Final = ("… ON a.key = b.key", "WHERE a.key = b.key within EXISTS", "GROUP BY the key")


def check_held(query: Query, keys: Mapping[str, str]) -> None:
    """Refuse a query in which rows of one case could meet rows of another."""
    _Checker(frozenset(keys.items())).query(query.tree, {}, is_within_keyed=False)


class _Checker:
    def __init__(self, keys: frozenset[tuple[str, str]]) -> None:
        self.keys = keys
        self.sources = frozenset(source for source, _ in keys)

    def query(self, node: exp.Expr, named: Mapping[str, bool], *, is_within_keyed: bool) -> bool:
        """Whether keyed sources are in a query; every query of it is checked."""
        known = dict(named)
        if node.args.get("with_") is not None:
            for one in node.args["with_"].expressions:
                known[one.alias] = self.query(one.this, known, is_within_keyed=False)
        match node:
            case exp.Subquery():
                return self.query(node.this, known, is_within_keyed=is_within_keyed)
            case exp.Union():
                left = self.query(node.this, known, is_within_keyed=is_within_keyed)
                return self.query(node.expression, known, is_within_keyed=is_within_keyed) or left
        return self.select(node, known, is_within_keyed=is_within_keyed)

    def select(self, node: exp.Expr, named: Mapping[str, bool], *, is_within_keyed: bool) -> bool:
        tables = [node.args["from_"].this, *(join.this for join in node.args.get("joins") or ())]
        keyed = {one.alias_or_name for one in tables if self.is_keyed(one, named)}
        groups = _Groups()
        for left, right in self.equalities(node, {one.alias_or_name for one in tables}):
            groups.join(left, right)
        below = is_within_keyed or bool(keyed)
        for one in _below(node):
            self.query(one, named, is_within_keyed=below)
        wanted = keyed | ({_AROUND} if is_within_keyed and keyed else set())
        if len({groups.of(one) for one in wanted}) > 1:
            raise refused(node, "WAT-047", ", ".join(sorted(keyed)), *_ALLOWED)
        if keyed and not is_within_keyed and self.loses_key(node):
            raise refused(node, "WAT-047", "rows grouped without their key", *_ALLOWED)
        return bool(keyed)

    def is_keyed(self, node: exp.Expr, named: Mapping[str, bool]) -> bool:
        if isinstance(node, exp.Subquery):
            return self.query(node.this, named, is_within_keyed=False)
        return node.meta[SOURCE] in self.sources if SOURCE in node.meta else named.get(node.name, False)

    def loses_key(self, node: exp.Expr) -> bool:
        """Whether rows of several cases may become one."""
        group = node.args.get("group")
        if group is not None:
            return not any(self.is_key(one) for one in group.expressions)
        return any(has_aggregate(one) for one in node.expressions)

    def equalities(self, node: exp.Expr, here: set[str]) -> Iterator[tuple[str, str]]:
        conditions = [join.args["on"] for join in node.args.get("joins") or ()]
        conditions += [node.args["where"].this] if node.args.get("where") else []
        for condition in conditions:
            for one in _parts(condition):
                if isinstance(one, exp.EQ) and self.is_key(one.this) and self.is_key(one.expression):
                    names = [_alias(side) for side in (one.this, one.expression)]
                    left, right = (name if name in here else _AROUND for name in names)
                    yield left, right

    def is_key(self, node: exp.Expr) -> bool:
        origins = node.meta.get(ORIGINS) or frozenset()
        return bool(origins) and origins <= self.keys


class _Groups:
    """Tables that are held together."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, name: str) -> str:
        while name in self._above:
            name = self._above[name]
        return name

    def join(self, left: str, right: str) -> None:
        left, right = self.of(left), self.of(right)
        if left != right:
            self._above[left] = right


def _parts(node: exp.Expr) -> Iterator[exp.Expr]:
    """What is joined by AND, and so true of every row."""
    if isinstance(node, exp.And):
        yield from _parts(node.this)
        yield from _parts(node.expression)
    elif isinstance(node, exp.Paren):
        yield from _parts(node.this)
    else:
        yield node


def _below(node: exp.Expr) -> Iterator[exp.Expr]:
    """The queries in the conditions and values of a SELECT, not those it takes rows from."""
    places = [*node.expressions, *(node.args.get(name) for name in ("where", "having", "group"))]
    places += [join.args["on"] for join in node.args.get("joins") or ()]
    for place in places:
        if place is not None:
            yield from _queries(place)


def _queries(node: exp.Expr) -> Iterator[exp.Expr]:
    if isinstance(node, exp.Query):
        yield node
        return
    for one in node.iter_expressions():
        yield from _queries(one)


def _alias(node: exp.Expr) -> str:
    column = node if isinstance(node, exp.Column) else node.find(exp.Column)
    return column.table if column is not None else _AROUND
