"""PRV: what the goods came under before."""

import re

from clearway.core.facts.declaration import Declaration
from clearway.core.validate.background import Background
from clearway.core.validate.rule import NEW, Breach, rule

_MRN = re.compile(r"[0-9]{2}[A-Z]{2}[A-Z0-9]{14}")
#: Types of previous documents that are known by a movement reference number.
WITH_MRN = frozenset({"MRN", "355", "821", "822"})
#: Width of a document's number in the data model.
ID_WIDTH = 70


@rule("PRV-001", of=NEW)
def arrival_is_referred_to(declaration: Declaration, background: Background) -> Breach | None:
    """A full import declaration should name the summary declaration or transit under which the goods came."""
    if not background.is_complete or declaration.goods_shipment is None:
        return None
    if background.previous_documents:
        return None
    return Breach(at="goods_shipment/previous_documents", remedy="Name the document of arrival.")


@rule("PRV-002")
def previous_documents_have_type(declaration: Declaration, background: Background) -> list[Breach] | None:
    """A previous document needs its type."""
    return [
        Breach(at=f"{at}/type_code", found=one.id, remedy="Give the type of document.")
        for at, one in background.previous_documents
        if not one.type_code
    ] or None


@rule("PRV-003")
def previous_documents_have_number(declaration: Declaration, background: Background) -> list[Breach] | None:
    """A previous document needs its number."""
    return [
        Breach(at=f"{at}/id", found=one.type_code, remedy="Give the number of the document.")
        for at, one in background.previous_documents
        if not one.id
    ] or None


@rule("PRV-004")
def previous_numbers_are_well_formed(declaration: Declaration, background: Background) -> list[Breach] | None:
    """A summary or transit declaration should be named by its movement reference number."""
    return [
        Breach(at=f"{at}/id", found=one.id, remedy="Give the 18 characters of the number.")
        for at, one in background.previous_documents
        if one.type_code in WITH_MRN and one.id and not _MRN.fullmatch(one.id)
    ] or None


@rule("PRV-005")
def previous_numbers_have_their_width(declaration: Declaration, background: Background) -> list[Breach] | None:
    """The number of a previous document has at most 70 characters."""
    return [
        Breach(at=f"{at}/id", found=one.id[:80], remedy="Give the number only.")
        for at, one in background.previous_documents
        if one.id and len(one.id) > ID_WIDTH
    ] or None


@rule("PRV-006")
def previous_documents_are_named_once(declaration: Declaration, background: Background) -> list[Breach] | None:
    """A previous document should be named once in one place."""
    seen = set()
    found = []
    for at, one in background.previous_documents:
        key = (at.rpartition("/")[0], one.category_code, one.type_code, one.id, one.line)
        if key in seen:
            found.append(Breach(at=at, found=one.id, remedy="Leave the repetition out."))
        seen.add(key)
    return found or None


@rule("PRV-007")
def previous_lines_are_positive(declaration: Declaration, background: Background) -> list[Breach] | None:
    """The line of a previous document is counted from 1."""
    return [
        Breach(at=f"{at}/line", found=str(one.line), remedy="Give 1 or more, or leave it out.")
        for at, one in background.previous_documents
        if one.line is not None and one.line < 1
    ] or None
