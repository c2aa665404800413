"""Our paths as places in a message, and back.

``goods_shipment/items/2/net_mass`` is ``SG32[2]/MEA(WT,AAA)/C174.6314``: segment groups, then the segment, then
composite and element. What qualifies a group or segment stands in round brackets, which use of it is meant in square
ones. A seal has two positions: that of its equipment, and its own.
"""

import re

import msgspec

from clearway.formats.edifact.table import Row, Segment, Slot
from clearway.formats.edifact.tree import Steps, place, steps

#: Stands for a position in the patterns of paths.
_ANY = "#"
_ELEMENT = re.compile(r"(?:C[0-9]{3}(?:\[[0-9]+\])?\.)?[0-9]{4}(?:\[[0-9]+\])?\Z")
_POSITION = re.compile(r"\[([0-9]{1,6})\]")


class UnknownPointer(ValueError):
    """A pointer leads to nothing in the message."""


class Pointers:
    """Every place of a mapping table, by path and by pointer.

    ``elsewhere`` is the pointer, with ``{}`` for the path, of what has no home of its own.
    """

    def __init__(self, slots: tuple[Slot, ...], fact: type[msgspec.Struct], *, start: str, elsewhere: str) -> None:
        self._fact = fact
        self._elsewhere = elsewhere
        self._by_path: dict[Steps, str] = {(): start}
        self._by_pointer: dict[str, Steps] = {start: ()}
        for slot in slots:
            for segment in slot.segments:
                self._add(slot, segment, (), "")

    def pointer(self, path: str) -> str:
        """Where a path stands; a path that ends beyond the facts gives its nearest place above."""
        way = steps(path) if path else ()
        pattern = self._known(way)
        if pattern is None and place(self._fact, way) is not None:
            return self._elsewhere.format(path)
        while pattern is None:
            way = way[:-1]
            pattern = self._known(way)
        positions = [step for step, part in zip(way, pattern, strict=True) if part == _ANY]
        return self._by_path[pattern].format(*positions)

    def path(self, pointer: str) -> str:
        """Our path of a place, or ``UnknownPointer``."""
        before, _, after = self._elsewhere.partition("{}")
        if pointer.startswith(before) and pointer.endswith(after):
            return self._elsewhere_path(pointer, pointer[len(before) : len(pointer) - len(after)])
        positions: list[str] = []
        parts = [_opened(part, positions) for part in pointer.split("/")]
        pattern = self._by_pointer.get("/".join(parts))
        if pattern is None or pattern.count(_ANY) > len(positions):
            raise UnknownPointer(pointer)
        left = iter(positions)
        return "/".join(str(int(next(left))) if step == _ANY else str(step) for step in pattern)

    def paths(self) -> dict[Steps, str]:
        """Every pattern of a path that has a home, with the pattern of its pointer."""
        return dict(self._by_path)

    def _known(self, way: Steps) -> Steps | None:
        """The pattern of a path that has a home: any position in a list, or this very position at its end."""
        last = max((at for at, step in enumerate(way) if isinstance(step, int)), default=0)
        this = (*_pattern(way[:last]), *way[last : last + 1], *_pattern(way[last + 1 :]))
        return next((pattern for pattern in (this, _pattern(way)) if pattern in self._by_path), None)

    def _elsewhere_path(self, pointer: str, path: str) -> str:
        if place(self._fact, steps(path)) is None:
            raise UnknownPointer(pointer)
        return path

    def _add(self, slot: Slot, segment: Segment, above: Steps, before: str) -> None:
        way, at = _about(segment, above), f"{before}{_name(slot, segment)}"
        inside = f"{at}/{slot.tag}" if slot.group else at
        self._know(way, at)
        if segment.is_list:
            self._know(way[:-1], at.removesuffix("[{}]"))
        within = {row.way[:length] for row in segment.rows for length in range(1, len(row.way))}
        for row in segment.rows:
            self._know((*way, *row.way), f"{inside}/{row.element}")
            self._know_parts((*way, *row.way), inside, row)
        for part in within:
            self._know((*way, *part), inside, is_main=len(within) == 1)
        for inner in segment.slots:
            for each in inner.segments:
                self._add(inner, each, way, f"{at}/")

    def _know(self, way: Steps, pointer: str, *, is_main: bool = True) -> None:
        self._by_path.setdefault(way, pointer)
        if is_main:
            self._by_pointer.setdefault(pointer, way)

    def _know_parts(self, way: Steps, inside: str, row: Row) -> None:
        for part in range(1, row.parts):
            self._by_pointer.setdefault(f"{inside}/{row.element}[{part + 1}]", way)


def _about(segment: Segment, above: Steps) -> Steps:
    given = segment.about.replace("[]", f"/{_ANY}")
    return (*above, *given.split("/")) if given else above


def _name(slot: Slot, segment: Segment) -> str:
    qualifier = ",".join(code for at in slot.key if (code := segment.says.get(at, "")))
    name = (slot.group or slot.tag) + (f"({qualifier})" if qualifier else "")
    if segment.outer is not None:
        return f"{name}[{{}}][{{}}]"
    return f"{name}[{{}}]" if segment.is_list else name


def _pattern(way: Steps) -> Steps:
    return tuple(_ANY if isinstance(step, int) else step for step in way)


def _opened(part: str, positions: list[str]) -> str:
    """One step of a pointer with its positions taken out; the brackets of an element belong to its name."""
    if _ELEMENT.match(part):
        return part
    positions += _POSITION.findall(part)
    return _POSITION.sub("[{}]", part)
