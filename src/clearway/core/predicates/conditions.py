"""How everything that is true, false or unknown is read."""

from typing import Final

from sqlglot import exp

from clearway.core.predicates.nodes import (
    Between,
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
)
from clearway.core.predicates.scope import Reader, Scope, said

_OPERATORS: Final[dict[type[exp.Expr], Operator]] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}


def negation(scope: Scope, tree: exp.Expr) -> Node:
    """NOT."""
    return Not(scope.condition(tree.this))


def junction(scope: Scope, tree: exp.Expr) -> Node:
    """A chain of ANDs or ORs, however long, as one node."""
    parts: list[exp.Expr] = []
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if type(part) is type(tree):
            scope.only_known_parts(part)
            waiting += (part.expression, part.this)
        else:
            parts.append(part)
    return Junction("AND" if isinstance(tree, exp.And) else "OR", tuple(map(scope.condition, parts)))


def comparison(scope: Scope, tree: exp.Expr) -> Node:
    """Two values of one kind, compared; only what has an order is compared by order."""
    left, right = scope.operand(tree.this), scope.operand(tree.expression)
    operator = _OPERATORS[type(tree)]
    if scope.same_kind(tree, (left, right)) == "boolean" and operator not in ("=", "<>"):
        scope.refuse("PRD-022", tree, said(tree), "=", "<>")
    return Comparison(operator, left, right)


def distinct(scope: Scope, tree: exp.Expr) -> Node:
    """IS [NOT] DISTINCT FROM."""
    left, right = scope.operand(tree.this), scope.operand(tree.expression)
    scope.same_kind(tree, (left, right))
    node = Distinct(left, right)
    return node if isinstance(tree, exp.NullSafeNEQ) else Not(node)


def between(scope: Scope, tree: exp.Expr) -> Node:
    """A value within bounds of its own kind."""
    operand = scope.operand(tree.this)
    low, high = scope.operand(tree.args["low"]), scope.operand(tree.args["high"])
    if scope.same_kind(tree, (operand, low, high)) == "boolean":
        scope.refuse("PRD-022", tree, said(tree), "number", "text", "date")
    return Between(operand, low, high)


def member(scope: Scope, tree: exp.Expr) -> Node:
    """A value in a list of constants of its own kind."""
    operand = scope.operand(tree.this)
    constants = []
    for part in tree.expressions:
        node = scope.operand(part)
        if not isinstance(node, Constant):
            scope.refuse("PRD-024", part, said(part), "a constant", "in_list(column, 'name')")
        constants.append(node)
    if not constants:
        scope.refuse("PRD-010", tree, said(tree), "IN (constant, …)")
    scope.same_kind(tree, (operand, *constants))
    return Member(operand, tuple(constants))


def question(scope: Scope, tree: exp.Expr) -> Node:
    """IS NULL of anything; IS TRUE and IS FALSE of a condition."""
    operand = scope.operand(tree.this)
    if isinstance(tree.expression, exp.Null):
        return Is(operand, "NULL")
    if not isinstance(tree.expression, exp.Boolean):
        scope.refuse("PRD-010", tree, said(tree), "IS NULL", "IS TRUE", "IS FALSE")
    if operand.type.kind != "boolean":
        scope.refuse("PRD-020", tree, f"{operand.type}: {said(tree)}", "a comparison")
    return Is(operand, "TRUE" if tree.expression.this else "FALSE")


def like(scope: Scope, tree: exp.Expr) -> Node:
    """LIKE with a constant pattern: % is any text, _ any character; nothing escapes them unless ESCAPE says so."""
    escape = scope.constant_text(tree.expression) if isinstance(tree, exp.Escape) else ""
    inner = tree.this if isinstance(tree, exp.Escape) else tree
    if type(inner) is not exp.Like:
        scope.refuse("PRD-010", tree, said(tree), "LIKE 'pattern' ESCAPE '!'")
    scope.only_known_parts(inner)
    operand, pattern = scope.operand(inner.this), scope.constant_text(inner.expression)
    if operand.type.kind != "text":
        scope.refuse("PRD-022", tree, f"{operand.type}: {said(inner.this)}", "text")
    if isinstance(tree, exp.Escape):
        _check_escape(scope, tree, pattern, escape)
    node = Like(operand, pattern, escape)
    return Not(node) if inner.args.get("negate") else node


def _check_escape(scope: Scope, tree: exp.Expr, pattern: str, escape: str) -> None:
    if len(escape) != 1 or not escape.isascii() or escape in "%_":
        scope.refuse("PRD-027", tree, f"ESCAPE '{escape}'", "one ASCII character other than % and _")
    if (len(pattern) - len(pattern.rstrip(escape))) % 2:
        scope.refuse("PRD-027", tree, pattern, f"a pattern that does not end with a single {escape}")


READERS: Final[dict[type[exp.Expr], Reader]] = {
    exp.Not: negation,
    exp.And: junction,
    exp.Or: junction,
    **dict.fromkeys(_OPERATORS, comparison),
    exp.NullSafeEQ: distinct,
    exp.NullSafeNEQ: distinct,
    exp.Between: between,
    exp.In: member,
    exp.Is: question,
    exp.Like: like,
    exp.Escape: like,
}
