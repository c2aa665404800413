"""What a country shares: ``sharing/*.csv``, tables of holders, articles, elements, predicates, kinds and cases.

An element is one thing that records say, under one name and title for all kinds; a kind lists those it has.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, get_args

import msgspec

from clearway.core.law.information import (
    About,
    Article,
    Catalogue,
    Comparison,
    Field,
    FieldType,
    Holder,
    InformationKind,
    Predicate,
    Sensitivity,
    System,
)
from clearway.registers.lawbook.packs import accountability, tables
from clearway.registers.lawbook.packs.entries import Entry, as_number
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles

FOLDER = "sharing"
TASKS, ENDS, CASES = (f"{FOLDER}/{name}.csv" for name in ("tasks", "ends", "cases"))
HOLDER, ARTICLE, KIND, NAME, CASE = (
    "[A-Z]{2}[0-9]{6}",
    "[A-Z]{2,6}-[0-9]{1,4}[a-z]?",
    "[A-Z]{3}-[0-9]{3}",
    "[a-z][a-z0-9_]*",
    "[a-z][a-z0-9-]*",
)
_DATED = ("since", "until", "law")
#: Comparisons that only make sense of some types of field.
_TYPES_OF = {
    "on-day": ("date",), "years-at-least": ("date",), "band": ("amount", "number"),
    "at-least": ("amount", "number", "date"), "at-most": ("amount", "number", "date"),
}  # fmt: skip


class _Words(msgspec.Struct):
    """What kinds may have, by name."""

    elements: dict[str, Field]
    predicates: dict[str, Predicate]


def read(files: PackFiles, languages: tuple[str, ...], faults: FaultList) -> Catalogue:
    """The catalogue of a pack; empty where it shares nothing."""
    if not any(files.under(FOLDER)):
        return Catalogue()
    holders = dict(_once(_holders(files, languages, faults)))
    articles = dict(_once(_articles(files, languages, faults)))
    elements = dict(_once(_elements(files, languages, faults)))
    words = _Words(elements, dict(_once(_predicates(files, languages, elements, faults))))
    kinds = dict(_once(_kinds(files, languages, holders, words, faults)))
    articles = _with_tasks(files, articles, kinds, faults)
    return Catalogue(
        holders=holders,
        articles=articles,
        kinds=kinds,
        announced=_announced(files, faults),
        accountability=accountability.read(files, languages, kinds, faults),
        cases=dict(_once(_cases(files, languages, faults))),
    )


def _rows(
    files: PackFiles, name: str, columns: tuple[str, ...], languages: tuple[str, ...], faults: FaultList
) -> Iterator[tuple[Entry, dict[str, str]]]:
    titles = tuple(f"title_{language}" for language in languages)
    for row in tables.rows(files, f"{FOLDER}/{name}.csv", (*columns, *titles), faults):
        yield row, row.titles(languages)


def _once(found: Iterator[tuple[Entry, str, Any]]) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for row, code, one in found:
        if code in seen:
            row.fault("LAW-012", code, "each of them once")
        elif code:
            seen.add(code)
            yield code, one


def _holders(files: PackFiles, languages: tuple[str, ...], faults: FaultList) -> Iterator[tuple[Entry, str, Holder]]:
    for row, titles in _rows(files, "holders", ("code", "system", *_DATED), languages, faults):
        code, system = row.code("code", HOLDER), row.choice("system", get_args(System))
        yield row, code, Holder(code, titles, row.law(), row.period(), system or "rest")  # type: ignore[arg-type] # one of them.


def _articles(
    files: PackFiles, languages: tuple[str, ...], faults: FaultList
) -> Iterator[tuple[Entry, str, Article]]:
    for row, titles in _rows(files, "articles", ("code", *_DATED), languages, faults):
        code = row.code("code", ARTICLE)
        yield row, code, Article(code, titles, row.law(), row.period())


def _with_tasks(
    files: PackFiles, articles: dict[str, Article], kinds: Mapping[str, InformationKind], faults: FaultList
) -> dict[str, Article]:
    """The articles with the kinds that their tasks can need; a pack without the table leaves them open."""
    if TASKS not in set(files.under(FOLDER)):
        return articles
    found = dict(articles)
    for row in tables.rows(files, TASKS, ("article", "kinds"), faults):
        code, spoken = row.text("article"), tuple(row.words("kinds", required=True))
        if code not in articles:
            row.fault("LAW-013", code, "an article of articles.csv")
            continue
        for word in spoken:
            if word not in kinds and not any(kind.startswith(f"{word}-") for kind in kinds):
                row.fault("LAW-013", word, "a kind of kinds.csv, or the first letters of several")
        found[code] = msgspec.structs.replace(articles[code], kinds=spoken)
    return found


def _announced(files: PackFiles, faults: FaultList) -> tuple[int, ...]:
    """On which days before an end it is announced, the furthest first."""
    if ENDS not in set(files.under(FOLDER)):
        return ()
    rows = tables.rows(files, ENDS, ("days", "law"), faults)
    return tuple(sorted({int(row.number("days") or 0) for row in rows}, reverse=True))


def _cases(
    files: PackFiles, languages: tuple[str, ...], faults: FaultList
) -> Iterator[tuple[Entry, str, dict[str, str]]]:
    """What kinds of case are called; a pack without the table shows them as agreements name them."""
    if CASES in set(files.under(FOLDER)):
        for row, titles in _rows(files, "cases", ("code",), languages, faults):
            yield row, row.code("code", CASE), titles


def _elements(files: PackFiles, languages: tuple[str, ...], faults: FaultList) -> Iterator[tuple[Entry, str, Field]]:
    for row, titles in _rows(files, "elements", ("name", "type", "sensitivity"), languages, faults):
        name = row.code("name", NAME)
        kind = row.choice("type", get_args(FieldType)) or "text"
        sensitivity = row.choice("sensitivity", get_args(Sensitivity)) or "special"
        yield row, name, Field(name, titles, kind, sensitivity)  # type: ignore[arg-type] # one of them.


def _predicates(
    files: PackFiles, languages: tuple[str, ...], elements: Mapping[str, Field], faults: FaultList
) -> Iterator[tuple[Entry, str, Predicate]]:
    columns = ("name", "field", "comparison", "bound", "until", "bands", "sensitivity")
    for row, titles in _rows(files, "predicates", columns, languages, faults):
        name, field = row.code("name", NAME), row.text("field")
        comparison = row.choice("comparison", get_args(Comparison))
        until = row.text("until", required=False)
        for element in filter(None, (field, until)):
            if element not in elements:
                row.fault("LAW-013", element, "an element of elements.csv")
        of_type = elements[field].type if field in elements else ""
        if of_type and comparison in _TYPES_OF and of_type not in _TYPES_OF[comparison]:
            row.fault("LAW-008", f"{comparison} of a {of_type}", f"a {' or '.join(_TYPES_OF[comparison])}")
        sensitivity = row.choice("sensitivity", get_args(Sensitivity)) or "special"
        bound = row.text("bound", required=False)
        yield row, name, Predicate(
            name, titles, field, comparison or "is-set", bound, until, _bands(row, comparison), sensitivity  # type: ignore[arg-type] # one of them.
        )  # fmt: skip


def _bands(row: Entry, comparison: str) -> tuple[Decimal, ...]:
    found = tuple(as_number(word) for word in row.words("bands", required=comparison == "band"))
    bands = tuple(one for one in found if one is not None)
    if len(bands) != len(found) or list(bands) != sorted(set(bands)):
        row.fault("LAW-007", row.values.get("bands"), "plain numbers in ascending order, separated by blanks")
        return ()
    return bands


def _kinds(
    files: PackFiles, languages: tuple[str, ...], holders: Mapping[str, Holder], words: _Words, faults: FaultList
) -> Iterator[tuple[Entry, str, InformationKind]]:
    columns = ("code", "holder", "about", "key", "fresh_within", "price", "fields", "predicates", *_DATED)
    for row, titles in _rows(files, "kinds", columns, languages, faults):
        code, holder = row.code("code", KIND), row.text("holder")
        if holder and holder not in holders:
            row.fault("LAW-013", holder, "a holder of holders.csv")
        about = row.choice("about", get_args(About)) or "person"
        yield (
            row,
            code,
            InformationKind(
                code=code,
                holder=holder,
                about=about,  # type: ignore[arg-type] # one of them.
                titles=titles,
                key=row.text("key"),
                fields={one: words.elements[one] for one in _known(row, "fields", words.elements)},
                predicates=_predicates_of(row, words),
                period=row.period(),
                law=row.law(),
                fresh_within=int(row.number("fresh_within") or 0),
                price=row.number("price") or Decimal(0),
            ),
        )


def _predicates_of(row: Entry, words: _Words) -> dict[str, Predicate]:
    """The predicates of a kind; what one judges must be among the kind's own fields."""
    fields = set(row.words("fields"))
    found = {one: words.predicates[one] for one in _known(row, "predicates", words.predicates)}
    for one in found.values():
        if missing := {one.field, one.until} - {"", *fields}:
            row.fault("LAW-013", f"{one.name} judges {', '.join(sorted(missing))}", "fields of the kind")
    return {name: one for name, one in found.items() if {one.field, one.until} <= {"", *fields}}


def _known(row: Entry, column: str, known: Mapping[str, Any]) -> Iterator[str]:
    for word in row.words(column, required=column == "fields"):
        if word in known:
            yield word
        else:
            row.fault("LAW-013", word, f"one of {column} or elements, as their table has them")
