"""What a rule may use while it is checked, and how a refusal finds its place in the text."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NoReturn, TypeAlias

from sqlglot import exp

from clearway.core.predicates import numbers
from clearway.core.predicates.catalogue import Catalogue, Kind
from clearway.core.predicates.errors import PredicateRefused
from clearway.core.predicates.functions import Unfit, unify
from clearway.core.predicates.nodes import Constant, Node
from clearway.core.predicates.read import DEEPEST, place

#: What a rule card may bind a parameter to.
Bound: TypeAlias = bool | int | Decimal | str | date
#: Turns one construct into a node.
Reader: TypeAlias = "Callable[[Scope, exp.Expr], Node]"

#: The parts of a construct that a rule may use; any other part (FILTER, SYMMETRIC, a table …) is refused.
_PARTS: Final[dict[type[exp.Expr], set[str]]] = {
    exp.Column: {"this"},
    exp.Literal: {"this", "is_string"},
    exp.Boolean: {"this"},
    exp.In: {"this", "expressions"},
    exp.Between: {"this", "low", "high"},
    exp.Case: {"ifs", "default"},
    exp.Cast: {"this", "to"},
    exp.Anonymous: {"this", "expressions"},
    exp.Like: {"this", "expression", "negate"},
    exp.Div: {"this", "expression", "typed", "safe"},
}
_BOTH: Final = {"this", "expression"}
_CONSTRUCTS: Final = (
    "AND OR NOT",
    "= <> < <= > >=",
    "BETWEEN",
    "IN (…)",
    "LIKE",
    "IS [NOT] NULL, TRUE, FALSE, DISTINCT FROM",
    "+ - * /",
    "CASE WHEN",
    "DATE '2026-01-31'",
    ":parameter",
    "a function of the language",
)
#: What must stand in parentheses to be an operand, so that nobody has to know the order of precedence.
_LOOSE: Final = (
    *(exp.Not, exp.And, exp.Or, exp.In, exp.Between, exp.Is, exp.Like, exp.Escape),
    *(exp.NullSafeEQ, exp.NullSafeNEQ, exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE),
)


class Scope:
    """Turns one tree into nodes, and remembers which parameters and lists it used."""

    def __init__(
        self,
        text: str,
        catalogue: Catalogue,
        *,
        readers: Mapping[type[exp.Expr], Reader],
        parameters: Mapping[str, Bound],
        lists: Mapping[str, Iterable[str]],
    ) -> None:
        self.text = text
        self.catalogue = catalogue
        self.parameters = parameters
        self.lists = lists
        self.used_parameters: dict[str, Bound] = {}
        self.used_lists: set[str] = set()
        self._readers = readers
        self._depth = 0

    def node(self, tree: exp.Expr) -> Node:
        """The tree as a node of any type."""
        self.only_known_parts(tree)
        self._depth += 1
        if self._depth > 2 * DEEPEST:
            self.refuse("PRD-003", tree, "an expression inside an expression, too often")
        try:
            return self._readers[type(tree)](self, tree)
        except numbers.TooWide as error:
            self.refuse("PRD-023", tree, str(error), "round(…) first", "a narrower constant")
        finally:
            self._depth -= 1

    def condition(self, tree: exp.Expr) -> Node:
        """The tree as something that is true, false or unknown."""
        node = self.node(tree)
        if node.type.kind != "boolean":
            self.refuse("PRD-020", tree, f"{node.type}: {said(tree)}", "a comparison")
        return node

    def operand(self, tree: exp.Expr) -> Node:
        """The tree as a value to compare; one that is itself a comparison must stand in parentheses."""
        if isinstance(tree, _LOOSE):
            self.refuse("PRD-026", tree, said(tree), f"({said(tree)})")
        return self.value(tree)

    def value(self, tree: exp.Expr) -> Node:
        """The tree as a value of any kind that is not just NULL."""
        node = self.node(tree)
        if node.type.kind == "null":
            self.refuse("PRD-025", tree, "NULL", "IS NULL", "IS NOT NULL")
        return node

    def number(self, tree: exp.Expr) -> Node:
        """The tree as a number."""
        node = self.operand(tree)
        if node.type.kind != "number":
            self.refuse("PRD-022", tree, f"{node.type}: {said(tree)}", "number")
        return node

    def constant_text(self, tree: exp.Expr) -> str:
        """The tree as a text that is known when the rule is compiled."""
        node = self.operand(tree)
        if not isinstance(node, Constant) or not isinstance(node.cell, str):
            self.refuse("PRD-024", tree, said(tree), "a text in quotes")
        return node.cell

    def same_kind(self, tree: exp.Expr, nodes: Sequence[Node]) -> Kind:
        """The one kind that all the nodes have."""
        try:
            return unify([node.type for node in nodes]).kind
        except Unfit as unfit:
            kinds = " and ".join(str(node.type) for node in nodes[:3])
            self.refuse(unfit.code, tree, f"{kinds}: {said(tree)}", *unfit.allowed)

    def only_known_parts(self, tree: exp.Expr) -> None:
        """A construct of the language, with no part that the language does not have."""
        if type(tree) not in self._readers:
            self.refuse("PRD-010", tree, said(tree), *_CONSTRUCTS)
        known = _PARTS.get(type(tree), _BOTH)
        for name, part in tree.args.items():
            if name not in known and part not in (None, False, []):
                self.refuse("PRD-010", tree, f"{name.upper()} in {said(tree)}", *_CONSTRUCTS)

    def refuse(self, code: str, tree: exp.Expr, found: str, *allowed: str) -> NoReturn:
        """The refusal at the place of the tree."""
        line, column = place(self.text, _offset(tree))
        raise PredicateRefused(code, found=found[:120], allowed=allowed, line=line, column=column)


def _offset(tree: exp.Expr) -> int:
    offsets = [int(part.meta["start"]) for part in tree.walk() if "start" in part.meta]
    if offsets or tree.parent is None:
        return min(offsets, default=0)
    return _offset(tree.parent)


def said(tree: exp.Expr) -> str:
    """The construct in words, for a refusal."""
    return tree.sql("duckdb")[:120]
