"""What a mapping table is made of: slots of the message's segment table, our segments in them, and rows of values.

A slot says where a segment stands, how often, and which components qualify it. A segment says what it is about: a
fact (``goods_shipment/importer``), each entry of a list (``items[]``), or entries of a list within the entries of
another (``equipment[]/seals[]``: the outer position is then a component of its own). A row's way begins there.
"""

from typing import NamedTuple

from clearway.formats.edifact.tree import Steps, steps
from clearway.formats.edifact.values import TEXT, Reading

#: Where a value stands in a segment: element and component; the tag is element 0, components count from 0.
At = tuple[int, int]


class Row(NamedTuple):
    """One value of ours, and the component it stands in.

    ``element`` is the component's name in the directory (``C080.3036``); ``width`` its size; ``parts`` how many
    components a long text may fill; ``needs`` another component without which this one may not stand.
    """

    way: Steps
    element: str
    at: At
    width: int
    reads: Reading = TEXT
    parts: int = 1
    needs: At | None = None


class Segment(NamedTuple):
    """One use of a segment: what it is about, the codes that say so, its rows, and the slots below it.

    ``says`` are the fixed codes by component, the qualifiers among them. ``outer`` is the component that holds the
    position in the outer list. ``demands`` are components without which it may not stand. ``is_always`` marks what is
    written even where there is nothing to say. ``way`` leads to the fact or list it is about, ``is_list`` says that
    each use is one entry.
    """

    about: str
    says: dict[At, str]
    rows: tuple[Row, ...]
    slots: tuple["Slot", ...] = ()
    outer: At | None = None
    demands: tuple[At, ...] = ()
    is_always: bool = False
    way: Steps = ()
    is_list: bool = False


class Slot(NamedTuple):
    """A place in the segment table: its group (or none), tag, most uses, what qualifies it, and our uses of it."""

    group: str
    tag: str
    most: int
    key: tuple[At, ...]
    segments: tuple[Segment, ...]


def row(
    way: str,
    element: str,
    at: At,
    width: int,
    *,
    reads: Reading = TEXT,
    parts: int = 1,
    needs: At | None = None,
) -> Row:
    """A row, its way written as a path."""
    return Row(steps(way), element, at, width, reads, parts, needs)


def use(
    about: str,
    says: dict[At, str],
    *rows: Row,
    below: tuple[Slot, ...] = (),
    outer: At | None = None,
    demands: tuple[At, ...] = (),
    is_always: bool = False,
) -> Segment:
    """A use of a segment."""
    way = steps(about.replace("[]", "")) if about else ()
    return Segment(about, says, rows, below, outer, demands, is_always, way, about.endswith("[]"))


def slot(place: str, most: int, key: tuple[At, ...], *segments: Segment) -> Slot:
    """A slot, its place written as ``SG6/NAD`` or ``BGM``."""
    group, _, tag = place.rpartition("/")
    return Slot(group, tag, most, key, segments)
