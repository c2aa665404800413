"""What records are called: the columns of the evidence, and the codes that stand in them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

import msgspec

from clearway.core.watch import Scenario, ScenarioRefused, Sources, languages
from clearway.core.watch.languages import COMMON, LANGUAGES, Words
from clearway.core.watch.sources import TEXT

Part = Literal["names", "values"]
_PARTS: Final[tuple[Part, ...]] = ("names", "values")
_SCENARIO: Final = re.compile(r"[A-Z]{2}-\d{2,3}[a-z]?")

#: What something is called, by the scenario that calls it so and its name; by no scenario where all of them do.
Called = dict[tuple[str, str], Words]


class Vocabulary(msgspec.Struct, frozen=True):
    """What a pack calls the columns of the evidence, and the codes that records use for words."""

    names: Called = {}
    values: Called = {}

    def label(self, column: str, scenario: Scenario) -> Words:
        """What a column of the evidence is called; one that the pack does not name, as it stands."""
        return _found(self.names, column, scenario) or {COMMON: column.replace("_", " ")}

    def word(self, value: str | None, column: str, scenario: Scenario, sources: Sources) -> Words | None:
        """What a code stands for; nothing where it is none, and never for what names a record."""
        words = _found(self.values, value, scenario) if value else None
        return words if words and _is_said(column, scenario, sources) else None


def read(files: Mapping[str, Any]) -> Vocabulary:
    """The words that packs' files say, by path; packs that name the same thing call it the same."""
    found: dict[Part, Called] = {"names": {}, "values": {}}
    for path, said in files.items():
        for part, scenario, name, told in _entries(said or {}, path):
            words = languages.read(told) or {}
            if not languages.is_whole(words) or found[part].setdefault((scenario, name), words) != words:
                raise ScenarioRefused("WAT-044", found=f"{part}: {name}", allowed=LANGUAGES, place=path)
    return Vocabulary(found["names"], found["values"])


def _entries(said: Any, path: str) -> Iterator[tuple[Part, str, str, Any]]:
    """Every entry with its part; under a scenario's number stand those that are its own."""
    parts = said if isinstance(said, Mapping) else {}
    if parts is not said or not parts.keys() <= set(_PARTS):
        raise ScenarioRefused("WAT-044", found=str(list(parts))[:100], allowed=_PARTS, place=path)
    for part in _PARTS:
        for name, told in dict(parts.get(part) or {}).items():
            if _SCENARIO.fullmatch(name):
                yield from ((part, name, own, words) for own, words in dict(told or {}).items())
            else:
                yield part, "", name, told


def _found(called: Called, name: str, scenario: Scenario) -> Words | None:
    return called.get((scenario.card.id, name)) or called.get(("", name))


def _is_said(column: str, scenario: Scenario, sources: Sources) -> bool:
    """Whether a column of the evidence is text that does not name a record."""
    cell = scenario.query.columns.get(column)
    if cell is None or cell.type != TEXT:
        return False
    tables = [sources.table(name) for name in sorted(scenario.sources)]
    # Where the query calculates, only the name still tells which column of a source it is.
    origins = cell.origins or {(one.name, column) for one in tables}
    return not any(
        scenario.card.keys.get(table.name) == one.name or (one.name,) == table.row or one.refers
        for table in tables
        for one in table.columns
        if (table.name, one.name) in origins
    )
