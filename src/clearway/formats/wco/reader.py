"""Mapping tables as fast readers: made once, at import, from the tree of elements a table describes."""

from collections.abc import Callable
from typing import Any

from lxml import etree

from clearway.formats.wco.nodes import Node
from clearway.formats.wco.rows import Part
from clearway.formats.wco.values import Faults, Step

Read = Callable[[etree._Element, Faults], Any]
#: Stands in front of the tag of a wrapper that was seen, among the values gathered so far.
SEEN = "/"


def reader(node: Node, part: Part, namespace: str) -> Read:
    """A function that reads a class, as the table has it, into its facts; what is wrong goes to the faults."""
    fill = _fill(node, part, namespace)
    required = tuple((field, _tag(part, field)) for field in part.required)
    fact = part.fact or _alone(part)
    finish = _finish(node, part)

    def read(element: etree._Element, faults: Faults) -> Any:
        values: dict[str, Any] = {}
        fill(element, values, faults)
        if finish is not None:
            finish(values)
        for field, tag in required:
            if field not in values:
                if not _is_said(element.find(f"{{{namespace}}}{tag}")):
                    faults.missing(element, tag)
                return None
        return fact(**values)

    return read


def _is_said(element: etree._Element | None) -> bool:
    """Whether an element says something, be it wrong; what is wrong with it is a fault of its own."""
    return element is not None and bool(len(element) or (element.text or "").strip())


def _finish(node: Node, part: Part) -> Callable[[dict[str, Any]], None] | None:
    """Lists are closed and the memory of wrappers is dropped, where a class has any."""
    wrappers = _wrappers(node)
    lists = tuple(row.field for row in part.rows if row.many)
    if not wrappers and not lists:
        return None

    def finish(values: dict[str, Any]) -> None:
        for wrapper in wrappers:
            values.pop(wrapper, None)
        for field in lists:
            if field in values:
                values[field] = tuple(values[field])

    return finish


def _alone(part: Part) -> Callable[..., Any]:
    """A class that carries a single value is that value."""
    field = part.rows[0].field

    def value(**values: Any) -> Any:
        return values.get(field)

    return value


def _tag(part: Part, field: str) -> str:
    row = part.row(field)
    assert row is not None, field
    return row.tag


def _wrappers(node: Node) -> tuple[str, ...]:
    """The wrappers below a class, as they are remembered; the classes below have their own."""
    found: list[str] = []
    for child in node.children.values():
        if child.row is None:
            found += [SEEN + child.tag, *_wrappers(child)]
    return tuple(found)


def _fill(node: Node, part: Part, namespace: str) -> Step:
    return filling({f"{{{namespace}}}{tag}": _step(child, part, namespace) for tag, child in node.children.items()})


def filling(steps: dict[str, Step]) -> Step:
    """A function that takes everything below an element into the values, by the steps for the names it may meet."""

    def fill(element: etree._Element, values: dict[str, Any], faults: Faults) -> None:
        if element.keys():
            faults.attributes(element)
        text = element.text
        if text is not None and text.strip():
            faults.stray_text(element, text)
        for child in element[:]:  # type: ignore[index] # A slice, which the types of lxml forget, is twice as fast.
            step = steps.get(child.tag)
            if step is None:
                faults.unknown(child)
            else:
                step(child, values, faults)
            text = child.tail
            if text is not None and text.strip():
                faults.stray_text(element, text)

    return fill


def _step(node: Node, part: Part, namespace: str) -> Step:
    if node.row is None:
        return _wrapper(node, part, namespace)
    if not isinstance(node.row.reads, Part):
        return node.row.reads.step(node.row.field, part.limit(node.row))
    read = reader(node, node.row.reads, namespace)
    if node.row.many:
        return _entry(node, read, part.most(node.row))
    return _single(node, read)


def _wrapper(node: Node, part: Part, namespace: str) -> Step:
    fill = _fill(node, part, namespace)
    seen = SEEN + node.tag

    def step(element: etree._Element, values: dict[str, Any], faults: Faults) -> None:
        if seen in values:
            faults.repeated(element)
            return
        values[seen] = True
        fill(element, values, faults)

    return step


def _single(node: Node, read: Read) -> Step:
    assert node.row is not None
    field = node.row.field
    nothing = _nothing(node.row.reads)

    def step(element: etree._Element, values: dict[str, Any], faults: Faults) -> None:
        value = read(element, faults)
        if value is None or value == nothing:
            return
        if field in values:
            faults.repeated(element)
            return
        values[field] = value

    return step


def _nothing(part: object) -> Any:
    """The fact that says nothing, where there is one."""
    if not isinstance(part, Part) or part.fact is None or part.required:
        return None
    return part.fact()


def _entry(node: Node, read: Read, most: int) -> Step:
    """An entry of a list keeps its place even where it says nothing."""
    assert node.row is not None
    field = node.row.field

    def step(element: etree._Element, values: dict[str, Any], faults: Faults) -> None:
        entries = values.get(field)
        if entries is None:
            values[field] = [read(element, faults)]
            return
        if len(entries) < most:
            entries.append(read(element, faults))
            return
        if len(entries) == most:
            entries.append(None)
            sentence = "More than {most} entries."
            faults.add(element, "FMT-003", sentence, passes="at most {most} entries", most=str(most))

    return step
