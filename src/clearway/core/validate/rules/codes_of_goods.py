"""COD-1xx: codes on the goods and their papers stand in their lists on the day."""

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument, AdditionalInformation, PreviousDocument
from clearway.core.facts.goods import (
    Charge,
    Classification,
    DutyTaxFee,
    GoodsItem,
    Origin,
    Packaging,
    Procedure,
)
from clearway.core.law.lawbook import Law
from clearway.core.validate.lookup import missing, unknown
from clearway.core.validate.rule import Breach, rule


@rule("COD-101")
def requested_procedure_exists(procedure: Procedure, law: Law) -> Breach | None:
    """The procedure asked for must be in the list of procedures."""
    if not procedure.previous_code:
        return None
    return unknown(law, "procedures", procedure.current_code, "current_code")


@rule("COD-102")
def previous_procedure_exists(procedure: Procedure, law: Law) -> Breach | None:
    """The previous procedure must be in the list of procedures, or 00 where there was none."""
    if not procedure.previous_code or procedure.previous_code == "00":
        return None
    return unknown(law, "procedures", procedure.previous_code, "previous_code")


@rule("COD-103")
def additional_procedure_exists(procedure: Procedure, law: Law) -> Breach | None:
    """An additional procedure code must be in the list.

    Codes that begin with a digit are national; PRC-010 speaks of those.
    """
    code = procedure.current_code
    if not code or procedure.previous_code or code[0].isdigit():
        return None
    return unknown(law, "additional_procedures", code, "current_code")


@rule("COD-104")
def document_exists(document: AdditionalDocument, law: Law) -> Breach | None:
    """The code of a document must be in the list of documents.

    Codes that begin with a digit are national; DOC-009 speaks of those.
    """
    return _unknown_document(law, document, "")


@rule("COD-105")
def documents_at_head_exist(declaration: Declaration, law: Law) -> list[Breach] | None:
    """The code of a document for all goods must be in the list of documents."""
    if not declaration.documents:
        return None
    return [
        breach
        for n, one in enumerate(declaration.documents, start=1)
        if (breach := _unknown_document(law, one, f"documents/{n}"))
    ] or None


def _unknown_document(law: Law, document: AdditionalDocument, at: str) -> Breach | None:
    code = document.code
    if not code or code in law.codes("document_types") or code[0].isdigit():
        return None
    return missing(law, "document_types", code, at)


@rule("COD-106")
def document_status_exists(document: AdditionalDocument, law: Law) -> Breach | None:
    """The status of a document must be in the list."""
    return unknown(law, "document_status", document.status_code, "status_code")


@rule("COD-107")
def previous_document_type_exists(document: PreviousDocument, law: Law) -> Breach | None:
    """The type of a previous document must be in the list."""
    return unknown(law, "previous_document_types", document.type_code, "type_code")


@rule("COD-108")
def previous_document_category_exists(document: PreviousDocument, law: Law) -> Breach | None:
    """The category of a previous document must be in the list."""
    return unknown(law, "previous_document_categories", document.category_code, "category_code")


@rule("COD-109")
def package_type_exists(package: Packaging, law: Law) -> Breach | None:
    """The kind of packages must be in the list."""
    return unknown(law, "package_types", package.type_code, "type_code")


@rule("COD-110")
def units_exist(item: GoodsItem, law: Law) -> list[Breach] | None:
    """A unit of quantity must be in the list of units.

    What follows a # qualifies the unit. The base of a tax may also be told in a currency; the base of a tax that is
    not levied here is not looked at.
    """
    asked = []
    quantity = item.supplementary_quantity
    if quantity is not None and quantity.unit:
        asked.append(("supplementary_quantity/unit", quantity.unit))
    for n, document in enumerate(item.documents, start=1):
        if document.write_off_quantity is not None and document.write_off_quantity.unit:
            asked.append((f"documents/{n}/write_off_quantity/unit", document.write_off_quantity.unit))
    for n, tax in enumerate(item.duty_tax_fees, start=1):
        unit = tax.specific_base.unit if tax.specific_base is not None else None
        if unit and tax.type_code in law.codes("tax_types") and unit not in law.codes("currencies"):
            asked.append((f"duty_tax_fees/{n}/specific_base/unit", unit))
    if not asked:
        return None
    known = law.codes("units")
    return [missing(law, "units", unit, at) for at, unit in asked if unit.partition("#")[0] not in known] or None


@rule("COD-111")
def statement_exists(statement: AdditionalInformation, law: Law) -> Breach | None:
    """The code of an additional statement must be in the list."""
    return unknown(law, "additional_information", statement.code, "code")


@rule("COD-112")
def charge_exists(charge: Charge, law: Law) -> Breach | None:
    """The code of an addition or deduction must be in the list.

    The list says whether the charge adds to the price or is taken from it; an unknown one can be neither.
    """
    return unknown(law, "charge_types", charge.type_code, "type_code")


@rule("COD-113")
def preference_exists(tax: DutyTaxFee, law: Law) -> Breach | None:
    """The preference must be in the list of preferences."""
    return unknown(law, "preferences", tax.regime_code, "regime_code")


@rule("COD-114")
def payment_method_exists(tax: DutyTaxFee, law: Law) -> Breach | None:
    """The means of payment must be in the list."""
    return unknown(law, "payment_methods", tax.payment_method_code, "payment_method_code")


@rule("COD-115")
def tax_type_exists(tax: DutyTaxFee, law: Law) -> Breach | None:
    """A tax named by the trader should be one that is levied here.

    Customs works out what is owed; what the trader says of another territory's tax has no effect.
    """
    return unknown(law, "tax_types", tax.type_code, "type_code")


@rule("COD-116")
def valuation_method_exists(item: GoodsItem, law: Law) -> Breach | None:
    """The valuation method must be in the list."""
    return unknown(law, "valuation_methods", item.valuation_method_code, "valuation_method_code")


@rule("COD-117")
def transaction_nature_exists(declaration: Declaration, law: Law) -> list[Breach] | None:
    """The nature of the transaction must be in the list."""
    shipment = declaration.goods_shipment
    if shipment is None:
        return None
    asked = [("goods_shipment", shipment.transaction_nature_code)]
    for n, item in shipment.numbered_items():
        if item.transaction_nature_code is not None:
            asked.append((f"goods_shipment/items/{n}", item.transaction_nature_code))
    return [
        breach
        for at, code in asked
        if (breach := unknown(law, "transaction_natures", code, f"{at}/transaction_nature_code"))
    ] or None


@rule("COD-118")
def origin_exists(origin: Origin, law: Law) -> Breach | None:
    """The country of origin must be in the list of countries."""
    return unknown(law, "countries", origin.country, "country")


@rule("COD-119")
def origin_type_exists(origin: Origin, law: Law) -> Breach | None:
    """The type of origin must be in the list."""
    return unknown(law, "origin_types", origin.type_code, "type_code")


@rule("COD-120")
def classification_type_exists(classification: Classification, law: Law) -> Breach | None:
    """The list a goods code is taken from must be known."""
    return unknown(law, "classification_types", classification.type_code, "type_code")
