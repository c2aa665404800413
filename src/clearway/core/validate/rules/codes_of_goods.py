"""COD-1xx: codes on the goods and their papers stand in their lists on the day."""

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.goods import GoodsItem
from clearway.core.law.lawbook import Law
from clearway.core.validate.background import Background
from clearway.core.validate.lookup import in_force, missing, unknown, unlisted
from clearway.core.validate.rule import Breach, rule


@rule("COD-101")
def requested_procedure_exists(item: GoodsItem, law: Law) -> list[Breach] | None:
    """The procedure asked for must be in the list of procedures."""
    known = in_force(law, "procedures")
    return [
        missing(law, "procedures", one.current_code, f"procedures/{n}/current_code")
        for n, one in enumerate(item.procedures, start=1)
        if one.previous_code and one.current_code is not None and one.current_code not in known
    ] or None


@rule("COD-102")
def previous_procedure_exists(item: GoodsItem, law: Law) -> list[Breach] | None:
    """The previous procedure must be in the list of procedures, or 00 where there was none."""
    known = in_force(law, "procedures")
    return [
        missing(law, "procedures", one.previous_code, f"procedures/{n}/previous_code")
        for n, one in enumerate(item.procedures, start=1)
        if one.previous_code and one.previous_code != "00" and one.previous_code not in known
    ] or None


@rule("COD-103")
def additional_procedures_exist(item: GoodsItem, law: Law) -> list[Breach] | None:
    """An additional procedure code must be in the list.

    Codes that begin with a digit are national; PRC-010 speaks of those.
    """
    known = in_force(law, "additional_procedures")
    return [
        missing(law, "additional_procedures", one.current_code, f"procedures/{n}/current_code")
        for n, one in enumerate(item.procedures, start=1)
        if one.current_code and not one.previous_code and not _passes(one.current_code, known)
    ] or None


def _passes(code: str, known: frozenset[str]) -> bool:
    """Whether a code is known, or is of a kind that another rule speaks of."""
    return code in known or code[:1].isdigit()


@rule("COD-104")
def documents_exist(item: GoodsItem, law: Law) -> list[Breach] | None:
    """The code of a document must be in the list of documents.

    Codes that begin with a digit are national; DOC-009 speaks of those.
    """
    return _unknown_documents(law, item.documents)


@rule("COD-105")
def documents_at_head_exist(declaration: Declaration, law: Law) -> list[Breach] | None:
    """The code of a document for all goods must be in the list of documents."""
    return _unknown_documents(law, declaration.documents)


def _unknown_documents(law: Law, documents: tuple[AdditionalDocument, ...]) -> list[Breach] | None:
    if not documents:
        return None
    known = in_force(law, "document_types")
    return [
        missing(law, "document_types", one.code, f"documents/{n}")
        for n, one in enumerate(documents, start=1)
        if one.code and not _passes(one.code, known)
    ] or None


@rule("COD-106")
def document_status_exists(item: GoodsItem, law: Law) -> list[Breach] | None:
    """The status of a document must be in the list."""
    return unlisted(law, "document_status", item.documents, "documents", "status_code")


@rule("COD-107")
def previous_document_types_exist(declaration: Declaration, law: Law, background: Background) -> list[Breach] | None:
    """The type of a previous document must be in the list."""
    known = in_force(law, "previous_document_types")
    return [
        missing(law, "previous_document_types", one.type_code, f"{at}/type_code")
        for at, one in background.previous_documents
        if one.type_code is not None and one.type_code not in known
    ] or None


@rule("COD-108")
def previous_document_categories_exist(
    declaration: Declaration, law: Law, background: Background
) -> list[Breach] | None:
    """The category of a previous document must be in the list."""
    known = in_force(law, "previous_document_categories")
    return [
        missing(law, "previous_document_categories", one.category_code, f"{at}/category_code")
        for at, one in background.previous_documents
        if one.category_code is not None and one.category_code not in known
    ] or None


@rule("COD-109")
def package_types_exist(item: GoodsItem, law: Law) -> list[Breach] | None:
    """The kind of packages must be in the list."""
    return unlisted(law, "package_types", item.packages, "packages", "type_code")


