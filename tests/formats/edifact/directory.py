"""Directory D.23A as published, where the corpus is present: segment tables, segments, elements and codes."""

import os
import xml.etree.ElementTree as ElementTree
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from clearway.formats.edifact.syntax import Segment

ROOT = Path(os.environ.get("CLEARWAY_CORPUS", "../shared/data")) / "edifact"
D23A, SAMPLES = ROOT / "d23a", ROOT / "samples"
needs_directory = pytest.mark.skipif(not ROOT.is_dir(), reason=f"no directory at {ROOT}: set CLEARWAY_CORPUS")

#: The transcription has lost the marks (C210) between the first and the second element of PCI.
INCOMPLETE = frozenset({"PCI"})
#: Units are those of UN/ECE Recommendation 20; the directory lists only a few beside it.
LISTED_ELSEWHERE = frozenset({"6411"})
#: Service segments are not part of a directory.
SERVICE = frozenset({"UNH", "UNS", "UNT"})


class Component(NamedTuple):
    """A data element where it stands: its number, its size, and whether it must be there."""

    id: str
    width: int
    is_required: bool


def _tree(name: str) -> ElementTree.Element:
    return ElementTree.parse(D23A / name).getroot()


@cache
def message(name: str) -> ElementTree.Element:
    """The segment table of a message."""
    return _tree(f"messages/{name}.xml")


@cache
def segments() -> dict[str, list[tuple[bool, list[Component]]]]:
    """Every segment: its elements, whether each must be there, and their components."""
    return {each.attrib["id"]: [_element(child) for child in each] for each in _tree("segments.xml")}


def _element(given: ElementTree.Element) -> tuple[bool, list[Component]]:
    parts = list(given) or [given]
    return given.get("required") == "true", [
        Component(part.attrib["id"], int(part.attrib["maxlength"]), part.get("required") == "true") for part in parts
    ]


@cache
def codes(element: str) -> frozenset[str]:
    """The codes of a coded element."""
    found = next((each for each in _tree("codes.xml") if each.get("id") == element), None)
    return frozenset() if found is None else frozenset(code.attrib["id"] for code in found)


def misplaced(given: list[Segment], table: ElementTree.Element) -> str | None:
    """What does not follow the segment table, or nothing."""
    end, wrong = _consumed(given, 0, list(table))
    if wrong:
        return wrong
    return None if end == len(given) else f"segment {end + 1} {given[end]} has no place"


def _consumed(given: list[Segment], at: int, table: list[ElementTree.Element]) -> tuple[int, str | None]:
    for slot in table:
        if slot.tag == "defaults":
            continue
        tag = slot.attrib["id"] if slot.tag == "segment" else slot[0].attrib["id"]
        uses = 0
        while at < len(given) and given[at][0][0] == tag and uses < int(slot.attrib["maxrepeat"]):
            uses += 1
            if slot.tag == "segment":
                at += 1
                continue
            at, wrong = _consumed(given, at, list(slot))
            if wrong:
                return at, wrong
        if slot.get("required") and not uses:
            return at, f"{tag} is missing before segment {at + 1}"
    return at, None


def misshapen(segment: Segment) -> list[str]:
    """Components of a segment that are too long, unknown, or missing although they must be there."""
    tag = segment[0][0]
    if tag in SERVICE | INCOMPLETE:
        return []
    elements = segments()[tag]
    wrong = [f"{tag} has {len(segment) - 1} elements"] if len(segment) - 1 > len(elements) else []
    for number, (is_required, components) in enumerate(elements, start=1):
        said = segment[number] if number < len(segment) else []
        if is_required and not any(said):
            wrong.append(f"{tag} lacks element {number}")
        if len(said) > len(components):
            wrong.append(f"{tag}, element {number} has {len(said)} components")
        for component, text in zip(components, [*said, *[""] * len(components)], strict=False):
            if len(text) > component.width or (component.is_required and any(said) and not text):
                wrong.append(f"{tag}, element {number}, {component.id}: {text!r}")
    return wrong
