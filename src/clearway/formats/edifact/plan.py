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


Holds = Cell | str | bool


class Use(NamedTuple):
    """A segment's use, ready to be read.

    ``layout`` says for every component of every element what it holds: the name of a text of the fact itself, a cell
    for any other value, ``True`` for a fixed code, ``False`` for nothing. ``rows`` are the cells where values begin.
    """

    tag: str
    about: Steps
    is_list: bool
    outer: At | None
    fixed: tuple[tuple[At, str], ...]
    layout: tuple[tuple[Holds, ...], ...]
    rows: tuple[tuple[At, Row], ...]
    below: "Level"


class Choice(NamedTuple):
    """A slot: its position in the order, its most uses, and the qualifiers it knows."""

    position: int
    most: int
    codes: tuple[str, ...]


class Known(NamedTuple):
    """What is known under one tag: how it is qualified, its slots, and the slots with a use for each qualifier."""

    key: tuple[At, ...]
    choices: tuple[Choice, ...]
    uses: dict[str, tuple[tuple[Choice, Use], ...]]


#: What may stand below a segment (or in the message) by tag; nothing stands below most segments.
Level = dict[str, Known]


def level(slots: tuple[Slot, ...]) -> Level:
    """The slots, in their order, by tag."""
    found: Level = {}
    for position, slot in enumerate(slots):
        uses = {_qualifier(segment.says, slot.key): _use(slot.tag, segment, slot.key) for segment in slot.segments}
        choice = Choice(position, slot.most, tuple(uses))
        before = found.get(slot.tag) or Known(slot.key, (), {})
        assert before.key == slot.key, f"{slot.tag} is qualified in two ways"
        more = {code: (*before.uses.get(code, ()), (choice, use)) for code, use in uses.items()}
        found[slot.tag] = Known(slot.key, (*before.choices, choice), before.uses | more)
    return found


def qualifier(segment: Given, key: tuple[At, ...]) -> str:
    """The qualifying codes of a segment, joined by commas."""
    if len(key) == 1:
        ((element, position),) = key
        try:
            return segment[element][position]
        except IndexError:
            return ""
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
    return Use(
        tag,
        segment.way,
        segment.is_list,
        segment.outer,
        fixed,
        _layout(segment),
        tuple((row.at, row) for row in segment.rows),
        level(segment.slots),
    )


def _layout(segment: Segment) -> tuple[tuple[Holds, ...], ...]:
    cells: dict[At, Holds] = {(0, 0): True, **dict.fromkeys(segment.says, True)}
    if segment.outer:
        cells[segment.outer] = True
    for row in segment.rows:
        element, first = row.at
        for part in range(row.parts):
            cells[element, first + part] = _cell(row, part)
        if row.reads is INSTANT:
            cells[element, first + 1] = True
    elements = max(element for element, _ in cells) + 1
    return tuple(_element(cells, element) for element in range(elements))


def _cell(row: Row, part: int) -> Holds:
    *owner, name = row.way
    if row.reads is TEXT and not part and not owner and isinstance(name, str):
        return name
    return Cell(name, tuple(owner), part, None if row.reads is TEXT else row.reads.read, row)


def _element(cells: dict[At, Holds], element: int) -> tuple[Holds, ...]:
    known = {position: cell for (at, position), cell in cells.items() if at == element}
    return tuple(known.get(position, False) for position in range(max(known, default=-1) + 1))
