"""The published schema of a declaration, walked: each element with its place, WCO id, cardinality and facets."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from tests.formats.wco import corpus

XS = "{http://www.w3.org/2001/XMLSchema}"


class Leaf(NamedTuple):
    """An element that holds a value."""

    tags: tuple[str, ...]
    ids: tuple[str, ...]
    repeated: tuple[bool, ...]
    base: str
    facets: dict[str, list[str]]


def leaves() -> Iterator[Leaf]:
    """Every value of the declaration, in the order of the schema."""
    folder = corpus.SCHEMAS / "wco" / "declaration"
    main = etree.parse(folder / "WCO_DEC_2_DMS.xsd").getroot()
    types = etree.parse(folder / "WCO_DS" / "WCO_DEC_DS_2_DMS.xsd").getroot()
    simple = {each.get("name"): each for each in types if isinstance(each.tag, str)}
    whole = next(each for each in main.findall(f"{XS}complexType") if each.get("name") == "Declaration")
    yield from _walk(whole, Leaf((), (), (), "", {}), simple)


def _walk(kind: etree._Element, above: Leaf, simple: dict[str | None, etree._Element]) -> Iterator[Leaf]:
    for element in kind.iterfind(f"{XS}sequence/{XS}element"):
        inner = element.find(f"{XS}complexType")
        here = above._replace(
            tags=(*above.tags, str(element.get("name"))),
            ids=(*above.ids, _id(element)),
            repeated=(*above.repeated, element.get("maxOccurs", "1") != "1"),
        )
        if inner is not None:
            yield from _walk(inner, here, simple)
            continue
        described = simple[str(element.get("type")).split(":")[-1]]
        yield here._replace(base=_base(described), facets=_facets(described))


def _id(element: etree._Element) -> str:
    annotation = element.find(f"{XS}annotation")
    assert annotation is not None
    return "".join(each.text or "" for each in annotation.iter("{*}WCOID"))


def _base(described: etree._Element) -> str:
    restriction = next(described.iter(f"{XS}restriction"))
    return str(restriction.get("base")).split(":")[-1]


def _facets(described: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in described.iter():
        if isinstance(each.tag, str) and each.get("value") is not None:
            found.setdefault(etree.QName(each).localname, []).append(str(each.get("value")))
    return found
