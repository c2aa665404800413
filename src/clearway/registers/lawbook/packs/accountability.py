"""What a country's pack says of misuse, savings and refunds: ``sharing/{patterns,costs,documents,owed,kinship}.csv``.

Each table may be missing: a country that has none flags nothing, counts no savings, finds no refunds.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, get_args

from clearway.core.law.accountability import (
    Accountability,
    Cost,
    Document,
    Kinship,
    Owed,
    Pattern,
    PatternCode,
    Range,
)
from clearway.core.law.information import InformationKind
from clearway.registers.lawbook.packs import tables
from clearway.registers.lawbook.packs.entries import Entry
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles

FOLDER = "sharing"
_DATED = ("since", "until", "law")
_RANGE = ("low", "likely", "high")
_COSTS = ("minutes", "hour", "transport", "print")
_CODE = "[a-z][a-z-]*"
_MOST_WEIGHT = 100


def read(
    files: PackFiles, languages: tuple[str, ...], kinds: Mapping[str, InformationKind], faults: FaultList
) -> Accountability:
    """Every row of every table, through time."""
    return Accountability(
        patterns=tuple(_patterns(files, languages, faults)),
        costs=tuple(_costs(files, languages, faults)),
        documents=tuple(_documents(files, languages, kinds, faults)),
        owed=tuple(_owed(files, languages, kinds, faults)),
        kinship=tuple(_kinship(files, kinds, faults)),
    )


def _rows(
    files: PackFiles,
    name: str,
    columns: tuple[str, ...],
    languages: tuple[str, ...],
    faults: FaultList,
    *,
    also: str = "",
) -> Iterator[Entry]:
    path = f"{FOLDER}/{name}.csv"
    if path not in files.files:
        return
    prefixes = ("title_", also) if also else ("title_",)
    titles = tuple(f"{prefix}{language}" for prefix in prefixes for language in languages)
    yield from tables.rows(files, path, (*columns, *_DATED, *titles), faults)


def _patterns(files: PackFiles, languages: tuple[str, ...], faults: FaultList) -> Iterator[Pattern]:
    for row in _rows(files, "patterns", ("code", "most", "within", "weight", "explained"), languages, faults):
        code: Any = row.choice("code", get_args(PatternCode))
        weights = [int(row.number(column) or 0) for column in ("weight", "explained")]
        if not all(0 <= one <= _MOST_WEIGHT for one in weights):
            row.fault("LAW-007", f"weights {weights}", f"numbers from 0 to {_MOST_WEIGHT}")
        yield Pattern(
            code, row.titles(languages), row.period(), row.law(),
            int(row.number("most", required=False) or 0), int(row.number("within", required=False) or 0), *weights,
        )  # fmt: skip


def _costs(files: PackFiles, languages: tuple[str, ...], faults: FaultList) -> Iterator[Cost]:
    for row in _rows(files, "costs", ("code", *_RANGE), languages, faults):
        code: Any = row.choice("code", _COSTS)
        yield Cost(code, row.titles(languages), row.period(), row.law(), _range(row))


def _documents(
    files: PackFiles, languages: tuple[str, ...], kinds: Mapping[str, InformationKind], faults: FaultList
) -> Iterator[Document]:
    replaced: dict[str, str] = {}
    for row in _rows(files, "documents", ("code", *_RANGE, "kinds"), languages, faults):
        code, named = row.code("code", _CODE), row.words("kinds", required=True)
        for one in named:
            if one not in kinds:
                row.fault("LAW-013", one, "a kind of kinds.csv")
            elif replaced.setdefault(one, code) != code:
                row.fault("LAW-012", one, "one document for each kind")
        yield Document(code, row.titles(languages), row.period(), row.law(), _range(row), frozenset(named))


def _owed(
    files: PackFiles, languages: tuple[str, ...], kinds: Mapping[str, InformationKind], faults: FaultList
) -> Iterator[Owed]:
    columns = ("code", "organisation", "article", "kind", "field", "unless")
    for row in _rows(files, "owed", columns, languages, faults, also="how_"):
        kind, field, unless, organisation, article = (
            row.text(column, required=False) for column in ("kind", "field", "unless", "organisation", "article")
        )
        if kind and kind not in kinds:
            row.fault("LAW-013", kind, "a kind of kinds.csv")
        if kind and not (organisation and article):
            row.fault("LAW-006", "no organisation or article", "who asks, and for which article")
        if kind in kinds and field not in kinds[kind].fields:
            row.fault("LAW-013", field, f"a field of {kind}")
        other, _, answer = unless.partition(":")
        if unless and (other not in kinds or answer not in kinds[other].predicates):
            row.fault("LAW-013", unless, "KIND:answer, an answer of a kind of kinds.csv")
        how = row.titles(languages, "how_")
        yield Owed(
            row.code("code", _CODE), row.titles(languages), how, row.period(), row.law(), organisation, article, kind,
            field, (other, answer),
        )  # fmt: skip


def _kinship(files: PackFiles, kinds: Mapping[str, InformationKind], faults: FaultList) -> Iterator[Kinship]:
    for row in _rows(files, "kinship", ("organisation", "article", "kind", "household"), (), faults):
        kind, household = row.text("kind"), row.text("household")
        if kind not in kinds or household not in kinds[kind].fields:
            row.fault("LAW-013", f"{kind} {household}", "a kind of kinds.csv and one of its fields")
        yield Kinship(row.text("organisation"), row.text("article"), kind, household, row.period(), row.law())


def _range(row: Entry) -> Range:
    low, likely, high = (row.number(column) or Decimal(0) for column in _RANGE)
    if not 0 <= low <= likely <= high:
        row.fault("LAW-010", f"{low}, {likely}, {high}", "a least, a likeliest and a greatest number, in that order")
    return Range(low, likely, high)
