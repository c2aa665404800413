"""The protocol document lists the codes of faults that these formats give, and no others."""

import re
from pathlib import Path

import clearway.formats as package

FORMATS = Path(package.__file__).parent
PROTOCOL = FORMATS.parents[2] / "docs" / "protocols" / "PR-DEC-declaration.md"
CODE = re.compile(r"\bFMT-\d{3}\b")


def test_every_code_is_listed_once() -> None:
    sources = [path for folder in ("wco", "json", "limits") for path in (FORMATS / folder).rglob("*.py")]
    used = {code for path in [*sources, FORMATS / "recognise.py"] for code in CODE.findall(path.read_text("utf-8"))}

    listed = re.findall(r"^\| (FMT-\d{3}) \|", PROTOCOL.read_text("utf-8"), re.MULTILINE)

    assert sorted(listed) == sorted(used)
