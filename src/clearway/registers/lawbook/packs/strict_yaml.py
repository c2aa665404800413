"""YAML without its traps: exact decimals, no words that mean true, no key twice, every value with its line."""

import re
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import yaml

from clearway.registers.lawbook.packs.faults import FaultList

Path = tuple[object, ...]

_WORDS: dict[str, bool | None] = {"": None, "null": None, "~": None, "true": True, "false": False}
_WHOLE = re.compile(r"-?(0|[1-9]\d{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9]\d{0,17})\.\d{1,18}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LIKE_A_NUMBER = re.compile(r"[-+.]?\d[\d_.:,eE+-]*|0x[\da-fA-F]+|0o[0-7]+")


class Document(NamedTuple):
    """What a file says, and on which line each part of it stands."""

    value: Any
    lines: dict[Path, int]


class _Reader:
    def __init__(self, file: str, faults: FaultList) -> None:
        self.file = file
        self.faults = faults
        self.lines: dict[Path, int] = {}
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self.seen:
            self.fault(node, "LAW-003", "an alias", "the value itself, written out")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, position)) for position, child in enumerate(node.value)]
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self.scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str | date):
                self.fault(key_node, "LAW-007", f"the key {key_node.value!r}", "a word or a day; quote codes")
                continue
            if key in found:
                self.fault(key_node, "LAW-004", f"{key} again", "each key once")
            self.lines[*path, key] = key_node.start_mark.line + 1
            found[key] = self.value(value_node, (*path, key))
        return found

    def scalar(self, node: yaml.Node) -> Any:
        text = node.value
        # A quoted or folded scalar is text, whatever it looks like.
        if node.style:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _DAY.fullmatch(text):
            return self.day(node)
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
        if _LIKE_A_NUMBER.fullmatch(text):
            self.fault(node, "LAW-007", text, "a plain decimal number, or the code in quotes")
        return text

    def day(self, node: yaml.Node) -> date | None:
        try:
            return date.fromisoformat(node.value)
        except ValueError:
            self.fault(node, "LAW-007", node.value, "a day of the calendar, as 2026-01-31")
            return None

    def fault(self, node: yaml.Node, code: str, found: str, would_pass: str) -> None:
        self.faults.add(self.file, node.start_mark.line + 1, code, found, would_pass)


def read(text: str, file: str, faults: FaultList) -> Document | None:
    """A YAML file as plain values; nothing where it cannot be read at all."""
    reader = _Reader(file, faults)
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        found = getattr(error, "problem", None) or "text that is not YAML"
        faults.add(file, mark.line + 1 if mark else 0, "LAW-003", found, "well-formed YAML")
        return None
    if node is None:
        return Document(None, {})
    return Document(reader.value(node, ()), reader.lines)
