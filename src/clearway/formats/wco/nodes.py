"""The tree of elements that a mapping table describes: for each element its tag, WCO class or tag id, and row."""

import msgspec

from clearway.formats.wco.rows import Part, Row


class Node(msgspec.Struct):
    """One element: a class, a wrapper that holds facts of the class above it, or a value."""

    tag: str
    id: str
    row: Row | None = None
    children: dict[str, "Node"] = msgspec.field(default_factory=dict)

    @property
    def is_many(self) -> bool:
        """Whether the element may be repeated."""
        return self.row is not None and self.row.many

    def by_id(self, id: str) -> "Node | None":
        """The element below with this WCO id."""
        return next((child for child in self.children.values() if child.id == id), None)


def tree(tag: str, id: str, part: Part, row: Row | None = None) -> Node:
    """The element of a class with everything below it, in the order of the table."""
    root = Node(tag, id, row)
    for each in part.rows:
        _plant(root, each, each.tag.split("/"), each.pointer.split("/"))
    return root


def _plant(node: Node, row: Row, tags: list[str], ids: list[str]) -> None:
    if len(tags) != len(ids):
        raise ValueError(f"{row.tag} and {row.pointer} are not of one length")
    for tag, id in zip(tags[:-1], ids[:-1], strict=True):
        node = node.children.setdefault(tag, Node(tag, id))
    if tags[-1] in node.children:
        raise ValueError(f"{row.tag} stands twice in one table")
    tag, id = tags[-1], ids[-1]
    node.children[tag] = tree(tag, id, row.reads, row) if isinstance(row.reads, Part) else Node(tag, id, row)
