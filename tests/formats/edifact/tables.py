"""The normative tables of PR-EDI and PR-EDR, made from the mapping: ``python -m tests.formats.edifact.tables``."""

import re

from clearway.formats.edifact.cusdec.pointers import POINTERS as DECLARATION
from clearway.formats.edifact.cusres.message import POINTERS as REPLY
from clearway.formats.edifact.faults import KINDS
from clearway.formats.edifact.pointers import Pointers

_ELEMENT = re.compile(r"(?:C[0-9]{3}|[0-9]{4})[^/]*\Z")


def places(pointers: Pointers) -> list[str]:
    """One line for every value that has a place of its own."""
    return [
        f"| `{'/'.join(map(str, way)).replace('#', 'n')}` | `{pointer.replace('{}', 'n')}` |"
        for way, pointer in pointers.paths().items()
        if _ELEMENT.search(pointer)
    ]


def codes() -> list[str]:
    """One line for every fault."""
    return [f"| {kind.code} | {kind.sentence} | {kind.passes} |" for kind in KINDS]


def text() -> str:
    """All three tables."""
    return "\n\n".join("\n".join(table) for table in (places(DECLARATION), places(REPLY), codes()))


if __name__ == "__main__":
    print(text())  # noqa: T201 - printing is what it is for
