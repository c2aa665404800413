"""DOC: documents, certificates and statements are whole."""

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem
from clearway.core.law.lawbook import Law
from clearway.core.validate.repeats import repeats
from clearway.core.validate.rule import NEW, Breach, rule

#: Widths of numbers and texts in the data model.
ID_WIDTH, STATEMENT_WIDTH = 70, 512
YES = "yes"


@rule("DOC-001")
def documents_have_code(item: GoodsItem) -> list[Breach] | None:
    """A document needs its category and its type."""
    return [
        Breach(at=f"documents/{n}", found=one.code or None, remedy="Give both, for example N and 935.")
        for n, one in enumerate(item.documents, start=1)
        if not one.category_code or not one.type_code
    ] or None


@rule("DOC-002")
def documents_at_head_have_code(declaration: Declaration) -> list[Breach] | None:
    """A document for all goods needs its category and its type."""
    return [
        Breach(at=f"documents/{n}", found=one.code or None, remedy="Give both, for example N and 935.")
        for n, one in enumerate(declaration.documents, start=1)
        if not one.category_code or not one.type_code
    ] or None


@rule("DOC-003", of=NEW)
def documents_have_number(item: GoodsItem, law: Law) -> list[Breach] | None:
    """A document of this kind needs its number."""
    return [
        Breach(at=f"documents/{n}/id", found=one.code, remedy="Give the number of the document.")
        for n, one in enumerate(item.documents, start=1)
        if not one.id and _demands(law, one.code, "needs_id")
    ] or None


@rule("DOC-004", of=NEW)
def documents_have_status(item: GoodsItem, law: Law) -> list[Breach] | None:
    """A document of this kind should say by its status whether it is attached, held or lodged before."""
    return [
        Breach(at=f"documents/{n}/status_code", found=one.code, remedy="Give the status, for example AC or AE.")
        for n, one in enumerate(item.documents, start=1)
        if not one.status_code and _demands(law, one.code, "needs_status")
    ] or None


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
def numbers_have_their_width(item: GoodsItem) -> list[Breach] | None:
    """The number of a document has at most 70 characters."""
    return [
        Breach(at=f"documents/{n}/id", found=one.id[:80], remedy="Give the number only.")
        for n, one in enumerate(item.documents, start=1)
        if one.id and len(one.id) > ID_WIDTH
    ] or None


@rule("DOC-007")
def write_offs_are_something(item: GoodsItem) -> list[Breach] | None:
    """What is written off a permit is more than nothing."""
    return [
        Breach(at=f"documents/{n}/write_off_quantity/value", found="0", remedy="Give the quantity used up.")
        for n, one in enumerate(item.documents, start=1)
        if one.write_off_quantity is not None and one.write_off_quantity.value == 0
    ] or None


@rule("DOC-008")
def write_offs_have_unit(item: GoodsItem) -> list[Breach] | None:
    """A quantity written off a permit needs its unit."""
    return [
        Breach(
            at=f"documents/{n}/write_off_quantity/unit",
            found=str(one.write_off_quantity.value),
            remedy="Give the unit of the permit.",
        )
        for n, one in enumerate(item.documents, start=1)
        if one.write_off_quantity is not None and not one.write_off_quantity.unit
    ] or None


@rule("DOC-009")
def national_documents_have_effect(item: GoodsItem, law: Law) -> list[Breach] | None:
    """A national document of another territory has no effect here."""
    return [
        Breach(at=f"documents/{n}", found=one.code, remedy="Use a code of this territory's list.")
        for n, one in enumerate(item.documents, start=1)
        if one.code[:1].isdigit() and law.code("document_types", one.code) is None
    ] or None


@rule("DOC-010")
def statements_say_something(item: GoodsItem) -> list[Breach] | None:
    """An additional statement needs a code or a text."""
    return [
        Breach(at=f"information/{n}", remedy="Give the code of the statement, or its words.")
        for n, one in enumerate(item.information, start=1)
        if not one.code and not one.description
    ] or None


@rule("DOC-011")
def statements_have_their_width(item: GoodsItem) -> list[Breach] | None:
    """A statement in words has at most 512 characters."""
    return [
        Breach(at=f"information/{n}/description", found=one.description[:80], remedy="Shorten it.")
        for n, one in enumerate(item.information, start=1)
        if one.description and len(one.description) > STATEMENT_WIDTH
    ] or None


@rule("DOC-012", of=NEW)
def import_shows_invoice(item: GoodsItem, declaration: Declaration) -> Breach | None:
    """Goods valued at their price need the invoice among the documents."""
    if item.valuation_method_code != "1":
        return None
    if any(one.type_code in INVOICES for one in (*item.documents, *declaration.documents)):
        return None
    return Breach(at="documents", remedy="Add the invoice, N935 or N380.")


#: Types of the commercial invoice and of the declaration of value.
INVOICES = frozenset({"935", "380", "325", "864", "934"})
