"""A mapping table put to work: one class of the WCO model, read, written and pointed into."""

from typing import Any

from lxml import etree

from clearway.formats.refusal import Unwritable
from clearway.formats.wco import nodes, pointers, reader, writer
from clearway.formats.wco.faults import Faults
from clearway.formats.wco.rows import Part


class Mapping:
    """The outermost class of a message: its tag, WCO class, namespace, and the table of what stands in it."""

    def __init__(self, tag: str, id: str, part: Part, *, namespace: str) -> None:
        self.part = part
        self.namespace = namespace
        self.root = nodes.tree(tag, id, part)
        self._read = reader.reader(self.root, part, namespace)
        self._write = writer.writer(self.root, part)

    def read(self, element: etree._Element, faults: Faults) -> Any:
        """The facts of an element; what is wrong with it goes to the faults."""
        return self._read(element, faults)

    def write(self, fact: Any) -> str:
        """The elements inside the class, or ``Unwritable`` with every path the class has no place for."""
        pieces: list[str] = []
        try:
            self._write(fact, pieces)
        except writer.Unsaid as error:
            raise Unwritable("wco", *writer.unsaid(self.part, fact)) from error
        return "".join(pieces)

    def pointer(self, path: str) -> str:
        """The WCO pointer of one of our paths."""
        return pointers.pointer(self.root, self.part, path)

    def path(self, pointer: str) -> str:
        """Our path of a WCO pointer."""
        return pointers.path(self.root, pointer)
