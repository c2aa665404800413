"""How columns, constants, calculations and functions are read."""

import difflib
from datetime import date
from decimal import Decimal
from typing import Final

from sqlglot import exp

from clearway.core.predicates import numbers
from clearway.core.predicates.catalogue import BOOLEAN, DATE, NULL, TEXT
from clearway.core.predicates.functions import FUNCTIONS, Function, Unfit, unify
from clearway.core.predicates.nodes import Arithmetic, Asked, Call, Case, Constant, Member, Node
from clearway.core.predicates.read import FORBIDDEN
from clearway.core.predicates.scope import Bound, Reader, Scope, said

_A_VALUE: Final = "text without NUL, whole or decimal number, date, true, false"


def bound(value: Bound) -> Constant:
    """The constant that a value of a rule card is; `ValueError` if it cannot be one."""
    match value:
        case bool():
            return Constant(value, BOOLEAN)
        case int():
            return numbers.exact(Decimal(value))
        case Decimal():
            return numbers.exact(value)
        case date() if type(value) is date:
            return Constant(value.toordinal(), DATE)
        case str() if is_plain(value):
            return Constant(value, TEXT)
    raise ValueError(repr(value))


def is_plain(value: str) -> bool:
    """Whether every engine can hold the text: no NUL, no half of a character."""
    return not FORBIDDEN.search(value)


def asked(scope: Scope, tree: exp.Expr) -> Node:
    """A column of the catalogue, its name the same in upper and lower case; or a parameter."""
    if tree.name.startswith(":"):
        return _parameter(scope, tree, tree.name[1:])
    name = tree.name.lower()
    catalogue = scope.catalogue
    if name not in catalogue:
        close = difflib.get_close_matches(name, catalogue.index, n=3, cutoff=0.5)
        scope.refuse("PRD-011", tree, tree.name, *(close or sorted(catalogue.index)[:12]))
    return Asked(name, catalogue.index[name], catalogue[name].type)


def literal(scope: Scope, tree: exp.Expr) -> Node:
    """A text in quotes, or a number of digits with at most one point."""
    if tree.args["is_string"]:
        return Constant(str(tree.this), TEXT)
    try:
        return numbers.constant(str(tree.this))
    except numbers.TooWide:
        raise
    except ValueError:
        scope.refuse("PRD-027", tree, str(tree.this), "digits with at most one point")


def truth(scope: Scope, tree: exp.Expr) -> Node:
    """TRUE or FALSE."""
    return Constant(bool(tree.this), BOOLEAN)


def unknown(scope: Scope, tree: exp.Expr) -> Node:
    """NULL, which only the result of a CASE may be."""
    return Constant(None, NULL)


def _parameter(scope: Scope, tree: exp.Expr, name: str) -> Node:
    """The value that the rule's card binds to the name."""
    if name not in scope.parameters:
        scope.refuse("PRD-013", tree, f":{name}", *(f":{known}" for known in sorted(scope.parameters)))
    value = scope.parameters[name]
    try:
        node = bound(value)
    except ValueError:
        scope.refuse("PRD-028", tree, f":{name} = {value!r}", _A_VALUE)
    scope.used_parameters[name] = value
    return node


def day(scope: Scope, tree: exp.Expr) -> Node:
    """A day written DATE '2026-01-31'; no other cast exists."""
    inner = tree.this
    if tree.args["to"].this is not exp.DataType.Type.DATE or not isinstance(inner, exp.Literal):
        scope.refuse("PRD-010", tree, said(tree), "DATE '2026-01-31'")
    try:
        found = date.fromisoformat(inner.this)
    except ValueError:
        scope.refuse("PRD-027", tree, inner.this, "DATE '2026-01-31'")
    if found.isoformat() != inner.this:
        scope.refuse("PRD-027", tree, inner.this, f"DATE '{found.isoformat()}'")
    return Constant(found.toordinal(), DATE)


def negative(scope: Scope, tree: exp.Expr) -> Node:
    """A number with its sign turned."""
    node = scope.number(tree.this)
    if isinstance(node, Constant) and isinstance(node.cell, int):
        return Constant(-node.cell, node.type)
    return Call("-", (node,), node.type)


