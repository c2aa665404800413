"""Why a rule is true for a row: what it looked at, what made it true, and what would change it."""

from collections.abc import Iterator

import msgspec

from clearway.core.predicates.catalogue import Catalogue, Row, Value
from clearway.core.predicates.compile import judge
from clearway.core.predicates.nodes import Constant, Junction, Node, Not
from clearway.core.predicates.parse import Predicate, columns_of
from clearway.core.predicates.write import opposite, write


class Reading(msgspec.Struct, frozen=True):
    """What a column held when a rule looked at it."""

    column: str
    value: Value


class Ground(msgspec.Struct, frozen=True):
    """One condition that made a rule true, with what it read; if ``instead`` held, it would not have."""

    condition: str
    readings: tuple[Reading, ...]
    instead: str


def explain(predicate: Predicate, row: Row, catalogue: Catalogue) -> tuple[Reading, ...]:
    """Every column the predicate asks for, with its value in the row."""
    return _readings(predicate.root, row, catalogue)


def grounds(predicate: Predicate, row: Row, catalogue: Catalogue) -> tuple[Ground, ...]:
    """The conditions that together made the predicate true for the row; none where it is not true."""
    if judge(predicate.root)(row) is not True:
        return ()
    return tuple(
        Ground(write(part), _readings(part, row, catalogue), write(opposite(part)))
        for part in _deciding(predicate.root, row, is_true=True)
        if not isinstance(part, Constant)
    )


def _readings(node: Node, row: Row, catalogue: Catalogue) -> tuple[Reading, ...]:
    names = columns_of(node)
    return tuple(Reading(name, catalogue[name].value(row[catalogue.index[name]])) for name in names)


def _deciding(node: Node, row: Row, *, is_true: bool) -> Iterator[Node]:
    """The smallest conditions that settle the outcome: all parts of an AND that is true, one of an OR that is."""
    match node:
        case Not():
            yield from _deciding(node.operand, row, is_true=not is_true)
        case Junction() if (node.word == "AND") is is_true:
            for part in node.operands:
                yield from _deciding(part, row, is_true=is_true)
        case Junction():
            part = next(part for part in node.operands if judge(part)(row) is is_true)
            yield from _deciding(part, row, is_true=is_true)
        case _:
            yield node if is_true else opposite(node)
