"""Segments read into a tree of facts by a prepared table; what the table does not know is a fault with its place."""

from typing import NamedTuple

from clearway.formats.edifact import faults
from clearway.formats.edifact.faults import fault
from clearway.formats.edifact.plan import Cell, Choice, Holds, Level, Use, component, qualifier
from clearway.formats.edifact.syntax import Segment
from clearway.formats.edifact.table import At
from clearway.formats.edifact.tree import Steps, Tree
from clearway.formats.refusal import Fault, Unreadable


class Position(NamedTuple):
    """A place in a message as its sender counts: segments from UNH, elements and components from 1."""

    message: int
    segment: int
    tag: str
    element: int = 0
    component: int = 0

    def __str__(self) -> str:
        inside = f", element {self.element}" if self.element else ""
        inside += f".{self.component}" if self.component else ""
        return f"message {self.message}, segment {self.segment} {self.tag}{inside}"


class _Open:
    """A segment that others may stand below, how far its slots were read, and what it is about."""

    __slots__ = ("counts", "level", "position", "tree", "way")

    def __init__(self, level: Level, tree: Tree, way: Steps) -> None:
        self.level = level
        self.tree = tree
        self.way = way
        self.position = 0
        self.counts: dict[int, int] = {}


class Reader:
    """Reads the segments of one message into ``tree``; ``places`` are kept where they are asked for."""

    def __init__(self, level: Level, message: int, *, is_traced: bool = False) -> None:
        self.tree: Tree = {}
        self.found: list[Fault] = []
        self.places: dict[Steps, Position] = {}
        self._message = message
        self._is_traced = is_traced
        self._open = [_Open(level, self.tree, ())]
        self._number = 0
        self._segment: Segment = []

    def read(self, segments: list[Segment], first: int) -> None:
        """Read segments, the first of which has the given number in its message."""
        for number, segment in enumerate(segments, start=first):
            self._number, self._segment = number, segment
            use = self._use(segment)
            if use is not None:
                self._take(use, segment)

    def add(self, kind: faults.Kind, at: Position | str, found: object = "", **facts: object) -> None:
        """Name one fault; after too many of them the message is read no further."""
        self.found.append(fault(kind, str(at), found, **facts))
        if len(self.found) >= faults.MOST_FAULTS:
            raise Unreadable(*self.found)

    def _at(self, element: int = 0, component: int = 0) -> Position:
        return Position(self._message, self._number, faults.shown(self._segment[0][0]), element, component)

    def _use(self, segment: Segment) -> Use | None:
        """The use of a segment that stands here, in the innermost open segment that has one, in its order."""
        tag = segment[0][0]
        opened = self._open
        for depth in range(len(opened) - 1, -1, -1):
            frame = opened[depth]
            known = frame.level.get(tag)
            if known is None:
                continue
            for choice, use in known.uses.get(qualifier(segment, known.key), ()):
                if choice.position >= frame.position:
                    del opened[depth + 1 :]
                    frame.position = choice.position
                    count = frame.counts[choice.position] = frame.counts.get(choice.position, 0) + 1
                    if count > choice.most:
                        self._too_many(choice, count)
                    return use
        self._refuse(tag, segment)
        return None

    def _too_many(self, choice: Choice, count: int) -> None:
        """A message with too many of one use is read no further."""
        self.add(faults.TOO_MANY, self._at(), count, most=choice.most)
        raise Unreadable(*self.found)

    def _refuse(self, tag: str, segment: Segment) -> None:
        """Name what is wrong with a segment that has no place: its qualifier, its order, or the segment itself."""
        levels = [(frame.position, frame.level[tag]) for frame in reversed(self._open) if tag in frame.level]
        for position, known in levels:
            codes = [code for choice in known.choices if choice.position >= position for code in choice.codes]
            if known.key and codes:
                element, first = known.key[0]
                given = qualifier(segment, known.key)
                self.add(faults.UNKNOWN_QUALIFIER, self._at(element, first + 1), given, choice=", ".join(codes))
                return
        if levels:
            self.add(faults.OUT_OF_ORDER, self._at(), tag)
            return
        expected = {each for frame in self._open for each in frame.level}
        self.add(faults.UNKNOWN_SEGMENT, self._at(), tag, choice=", ".join(sorted(expected)))

    def _take(self, use: Use, segment: Segment) -> None:
        """Read one segment into the fact it is about."""
        tree, way = self._about(use, segment)
        for at, code in use.fixed:
            if component(segment, at) != code:
                self.add(faults.UNKNOWN_QUALIFIER, self._at(at[0], at[1] + 1), component(segment, at), choice=code)
        self._fill(tree, segment, use.layout)
        if self._is_traced:
            self._keep_places(use, segment, way)
        if use.below:
            self._open.append(_Open(use.below, tree, way))

    def _fill(self, tree: Tree, segment: Segment, layout: tuple[tuple[Holds, ...], ...]) -> None:
        """Read every component that says something."""
        most = len(layout)
        only_tag = len(segment[0]) == 1
        for element in range(only_tag, len(segment)):
            cells = layout[element] if element < most else ()
            for position, text in enumerate(segment[element]):
                if not text:
                    continue
                cell = cells[position] if position < len(cells) else False
                if cell is True:
                    continue
                if cell.__class__ is str and cell not in tree:
                    tree[cell] = text
                else:
                    self._set(cell, tree, text, segment[element], (element, position + 1))

    def _about(self, use: Use, segment: Segment) -> tuple[Tree, Steps]:
        """The fact a use is about, begun if it is new, and the way to it (only where places are kept)."""
        frame = self._open[-1]
        tree = frame.tree
        if use.outer is not None:
            return self._inner_entry(use, segment, tree)
        for step in use.about:
            tree = tree.setdefault(step, {})
        way: Steps = (*frame.way, *use.about) if self._is_traced else ()
        if use.is_list:
            entry: Tree = {}
            tree[len(tree) + 1] = entry
            return entry, (*way, len(tree))
        return tree, way

    def _inner_entry(self, use: Use, segment: Segment, tree: Tree) -> tuple[Tree, Steps]:
        *outer, name = use.about
        assert use.outer is not None
        element, position = use.outer
        text = component(segment, use.outer)
        if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) and len(text) < 6):
            self.add(faults.UNREADABLE_VALUE, self._at(element, position + 1), text, form="a position from 1")
            return {}, ()
        for step in (*outer, int(text), name):
            tree = tree.setdefault(step, {})
        entry: Tree = {}
        tree[len(tree) + 1] = entry
        return entry, (*outer, int(text), name, len(tree))

    def _set(self, cell: Holds, tree: Tree, text: str, element: list[str], at: At) -> None:
        """Put a value where it belongs, or name why it has no place."""
        if cell is False:
            self.add(faults.UNKNOWN_ELEMENT, self._at(*at), text)
            return
        if not isinstance(cell, Cell):
            self.add(faults.SAID_TWICE, self._at(*at), text)
            return
        for step in cell.owner:
            tree = tree.setdefault(step, {})
        name = cell.name
        if cell.part:
            tree[name] = tree.get(name, "") + text
        elif name in tree:
            self.add(faults.SAID_TWICE, self._at(*at), text)
        else:
            self._read(cell, tree, text, element, at)

    def _read(self, cell: Cell, tree: Tree, text: str, element: list[str], at: At) -> None:
        try:
            tree[cell.name] = text if cell.reads is None else cell.reads(text, element)
        except (ValueError, OverflowError):
            self.add(faults.UNREADABLE_VALUE, self._at(*at), text, form=cell.row.reads.form)

    def _keep_places(self, use: Use, segment: Segment, way: Steps) -> None:
        """Remember where each value of a segment stands; a text in parts stands where it begins."""
        self.places.setdefault(way, self._at())
        for (element, position), row in use.rows:
            if component(segment, (element, position)):
                self.places.setdefault((*way, *row.way), self._at(element, position + 1))