def calculation(scope: Scope, tree: exp.Expr) -> Node:
    """A sum, difference, product or quotient."""
    left, right = scope.number(tree.this), scope.number(tree.expression)
    match tree:
        case exp.Add():
            return Arithmetic("+", left, right, numbers.total(left.type, right.type))
        case exp.Sub():
            return Arithmetic("-", left, right, numbers.total(left.type, right.type))
        case exp.Mul():
            return Arithmetic("*", left, right, numbers.product(left.type, right.type))
        case _:
            return Arithmetic("/", left, right, numbers.quotient(left.type, right.type))


def case(scope: Scope, tree: exp.Expr) -> Node:
    """CASE WHEN condition THEN value … ELSE value END; without ELSE the last value is NULL."""
    branches = tuple((scope.condition(part.this), scope.node(part.args["true"])) for part in tree.args["ifs"])
    default = tree.args.get("default")
    otherwise = Constant(None, NULL) if default is None else scope.node(default)
    results = [result for _, result in branches]
    scope.same_kind(tree, (*results, otherwise))
    unified = unify([result.type for result in (*results, otherwise)])
    if unified.kind == "null":
        scope.refuse("PRD-025", tree, said(tree), "at least one result that is not NULL")
    return Case(branches, otherwise, unified)


def call(scope: Scope, tree: exp.Expr) -> Node:
    """A function of the language, with arguments it takes."""
    name = tree.name.lower()
    if name == "in_list":
        return _in_list(scope, tree)
    function = FUNCTIONS.get(name)
    if function is None:
        close = difflib.get_close_matches(name, FUNCTIONS, n=3, cutoff=0.5)
        known = (FUNCTIONS[other].signature for other in close or sorted(FUNCTIONS))
        scope.refuse("PRD-012", tree, tree.name, *known)
    _count(scope, tree, function)
    try:
        return function.build(name, [scope.value(part) for part in tree.expressions])
    except Unfit as unfit:
        part = tree.expressions[unfit.argument]
        scope.refuse(unfit.code, part, f"{said(part)} in {name}", *unfit.allowed, function.signature)


def _count(scope: Scope, tree: exp.Expr, function: Function) -> None:
    if not function.fewest <= len(tree.expressions) <= function.most:
        scope.refuse("PRD-015", tree, said(tree), function.signature)


def _in_list(scope: Scope, tree: exp.Expr) -> Node:
    if len(tree.expressions) != 2:
        scope.refuse("PRD-015", tree, said(tree), "in_list(text, 'name')")
    operand, name = scope.value(tree.expressions[0]), scope.constant_text(tree.expressions[1])
    if operand.type.kind != "text":
        scope.refuse("PRD-022", tree, f"{operand.type}: {said(tree)}", "text")
    if name not in scope.lists:
        close = difflib.get_close_matches(name, scope.lists, n=3, cutoff=0.5)
        scope.refuse("PRD-014", tree, f"'{name}'", *(close or sorted(scope.lists)[:12]))
    words = sorted(set(scope.lists[name]))
    for word in words:
        if not isinstance(word, str) or not is_plain(word):
            scope.refuse("PRD-028", tree, f"{name}: {word!r}", "text without NUL")
    scope.used_lists.add(name)
    return Member(operand, tuple(Constant(word, TEXT) for word in words), name)


def inside(scope: Scope, tree: exp.Expr) -> Node:
    """What stands in parentheses."""
    return scope.node(tree.this)


READERS: Final[dict[type[exp.Expr], Reader]] = {
    exp.Column: asked,
    exp.Literal: literal,
    exp.Boolean: truth,
    exp.Null: unknown,
    exp.Cast: day,
    exp.Neg: negative,
    exp.Add: calculation,
    exp.Sub: calculation,
    exp.Mul: calculation,
    exp.Div: calculation,
    exp.Case: case,
    exp.Anonymous: call,
    exp.Paren: inside,
}
