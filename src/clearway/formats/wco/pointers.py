"""Our paths as WCO pointers, and back.

``goods_shipment/items/2/net_mass`` is ``42A/67A/68A[2]/23A/65A/128``: classes by number, the position in square
brackets where a class may be repeated, the element's tag id at the end.
"""

import re

from clearway.core.facts.basis import Pointer
from clearway.formats.wco.nodes import Node
from clearway.formats.wco.rows import Part

_STEP = re.compile(r"([0-9A-Z]+)(?:\[([0-9]+)\])?\Z")


class UnknownPointer(ValueError):
    """A WCO pointer leads to nothing in the model."""


def pointer(root: Node, part: Part, path: str) -> str:
    """The WCO pointer of one of our paths; a path that ends beyond the model gives its nearest place above."""
    steps = [root.id]
    fields = path.split("/") if path else []
    while fields:
        row = part.row(fields.pop(0))
        if row is None:
            break
        steps += row.pointer.split("/")
        if row.many and fields and fields[0].isdecimal():
            steps[-1] += f"[{fields.pop(0)}]"
            steps += _alone(row.reads)
        if not isinstance(row.reads, Part):
            break
        part = row.reads
    return "/".join(steps)


def _alone(reads: object) -> list[str]:
    """A class that carries a single value is pointed to by that value."""
    return [reads.rows[0].pointer] if isinstance(reads, Part) and _is_alone(reads) else []


def _is_alone(reads: object) -> bool:
    return isinstance(reads, Part) and reads.fact is None


def path(root: Node, pointer: str) -> str:
    """Our path of a WCO pointer; a repeated class without a position means its first."""
    node = root
    fields: list[str] = []
    for number, step in enumerate(pointer.split("/")):
        match = _STEP.match(step)
        if match is None:
            raise UnknownPointer(pointer)
        if number == 0:
            _only_root(root, match[1], pointer)
            continue
        below = node.by_id(match[1])
        if below is None:
            raise UnknownPointer(pointer)
        if node.row is None or not _is_alone(node.row.reads):
            fields += _fields(below, match[2])
        node = below
    return "/".join(fields)


def _only_root(root: Node, id: str, pointer: str) -> None:
    if id != root.id:
        raise UnknownPointer(pointer)


def _fields(node: Node, position: str | None) -> list[str]:
    if node.row is None:
        return []
    return [node.row.field, str(int(position or 1))] if node.row.many else [node.row.field]


def steps(pointer: str) -> tuple[Pointer, ...]:
    """A WCO pointer as the steps a response carries: class and sequence, the tag id beside the last class."""
    found: list[Pointer] = []
    for step in pointer.split("/"):
        match = _STEP.match(step)
        if match is None:
            raise UnknownPointer(pointer)
        if _is_class(match[1]):
            found.append(Pointer(section=match[1], sequence=int(match[2]) if match[2] else None))
        elif found:
            found[-1] = Pointer(section=found[-1].section, sequence=found[-1].sequence, tag=match[1])
    return tuple(found)


def _is_class(id: str) -> bool:
    """Classes are numbered with a letter at the end (68A), elements are not (128, D014, R144)."""
    return id[-1].isalpha()


def joined(given: tuple[Pointer, ...]) -> str:
    """The steps of a response as one WCO pointer."""
    parts: list[str] = []
    for each in given:
        if each.section:
            parts.append(each.section + (f"[{each.sequence}]" if each.sequence is not None else ""))
        if each.tag:
            parts.append(each.tag)
    return "/".join(parts)
