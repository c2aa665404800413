"""What an officer reads of a declaration first: who, what, which documents; and the grounds the law gives."""

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from clearway.clearance.showing import naming
from clearway.clearance.showing.figures import grouped, in_words, money
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.parties import Party
from clearway.core.law.lawbook import Law
from clearway.platform.calendar import day_in
from clearway.registers.lawbook import public as lawbook
from clearway.stations.controls import public as controls

#: So many items are named on the file; the others are on the page of what was declared.
ITEMS_NAMED = 5


class Item(msgspec.Struct, frozen=True):
    """A goods item in one line."""

    number: int
    commodity: str
    description: str
    origin: str
    mass: str
    value: str


class Document(msgspec.Struct, frozen=True):
    """A document that the declaration leans on, and for which item (0 for all of them)."""

    item: int
    code: str
    title: str
    id: str


def items(declared: Declaration) -> tuple[Item, ...]:
    """The first items, in a line each."""
    return tuple(
        Item(
            number,
            one.commodity or "",
            one.description or "",
            ", ".join(origin.country or "" for origin in one.origins),
            grouped(one.net_mass) if one.net_mass is not None else "",
            money(one.price.amount, one.price.currency) if one.price else "",
        )
        for number, one in enumerate(declared.items[:ITEMS_NAMED], start=1)
    )


def parties(declared: Declaration, day: date) -> dict[str, str]:
    """Who declares, imports and exports: by the name they gave or are registered under, and by their number."""
    named = {"declarant": declared.declarant, "importer": declared.importer, "exporter": declared.exporter}
    known = naming.parties((one.id or "" for one in named.values() if one and not one.name), day)
    return {role: _party(one, known) for role, one in named.items()}


def _party(one: Party | None, known: dict[str, str]) -> str:
    if one is None:
        return ""
    return " · ".join(part for part in (one.name or known.get(one.id or "", ""), one.id) if part)


def documents(declared: Declaration, law: Law) -> tuple[Document, ...]:
    """Every document that is named: for the whole declaration, then item by item."""
    return tuple(_documents(declared, law))


def _documents(declared: Declaration, law: Law) -> Iterator[Document]:
    for one in declared.documents:
        yield _document(0, one, law)
    for number, item in enumerate(declared.items, start=1):
        for one in item.documents:
            yield _document(number, one, law)


def _document(item: int, one: AdditionalDocument, law: Law) -> Document:
    entry = law.code("document_types", one.code) if "document_types" in law.book.codelists else None
    return Document(item, one.code, in_words(entry.titles) if entry else "", one.id or "")


def titles_of_grounds(kind: str, at: datetime) -> dict[str, dict[str, str]]:
    """What the grounds of a decision are called in each language, by code."""
    book = lawbook.current(at)
    law = book.on(day_in(book.country.time_zone, at))
    known = {code: law.code("control_grounds", code) for code in controls.grounds(kind, at)}
    return {code: entry.titles for code, entry in known.items() if entry is not None}


def ground_title(code: str, at: datetime) -> str:
    """What a ground of law is called in the reader's language; its code where the law knows it no more."""
    book = lawbook.current(at)
    law = book.on(day_in(book.country.time_zone, at))
    entry = law.code("control_grounds", code) if "control_grounds" in book.codelists else None
    return in_words(entry.titles) if entry else code
