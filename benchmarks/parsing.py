"""Reading a one-item WCO declaration, beside lxml's parsing alone."""

import argparse

from lxml import etree

from benchmarks.measure import Figure, microseconds
from benchmarks.messages import one_item
from clearway.formats import recognise
from tests.proofs.house import House


def figures(house: House, arguments: argparse.Namespace) -> list[Figure]:
    """Microseconds for each format, and the ratio to lxml alone for XML."""
    xml = one_item("wco")
    alone = microseconds(lambda: etree.fromstring(xml))
    found = [Figure("lxml parses one-item XML", alone, "µs")]
    for format in ("wco", "json", "edifact"):
        message = one_item(format)
        spent = microseconds(lambda message=message: recognise.read(message))
        ratio = spent / alone if format == "wco" else None
        found.append(Figure(f"read one item, {format}", spent, "µs", alone, "lxml alone, µs", ratio))
    return found
