"""PRV: what the goods came under before."""

import re

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import PreviousDocument
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
def previous_document_has_type(document: PreviousDocument) -> Breach | None:
    """A previous document needs its type."""
    if document.type_code:
        return None
    return Breach(at="type_code", found=document.id, remedy="Give the type of document.")


@rule("PRV-003")
def previous_document_has_number(document: PreviousDocument) -> Breach | None:
    """A previous document needs its number."""
    if document.id:
        return None
    return Breach(at="id", found=document.type_code, remedy="Give the number of the document.")


@rule("PRV-004")
def previous_number_is_well_formed(document: PreviousDocument) -> Breach | None:
    """A summary or transit declaration should be named by its movement reference number."""
    if document.type_code not in WITH_MRN or not document.id or _MRN.fullmatch(document.id):
        return None
    return Breach(at="id", found=document.id, remedy="Give the 18 characters of the number.")


@rule("PRV-005")
def previous_number_has_its_width(document: PreviousDocument) -> Breach | None:
    """The number of a previous document has at most 70 characters."""
    if not document.id or len(document.id) <= ID_WIDTH:
        return None
    return Breach(at="id", found=document.id[:80], remedy="Give the number only.")


@rule("PRV-006")
def previous_documents_are_named_once(declaration: Declaration, background: Background) -> list[Breach] | None:
    """A previous document should be named once in one place."""
    if len(background.previous_documents) < 2:
        return None
    seen = set()
    found = []
    for at, one in background.previous_documents:
        key = (at.rpartition("/")[0], one.category_code, one.type_code, one.id, one.line)
        if key in seen:
            found.append(Breach(at=at, found=one.id, remedy="Leave the repetition out."))
        seen.add(key)
    return found or None


@rule("PRV-007")
def previous_line_is_positive(document: PreviousDocument) -> Breach | None:
    """The line of a previous document is counted from 1."""
    if document.line is None or document.line >= 1:
        return None
    return Breach(at="line", found=str(document.line), remedy="Give 1 or more, or leave it out.")
