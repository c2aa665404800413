"""What CUSDEC has no home for, or no more room: our path and the value, one record each (PR-EDI, section 6).

A record without a value says that a fact is there and says nothing. Records of the same path, one behind the other,
carry one long text.
"""

from collections.abc import Iterator
from typing import Any

from clearway.core.facts.declaration import Declaration
from clearway.formats.edifact import faults
from clearway.formats.edifact.cusdec.mapping import MORE_PARTS, MORE_WIDTH, RECORDS_A_PAGE, VALUE_WIDTH
from clearway.formats.edifact.reading import Reader
from clearway.formats.edifact.tree import EMPTY, Field, Steps, Tree, leaves, place, steps
from clearway.formats.edifact.values import INSTANT, TEXT
from clearway.formats.refusal import Unwritable

_MORE = MORE_WIDTH * MORE_PARTS
_MOST_ENTRIES = 99_999


def pages(tree: Tree, name: str) -> Tree:
    """Everything that is left in a tree of facts, as pages of records."""
    records = [record for way, value in leaves(tree) for record in _records(way, value, name)]
    return {
        page: {
            "sequence": page,
            "records": dict(enumerate(records[start : start + RECORDS_A_PAGE], start=1)),
        }
        for page, start in enumerate(range(0, len(records), RECORDS_A_PAGE), start=1)
    }


def _records(way: Steps, value: object, name: str) -> Iterator[Tree]:
    path = "/".join(map(str, way))
    text = _written(way, value)
    if text is None:
        raise Unwritable(name, path)
    if not text:
        yield {"path": path}
    while text:
        record = {"path": path, "value": text[:VALUE_WIDTH]}
        more = text[VALUE_WIDTH : VALUE_WIDTH + _MORE]
        yield record | ({"more": more} if more else {})
        text = text[VALUE_WIDTH + _MORE :]


def _written(way: Steps, value: Any) -> str | None:
    if value is EMPTY or value == "":
        return ""
    field = place(Declaration, way)
    assert field is not None
    assert field.reads is not None
    text = field.reads.write(value)
    return f"{text}:304" if field.reads is INSTANT and text else text


def spread(given: Any, reader: Reader) -> None:
    """Put what a supplement says where it belongs in the tree of facts."""
    last, held = "", ""
    for page in given.values():
        for record in page.get("records", {}).values():
            path, text = record.get("path", ""), record.get("value", "") + record.get("more", "")
            if path != last:
                _put(last, held, reader)
                held = ""
            last, held = path, held + text
    _put(last, held, reader)


def _put(path: str, text: str, reader: Reader) -> None:
    if not path:
        return
    way = steps(path)
    field = place(Declaration, way)
    if field is None or field.is_list or any(isinstance(step, int) and not 0 < step <= _MOST_ENTRIES for step in way):
        reader.add(faults.BAD_SUPPLEMENT, f"supplement, {faults.shown(path)}", path)
        return
    tree = reader.tree
    for step in way[:-1]:
        tree = tree.setdefault(step, {})
    if field.fact is not None:
        tree.setdefault(way[-1], {})
        return
    if way[-1] in tree:
        reader.add(faults.SAID_TWICE, f"supplement, {path}", text)
        return
    _read(tree, way, field, text, reader)


def _read(tree: Tree, way: Steps, field: Field, text: str, reader: Reader) -> None:
    reads = field.reads or TEXT
    value, _, form = text.rpartition(":") if reads is INSTANT else (text, "", "")
    try:
        tree[way[-1]] = reads.read(value, ["", value, form])
    except (ValueError, OverflowError):
        path = "/".join(map(str, way))
        reader.add(faults.UNREADABLE_VALUE, f"supplement, {path}", text, form=reads.form)
