"""A query with one of its conditions left out: what its fixtures must notice."""

from collections.abc import Iterator

import msgspec
from sqlglot import exp

from clearway.core.watch.query import Query


class Mutation(msgspec.Struct, frozen=True):
    """A query without one condition, and the condition as it stood."""

    condition: str
    query: Query


def mutations(query: Query) -> Iterator[Mutation]:
    """The query without each of its conditions in turn: of WHERE, HAVING and ON, at every depth.

    Of conditions joined by AND one is taken for true, of those joined by OR one for false.
    """
    count = len(list(_places(query.tree)))
    for number in range(count):
        tree = query.tree.copy()
        node, is_true = list(_places(tree))[number]
        said = node.sql("duckdb")
        node.replace(exp.Boolean(this=is_true))
        yield Mutation(said, msgspec.structs.replace(query, tree=tree))


def _places(tree: exp.Expr) -> Iterator[tuple[exp.Expr, bool]]:
    for node in tree.walk():
        if isinstance(node, exp.Where | exp.Having):
            yield from _parts(node.this, is_true=True)
        elif isinstance(node, exp.Join) and node.args.get("on") is not None:
            yield from _parts(node.args["on"], is_true=True)


def _parts(node: exp.Expr, *, is_true: bool) -> Iterator[tuple[exp.Expr, bool]]:
    match node:
        case exp.And() | exp.Or():
            below = isinstance(node, exp.And)
            yield from _parts(node.this, is_true=below)
            yield from _parts(node.expression, is_true=below)
        case exp.Paren():
            yield from _parts(node.this, is_true=is_true)
        case _:
            yield node, is_true