@rule("COD-110")
def units_exist(item: GoodsItem, law: Law) -> list[Breach] | None:
    """A unit of quantity must be in the list of units.

    What follows a # qualifies the unit. The base of a tax may also be told in a currency; the base of a tax that is
    not levied here is not looked at.
    """
    quantity, known = item.supplementary_quantity, in_force(law, "units")
    asked = [("supplementary_quantity/unit", quantity.unit)] if quantity and quantity.unit else []
    asked += [
        (f"documents/{n}/write_off_quantity/unit", one.write_off_quantity.unit)
        for n, one in enumerate(item.documents, start=1)
        if one.write_off_quantity is not None and one.write_off_quantity.unit
    ]
    asked += [
        (f"duty_tax_fees/{n}/specific_base/unit", one.specific_base.unit)
        for n, one in enumerate(item.duty_tax_fees, start=1)
        if one.specific_base is not None
        and one.specific_base.unit
        and one.type_code in in_force(law, "tax_types")
        and one.specific_base.unit not in in_force(law, "currencies")
    ]
    return [missing(law, "units", unit, at) for at, unit in asked if unit.partition("#")[0] not in known] or None


@rule("COD-111")
def statements_exist(item: GoodsItem, law: Law) -> list[Breach] | None:
    """The code of an additional statement must be in the list."""
    return unlisted(law, "additional_information", item.information, "information", "code")


@rule("COD-112")
def charges_exist(declaration: Declaration, law: Law) -> list[Breach] | None:
    """The code of an addition or deduction must be in the list.

    The list says whether the charge adds to the price or is taken from it; an unknown one can be neither.
    """
    shipment = declaration.goods_shipment
    if shipment is None:
        return None
    found = unlisted(law, "charge_types", shipment.charges, "goods_shipment/charges", "type_code") or []
    for position, item in shipment.numbered_items():
        if item.charges:
            at = f"goods_shipment/items/{position}/charges"
            found += unlisted(law, "charge_types", item.charges, at, "type_code") or []
    return found or None


@rule("COD-113")
def preference_exists(item: GoodsItem, law: Law) -> list[Breach] | None:
    """The preference must be in the list of preferences."""
    return unlisted(law, "preferences", item.duty_tax_fees, "duty_tax_fees", "regime_code")


@rule("COD-114")
def payment_methods_exist(item: GoodsItem, law: Law) -> list[Breach] | None:
    """The means of payment must be in the list."""
    return unlisted(law, "payment_methods", item.duty_tax_fees, "duty_tax_fees", "payment_method_code")


@rule("COD-115")
def tax_types_exist(item: GoodsItem, law: Law) -> list[Breach] | None:
    """A tax named by the trader should be one that is levied here.

    Customs works out what is owed; what the trader says of another territory's tax has no effect.
    """
    return unlisted(law, "tax_types", item.duty_tax_fees, "duty_tax_fees", "type_code")


@rule("COD-116")
def valuation_method_exists(item: GoodsItem, law: Law) -> Breach | None:
    """The valuation method must be in the list."""
    return unknown(law, "valuation_methods", item.valuation_method_code, "valuation_method_code")


@rule("COD-117")
def transaction_nature_exists(declaration: Declaration, law: Law, background: Background) -> list[Breach] | None:
    """The nature of the transaction must be in the list."""
    shipment = declaration.goods_shipment
    if shipment is None:
        return None
    at = "goods_shipment/transaction_nature_code"
    breach = unknown(law, "transaction_natures", shipment.transaction_nature_code, at)
    found = unlisted(law, "transaction_natures", shipment.items, "goods_shipment/items", "transaction_nature_code")
    return [*([breach] if breach else []), *(found or [])] or None


@rule("COD-118")
def origins_exist(item: GoodsItem, law: Law) -> list[Breach] | None:
    """The country of origin must be in the list of countries."""
    return unlisted(law, "countries", item.origins, "origins", "country")


@rule("COD-119")
def origin_types_exist(item: GoodsItem, law: Law) -> list[Breach] | None:
    """The type of origin must be in the list."""
    return unlisted(law, "origin_types", item.origins, "origins", "type_code")


@rule("COD-120")
def classification_types_exist(item: GoodsItem, law: Law) -> list[Breach] | None:
    """The list a goods code is taken from must be known."""
    return unlisted(law, "classification_types", item.classifications, "classifications", "type_code")
