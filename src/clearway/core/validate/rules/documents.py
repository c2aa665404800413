"""DOC: documents, certificates and statements are whole."""

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument, AdditionalInformation
from clearway.core.facts.goods import GoodsItem
from clearway.core.law.lawbook import Law
from clearway.core.validate.repeats import repeats
from clearway.core.validate.rule import NEW, Breach, rule

#: Widths of numbers and texts in the data model.
ID_WIDTH, STATEMENT_WIDTH = 70, 512
YES = "yes"


@rule("DOC-001")
def document_has_code(document: AdditionalDocument) -> Breach | None:
    """A document needs its category and its type."""
    if document.category_code and document.type_code:
        return None
    return Breach(found=document.code or None, remedy="Give both, for example N and 935.")


@rule("DOC-002")
def documents_at_head_have_code(declaration: Declaration) -> list[Breach] | None:
    """A document for all goods needs its category and its type."""
    if not declaration.documents:
        return None
    return [
        Breach(at=f"documents/{n}", found=one.code or None, remedy="Give both, for example N and 935.")
        for n, one in enumerate(declaration.documents, start=1)
        if not one.category_code or not one.type_code
    ] or None


@rule("DOC-003", of=NEW)
def document_has_number(document: AdditionalDocument, law: Law) -> Breach | None:
    """A document of this kind needs its number."""
    if document.id or not _demands(law, document.code, "needs_id"):
        return None
    return Breach(at="id", found=document.code, remedy="Give the number of the document.")


@rule("DOC-004", of=NEW)
def document_has_status(document: AdditionalDocument, law: Law) -> Breach | None:
    """A document of this kind should say by its status whether it is attached, held or lodged before."""
    if document.status_code or not _demands(law, document.code, "needs_status"):
        return None
    return Breach(at="status_code", found=document.code, remedy="Give the status, for example AC or AE.")


def _demands(law: Law, code: str, attribute: str) -> bool:
    entry = law.code("document_types", code)
    return entry is not None and entry.attributes.get(attribute) == YES


@rule("DOC-005")
def documents_are_named_once(item: GoodsItem) -> list[Breach] | None:
    """A document should be named once on an item."""
    if len(item.documents) < 2:
        return None
    keys = [(one.category_code, one.type_code, one.id) for one in item.documents]
    return [
        Breach(at=f"documents/{n}", found=item.documents[n - 1].code, remedy="Leave the repetition out.")
        for n in repeats(keys)
    ] or None


@rule("DOC-006")
def number_has_its_width(document: AdditionalDocument) -> Breach | None:
    """The number of a document has at most 70 characters."""
    if not document.id or len(document.id) <= ID_WIDTH:
        return None
    return Breach(at="id", found=document.id[:80], remedy="Give the number only.")


@rule("DOC-007")
def write_off_is_something(document: AdditionalDocument) -> Breach | None:
    """What is written off a permit is more than nothing."""
    if document.write_off_quantity is None or document.write_off_quantity.value != 0:
        return None
    return Breach(at="write_off_quantity/value", found="0", remedy="Give the quantity used up.")


@rule("DOC-008")
def write_off_has_unit(document: AdditionalDocument) -> Breach | None:
    """A quantity written off a permit needs its unit."""
    quantity = document.write_off_quantity
    if quantity is None or quantity.unit:
        return None
    return Breach(at="write_off_quantity/unit", found=str(quantity.value), remedy="Give the unit of the permit.")


@rule("DOC-009")
def national_document_has_effect(document: AdditionalDocument, law: Law) -> Breach | None:
    """A national document of another territory has no effect here."""
    code = document.code
    if not code[:1].isdigit() or law.code("document_types", code) is not None:
        return None
    return Breach(found=code, remedy="Use a code of this territory's list.")


@rule("DOC-010")
def statement_says_something(statement: AdditionalInformation) -> Breach | None:
    """An additional statement needs a code or a text."""
    if statement.code or statement.description:
        return None
    return Breach(remedy="Give the code of the statement, or its words.")


@rule("DOC-011")
def statement_has_its_width(statement: AdditionalInformation) -> Breach | None:
    """A statement in words has at most 512 characters."""
    if not statement.description or len(statement.description) <= STATEMENT_WIDTH:
        return None
    return Breach(at="description", found=statement.description[:80], remedy="Shorten it.")


@rule("DOC-012", of=NEW)
def import_shows_invoice(item: GoodsItem, declaration: Declaration) -> Breach | None:
    """Goods valued at their price need the invoice among the documents."""
    if item.valuation_method_code != "1":
        return None
    for one in (*item.documents, *declaration.documents):
        if one.type_code in INVOICES:
            return None
    return Breach(at="documents", remedy="Add the invoice, N935 or N380.")


#: Types of the commercial invoice and of the declaration of value.
INVOICES = frozenset({"935", "380", "325", "864", "934"})
