"""A mapping table prepared for reading: each segment found by tag and qualifier, each component by its position."""

from collections.abc import Callable
from typing import Any, NamedTuple

from clearway.formats.edifact.syntax import Segment as Given
from clearway.formats.edifact.table import At, Row, Segment, Slot
from clearway.formats.edifact.tree import Steps
from clearway.formats.edifact.values import INSTANT, TEXT


class Cell(NamedTuple):
    """What one component holds: the name of a value, the way to its fact, and which part of a text it is.

    ``reads`` is how the value is read; text is taken as it is, and has none.
    """

    name: str | int
    owner: Steps
    part: int
    reads: Callable[[str, list[str]], Any] | None
    row: Row


class Use(NamedTuple):
    """A segment's use, ready to be read.

    ``layout`` has for every known component of every element a cell, or nothing where a fixed code stands.
    """

    tag: str
    about: Steps
    is_list: bool
    outer: At | None
    fixed: tuple[tuple[At, str], ...]
    layout: tuple[tuple[Cell | bool, ...], ...]
    below: "Level"


class Choice(NamedTuple):
    """A slot: its position in the order, its most uses, how it is qualified, and the use for each qualifier."""

    position: int
    most: int
    key: tuple[At, ...]
    uses: dict[str, Use]


#: The slots below a segment (or of the message) by tag; nothing stands below most segments.
Level = dict[str, tuple[Choice, ...]]


def level(slots: tuple[Slot, ...]) -> Level:
    """The slots, in their order, by tag."""
    found: Level = {}
    for position, slot in enumerate(slots):
        uses = {_qualifier(segment.says, slot.key): _use(slot.tag, segment, slot.key) for segment in slot.segments}
        found[slot.tag] = (*found.get(slot.tag, ()), Choice(position, slot.most, slot.key, uses))
    return found


def qualifier(segment: Given, key: tuple[At, ...]) -> str:
    """The qualifying codes of a segment, joined by commas."""
    if len(key) == 1:
        return component(segment, key[0])
    return ",".join([component(segment, at) for at in key]) if key else ""


def component(segment: Given, at: At) -> str:
    """One component of a segment, empty where it is not given."""
    element, position = at
    if element < len(segment) and position < len(segment[element]):
        return segment[element][position]
    return ""


def _qualifier(says: dict[At, str], key: tuple[At, ...]) -> str:
    return ",".join(says.get(at, "") for at in key)


def _use(tag: str, segment: Segment, key: tuple[At, ...]) -> Use:
    forms = {(row.at[0], row.at[1] + 1) for row in segment.rows if row.reads is INSTANT}
    fixed = tuple((at, code) for at, code in segment.says.items() if at not in key and at not in forms)
    return Use(tag, segment.way, segment.is_list, segment.outer, fixed, _layout(segment), level(segment.slots))


def _layout(segment: Segment) -> tuple[tuple[Cell | bool, ...], ...]:
    cells: dict[At, Cell | bool] = dict.fromkeys(segment.says, True)
    if segment.outer:
        cells[segment.outer] = True
    for row in segment.rows:
        element, first = row.at
        for part in range(row.parts):
            reads = None if row.reads is TEXT else row.reads.read
            cells[element, first + part] = Cell(row.way[-1], row.way[:-1], part, reads, row)
        if row.reads is INSTANT:
            cells[element, first + 1] = True
    elements = max((element for element, _ in cells), default=0) + 1
    return tuple(_element(cells, element) for element in range(elements))


def _element(cells: dict[At, Cell | bool], element: int) -> tuple[Cell | bool, ...]:
    known = {position: cell for (at, position), cell in cells.items() if at == element}
    return tuple(known.get(position, False) for position in range(max(known, default=-1) + 1))
