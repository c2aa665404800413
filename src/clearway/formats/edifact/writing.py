"""Segments written from a tree of facts, slot by slot; what is written leaves the tree, the rest stays in it."""

from typing import Any

from clearway.formats.edifact.syntax import Segment as Written
from clearway.formats.edifact.table import At, Row, Segment, Slot
from clearway.formats.edifact.tree import Steps, Tree


def write(slots: tuple[Slot, ...], tree: Tree) -> list[list[Written]]:
    """What the tree says, as the segments of each slot."""
    return [_slot(slot, tree) for slot in slots]


def _slot(slot: Slot, tree: Tree) -> list[Written]:
    out: list[Written] = []
    left = slot.most
    for segment in slot.segments:
        if not segment.is_list:
            made = _one(slot.tag, segment, _reached(tree, segment.way)) if left else []
            out += made
            left -= 1 if made else 0
        elif segment.outer is None:
            left -= _entries(slot.tag, segment, _reached(tree, segment.way), left, {}, out)
        else:
            left -= _inner_entries(slot.tag, segment, tree, left, out)
    return out


def _inner_entries(tag: str, segment: Segment, tree: Tree, left: int, out: list[Written]) -> int:
    """Entries of a list within each entry of another, which their outer position tells apart."""
    *outer, name = segment.way
    assert segment.outer is not None
    before = left
    for position, entry in (_reached(tree, tuple(outer)) or {}).items():
        inner = entry.get(name) if isinstance(entry, dict) else None
        left -= _entries(tag, segment, inner, left, {segment.outer: str(position)}, out)
    return before - left


def _entries(tag: str, segment: Segment, entries: Any, left: int, says: dict[At, str], out: list[Written]) -> int:
    """The first entries of a list, as many as there is room for and as can be said; positions follow their order."""
    if not isinstance(entries, dict):
        return 0
    written = 0
    for position, entry in entries.items():
        if written >= left or not isinstance(entry, dict):
            break
        made = _one(tag, segment, entry, says)
        if not made:
            break
        out += made
        written += 1
        if entry.get("sequence") == position:
            del entry["sequence"]
    return written


def _one(tag: str, segment: Segment, tree: Any, says: dict[At, str] | None = None) -> list[Written]:
    """One segment and what stands below it; nothing where there is nothing to say."""
    if not isinstance(tree, dict):
        if not segment.is_always:
            return []
        tree = {}
    sayable = _sayable(segment, tree)
    if any(at not in sayable for at in segment.demands):
        return []
    cells: dict[At, str] = {}
    for text, row in sayable.values():
        _take(row, text, tree, cells)
    below = [written for slot in segment.slots for written in _slot(slot, tree)]
    if not cells and not below and not says and not segment.is_always:
        return []
    return [_laid_out(tag, cells | segment.says | (says or {})), *below]


def _sayable(segment: Segment, tree: Tree) -> dict[At, tuple[str, Row]]:
    """What the rows of a segment can say in the room there is."""
    found: dict[At, tuple[str, Row]] = {}
    for row in segment.rows:
        if row.needs is not None and row.needs not in found:
            continue
        text = _text(row, tree)
        if text and len(text) <= row.width * row.parts:
            found[row.at] = (text, row)
    return found


def _text(row: Row, tree: Tree) -> str | None:
    """The value of a row in writing; an empty text is left to the supplement."""
    owner = _reached(tree, row.way[:-1])
    value = owner.get(row.way[-1]) if isinstance(owner, dict) else None
    return None if value is None or value == "" else row.reads.write(value)


def _take(row: Row, text: str, tree: Tree, cells: dict[At, str]) -> None:
    """A value leaves the tree for the components it fills; with two rows that could say it, the first one does."""
    *way, name = row.way
    owner = _reached(tree, tuple(way))
    if name not in owner:
        return
    del owner[name]
    element, component = row.at
    for part in range(0, len(text), row.width):
        cells[element, component + part // row.width] = text[part : part + row.width]


def _reached(tree: Tree, way: Steps) -> Any:
    reached: Any = tree
    for step in way:
        if not isinstance(reached, dict):
            return None
        reached = reached.get(step)
    return reached


def _laid_out(tag: str, cells: dict[At, str]) -> Written:
    """The cells in their elements; nothing stands behind the last of them."""
    laid: Written = [[tag]]
    for (element, component), text in sorted(cells.items()):
        while len(laid) <= element:
            laid.append([""])
        laid[element] += [""] * (component + 1 - len(laid[element]))
        laid[element][component] = text
    return laid
