"""Many rules become one Python function; asking them all about a row costs microseconds.

The source is made of our own checked nodes only: no word of an author reaches it except as a quoted constant.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final, TypeAlias

from clearway.core.predicates import runtime
from clearway.core.predicates.catalogue import Row
from clearway.core.predicates.emit import Emitter
from clearway.core.predicates.nodes import (
    Arithmetic,
    Asked,
    Call,
    Comparison,
    Constant,
    Is,
    Junction,
    Like,
    Member,
    Node,
    walk,
)
from clearway.core.predicates.parse import Predicate

#: Gives the codes of the rules that are TRUE for the row, in the order the rules were given.
Fused: TypeAlias = Callable[[Row], list[str]]
Judge: TypeAlias = Callable[[Row], bool | None]

#: A calculation is made once, ahead of all rules, if at least so many places need it.
_SHARED_BY: Final = 3
_RUNTIME: Final[dict[str, Any]] = {
    name: getattr(runtime, name)
    for name in ("upper", "lower", "quotient", "rounded", "least", "greatest", "year", "month")
}


def fuse(rules: Sequence[tuple[str, Predicate]]) -> Fused:
    """One function for all rules: the codes of those that are TRUE; FALSE and unknown do not fire."""
    roots = [(code, _cheap_first(predicate.root)) for code, predicate in rules]
    emitter, lines = _prelude([root for _, root in roots])
    lines.append("found = []")
    for code, root in roots:
        lines.append(f"if {emitter.true(root)}: found.append({code!r})")
    lines.append("return found")
    return _function(lines, emitter)  # type: ignore[no-any-return]  # it is made here


@lru_cache(maxsize=2048)
def judge(node: Node) -> Judge:
    """The condition as a function of a row: True, False or None where it is unknown."""
    emitter, lines = _prelude([node])
    lines.append(f"return {emitter.value(node)}")
    return _function(lines, emitter)  # type: ignore[no-any-return]  # it is made here


def shared(roots: Sequence[Node]) -> list[Node]:
    """The calculations that several places need, those inside others first: worth making once, ahead of all rules."""
    uses = Counter(node for root in roots for node in walk(root) if isinstance(node, Call | Arithmetic))
    often = [node for node, count in uses.items() if count >= _SHARED_BY]
    return sorted(often, key=lambda node: sum(1 for _ in walk(node)))


def _prelude(roots: Sequence[Node]) -> tuple[Emitter, list[str]]:
    """Every column that is asked for, and every shared calculation, in a local name."""
    asked = {node.index for root in roots for node in walk(root) if isinstance(node, Asked)}
    lines = [f"c{index} = row[{index}]" for index in sorted(asked)]
    emitter = Emitter()
    for number, node in enumerate(shared(roots)):
        lines.append(f"h{number} = {emitter.value(node)}")
        emitter.hoisted[node] = f"h{number}"
    return emitter, lines


def _function(lines: Sequence[str], emitter: Emitter) -> Any:
    source = "\n    ".join(["def fused(row):", *lines])
    names: dict[str, Any] = {**_RUNTIME, **emitter.constants}
    exec(compile(source, "<rules>", "exec"), names)
    return names["fused"]


def _cheap_first(root: Node) -> Node:
    """The same condition with the cheapest of its parts in front; no part can fail, so their order is free."""
    if not isinstance(root, Junction):
        return root
    operands = sorted((_cheap_first(part) for part in root.operands), key=_cost)
    return Junction(root.word, tuple(operands))


def _cost(node: Node) -> int:
    """Roughly how long a condition takes, with those that rarely pass (an equality) ahead of others."""
    match node:
        case Comparison(operator="=", left=Asked(), right=Constant()):
            return 0
        case Asked() | Is(operand=Asked()):
            return 1
        case Member(operand=Asked()) | Like(operand=Asked()):
            return 2
    return 1 + sum(2 for _ in walk(node))
