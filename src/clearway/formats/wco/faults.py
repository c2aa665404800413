"""What is wrong with an XML message, each fault with its line and WCO pointer; reading goes on to find them all."""

from collections.abc import Iterable

from lxml import etree

from clearway.formats.limits import Wrong, shown
from clearway.formats.refusal import Fault, Unreadable
from clearway.formats.wco import names
from clearway.formats.wco.nodes import Node

#: So many faults are named; a message with more is read no further.
MOST_FAULTS = 100


class Faults:
    """The faults found so far in one message."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.found: list[Fault] = []

    def settle(self) -> None:
        """Refuse the message if anything was wrong with it."""
        if self.found:
            raise Unreadable(*self.found)

    def add(
        self, element: etree._Element, code: str, sentence: str, *, found: str = "", passes: str = "", **facts: str
    ) -> None:
        """Name one fault, at an element."""
        line = str(element.sourceline or 0)
        at = f"{self.pointer(element)} (line {line})"
        self.found.append(Fault(code, at, sentence, shown(found), passes, {"line": line, **facts}))
        if len(self.found) >= MOST_FAULTS:
            self.settle()

    def wrong(self, element: etree._Element, wrong: Wrong, found: str) -> None:
        """A value breaks its limit."""
        self.add(element, wrong.code, wrong.sentence, found=found, passes=wrong.passes, **wrong.facts)

    def unknown(self, element: etree._Element) -> None:
        """An element stands where the model has none of its name."""
        parent = element.getparent()
        node = self._node(parent) if parent is not None else None
        known = ", ".join(node.children) if node else ""
        sentence = "The element {tag} is not known here."
        self.add(
            element, "FMT-105", sentence, found=_name(element), passes="{known}", tag=_name(element), known=known
        )

    def attributes(self, element: etree._Element, allowed: Iterable[str] = ()) -> None:
        """An attribute stands where the model has none of its name; hints to a schema processor are passed over."""
        for name in map(str, element.keys()):
            if name not in names.HINTS and name not in allowed:
                sentence = "The attribute {name} is not known here."
                passes = ", ".join(allowed) or "no attribute"
                self.add(element, "FMT-106", sentence, found=name, passes=passes, name=name)

    def repeated(self, element: etree._Element) -> None:
        """An element that stands once is given again."""
        sentence = "The element {tag} is given more than once."
        self.add(element, "FMT-107", sentence, found=_name(element), passes="one {tag}", tag=_name(element))

    def stray_text(self, element: etree._Element, text: str) -> None:
        """Text stands between elements."""
        self.add(
            element, "FMT-108", "Text stands where only elements may.", found=text.strip(), passes="elements only"
        )

    def missing(self, element: etree._Element, tag: str) -> None:
        """A class lacks an element without which it says nothing."""
        self.add(element, "FMT-109", "The element {tag} is missing.", passes="{tag}", tag=tag)

    def pointer(self, element: etree._Element) -> str:
        """The WCO pointer of an element; where the model ends, the names of the elements."""
        steps = []
        for each in self._line(element):
            node = self._node(each)
            if node is None:
                steps.append(_name(each))
                continue
            before = sum(1 for _ in each.itersiblings(each.tag, preceding=True)) if node.is_many else 0
            steps.append(f"{node.id}[{before + 1}]" if node.is_many else node.id)
        return "/".join(steps) or _name(element)

    def _line(self, element: etree._Element) -> list[etree._Element]:
        """The element and what it stands in, from the class of the message downwards."""
        line = [element, *element.iterancestors()]
        for position, each in enumerate(line):
            if _name(each) == self.root.tag:
                return line[position::-1]
        return []

    def _node(self, element: etree._Element) -> Node | None:
        line = self._line(element)
        node: Node | None = self.root if line else None
        for each in line[1:]:
            node = node.children.get(_name(each)) if node else None
        return node


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
