"""Mapping tables as fast writers: made once, at import.

Elements are written in the order of the table, which is the order of the schema.
"""

from collections.abc import Callable
from typing import Any

from clearway.formats.wco.nodes import Node
from clearway.formats.wco.rows import Part, Row

#: Appends the elements of a fact to the pieces of the document.
Write = Callable[[Any, list[str]], None]


class Unsaid(Exception):
    """A fact has a value that its class has no element for."""


def writer(node: Node, part: Part) -> Write:
    """A function that writes everything inside a class."""
    inner = _writers(node, part)
    unsaid = part.unsaid

    def write(fact: Any, pieces: list[str]) -> None:
        for field in unsaid:
            if getattr(fact, field) not in (None, ()):
                raise Unsaid(field)
        for each in inner:
            each(fact, pieces)

    return write


def _writers(node: Node, part: Part) -> tuple[Write, ...]:
    return tuple(_write(child, part) for child in node.children.values())


def _write(node: Node, part: Part) -> Write:
    if node.row is None:
        return _wrapper(node, part)
    if not isinstance(node.row.reads, Part):
        return _leaf(node, node.row, part)
    inner = _enclosed(node, writer(node, node.row.reads))
    return _entries(node.row, inner) if node.row.many else _single(node.row, inner)


def _wrapper(node: Node, part: Part) -> Write:
    inner = _writers(node, part)
    opened, closed = f"<{node.tag}>", f"</{node.tag}>"

    def write(fact: Any, pieces: list[str]) -> None:
        pieces.append(opened)
        before = len(pieces)
        for each in inner:
            each(fact, pieces)
        if len(pieces) == before:
            pieces.pop()
            return
        pieces.append(closed)

    return write


def _leaf(node: Node, row: Row, part: Part) -> Write:
    assert not isinstance(row.reads, Part)
    spell = row.reads.write
    field, tag = row.field, node.tag

    def write(fact: Any, pieces: list[str]) -> None:
        value = getattr(fact, field)
        if value is not None:
            attributes, text = spell(value)
            pieces.append(f"<{tag}{attributes}>{text}</{tag}>")

    def write_alone(fact: Any, pieces: list[str]) -> None:
        attributes, text = spell(fact)
        pieces.append(f"<{tag}{attributes}>{text}</{tag}>")

    return write if part.fact is not None else write_alone


def _enclosed(node: Node, inner: Write) -> Write:
    opened, closed = f"<{node.tag}>", f"</{node.tag}>"

    def write(fact: Any, pieces: list[str]) -> None:
        pieces.append(opened)
        inner(fact, pieces)
        pieces.append(closed)

    return write


def _single(row: Row, inner: Write) -> Write:
    field = row.field

    def write(fact: Any, pieces: list[str]) -> None:
        value = getattr(fact, field)
        if value is not None:
            inner(value, pieces)

    return write


def _entries(row: Row, inner: Write) -> Write:
    field = row.field

    def write(fact: Any, pieces: list[str]) -> None:
        for value in getattr(fact, field):
            inner(value, pieces)

    return write


def unsaid(part: Part, fact: Any, where: tuple[str, ...] = ()) -> list[str]:
    """The paths of all values that a class, where it stands, has no element for."""
    found = ["/".join((*where, name)) for name in part.unsaid if getattr(fact, name) not in (None, ())]
    for row in part.rows:
        if not isinstance(row.reads, Part) or part.fact is None or row.reads.fact is None:
            continue
        value = getattr(fact, row.field)
        for position, each in enumerate(value if row.many else [value], start=1):
            place = (*where, row.field, str(position)) if row.many else (*where, row.field)
            found += unsaid(row.reads, each, place) if each is not None else []
    return found
