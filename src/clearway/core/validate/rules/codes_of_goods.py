"""COD-1xx: codes on the goods and their papers stand in their lists on the day."""

from collections.abc import Iterator

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.goods import GoodsItem
from clearway.core.law.lawbook import Law
from clearway.core.validate.background import Background
from clearway.core.validate.lookup import unknown
from clearway.core.validate.rule import Breach, rule
from clearway.core.validate.treatment import Treatment


@rule("COD-101")
def requested_procedure_exists(item: GoodsItem, law: Law) -> Iterator[Breach]:
    """The procedure asked for must be in the list of procedures."""
    for n, one in enumerate(item.procedures, start=1):
        if one.previous_code:
            if breach := unknown(law, "procedures", one.current_code, f"procedures/{n}/current_code"):
                yield breach


@rule("COD-102")
def previous_procedure_exists(item: GoodsItem, law: Law) -> Iterator[Breach]:
    """The previous procedure must be in the list of procedures, or 00 where there was none."""
    for n, one in enumerate(item.procedures, start=1):
        if one.previous_code and one.previous_code != "00":
            if breach := unknown(law, "procedures", one.previous_code, f"procedures/{n}/previous_code"):
                yield breach


@rule("COD-103")
def additional_procedures_exist(item: GoodsItem, law: Law) -> Iterator[Breach]:
    """An additional procedure code must be in the list.

    Codes that begin with a digit are national; PRC-010 speaks of those.
    """
    for n, one in enumerate(item.procedures, start=1):
        if one.current_code and not one.previous_code and not one.current_code[:1].isdigit():
            if breach := unknown(law, "additional_procedures", one.current_code, f"procedures/{n}/current_code"):
                yield breach


def _is_national(document: AdditionalDocument) -> bool:
    return document.code[:1].isdigit()


@rule("COD-104")
def documents_exist(item: GoodsItem, law: Law) -> Iterator[Breach]:
    """The code of a document must be in the list of documents.

    Codes that begin with a digit are national; DOC-009 speaks of those.
    """
    for n, one in enumerate(item.documents, start=1):
        if one.code and not _is_national(one):
            if breach := unknown(law, "document_types", one.code, f"documents/{n}"):
                yield breach


@rule("COD-105")
def documents_at_head_exist(declaration: Declaration, law: Law) -> Iterator[Breach] | None:
    """The code of a document for all goods must be in the list of documents."""
    if not declaration.documents:
        return None
    shown = enumerate(declaration.documents, start=1)
    asked = (
        unknown(law, "document_types", one.code, f"documents/{n}")
        for n, one in shown
        if one.code and not _is_national(one)
    )
    return (breach for breach in asked if breach)


@rule("COD-106")
def document_status_exists(item: GoodsItem, law: Law) -> Iterator[Breach]:
    """The status of a document must be in the list."""
    for n, one in enumerate(item.documents, start=1):
        if one.status_code:
            if breach := unknown(law, "document_status", one.status_code, f"documents/{n}/status_code"):
                yield breach


@rule("COD-107")
def previous_document_types_exist(declaration: Declaration, law: Law) -> Iterator[Breach]:
    """The type of a previous document must be in the list."""
    for at, one in _previous(declaration):
        if breach := unknown(law, "previous_document_types", one, f"{at}/type_code"):
            yield breach


def _previous(declaration: Declaration) -> Iterator[tuple[str, str]]:
    shipment = declaration.goods_shipment
    if shipment is None:
        return
    for n, one in enumerate(shipment.previous_documents, start=1):
        if one.type_code:
            yield f"goods_shipment/previous_documents/{n}", one.type_code
    for position, item in shipment.numbered_items():
        for n, one in enumerate(item.previous_documents, start=1):
            if one.type_code:
                yield f"goods_shipment/items/{position}/previous_documents/{n}", one.type_code


@rule("COD-108")
def previous_document_categories_exist(declaration: Declaration, law: Law) -> Iterator[Breach]:
    """The category of a previous document must be in the list."""
    shipment = declaration.goods_shipment
    if shipment is None:
        return
    bearers = [("goods_shipment", shipment.previous_documents)]
    bearers += [(f"goods_shipment/items/{n}", item.previous_documents) for n, item in shipment.numbered_items()]
    for at, documents in bearers:
        for n, one in enumerate(documents, start=1):
            at_category = f"{at}/previous_documents/{n}/category_code"
            if breach := unknown(law, "previous_document_categories", one.category_code, at_category):
                yield breach


@rule("COD-109")
def package_types_exist(item: GoodsItem, law: Law) -> Iterator[Breach]:
    """The kind of packages must be in the list."""
    for n, one in enumerate(item.packages, start=1):
        if breach := unknown(law, "package_types", one.type_code, f"packages/{n}/type_code"):
            yield breach


@rule("COD-110")
def units_exist(item: GoodsItem, law: Law) -> Iterator[Breach] | None:
    """A unit of quantity must be in the list of units.

    What follows a # qualifies the unit. A tax base may also be told in a currency.
    """
    quantity = item.supplementary_quantity
    asked = [("supplementary_quantity/unit", quantity.unit, False)] if quantity and quantity.unit else []
    asked += [
        (f"documents/{n}/write_off_quantity/unit", one.write_off_quantity.unit, False)
        for n, one in enumerate(item.documents, start=1)
        if one.write_off_quantity and one.write_off_quantity.unit
    ]
    asked += [
        (f"duty_tax_fees/{n}/specific_base/unit", one.specific_base.unit, True)
        for n, one in enumerate(item.duty_tax_fees, start=1)
        if one.specific_base and one.specific_base.unit
    ]
    if not asked:
        return None
    breaches = (
        unknown(law, "units", unit.partition("#")[0], at)
        for at, unit, is_base in asked
        if not (is_base and law.code("currencies", unit))
    )
    return (breach for breach in breaches if breach)


@rule("COD-111")
def statements_exist(item: GoodsItem, law: Law) -> Iterator[Breach]:
    """The code of an additional statement must be in the list."""
    for n, one in enumerate(item.information, start=1):
        if one.code:
            if breach := unknown(law, "additional_information", one.code, f"information/{n}/code"):
                yield breach


@rule("COD-112")
def charges_exist(declaration: Declaration, law: Law) -> Iterator[Breach]:
    """The code of an addition or deduction must be in the list.

    The list says whether the charge adds to the price or is taken from it; an unknown one can be neither.
    """
    shipment = declaration.goods_shipment
    if shipment is None:
        return
    for n, one in enumerate(shipment.charges, start=1):
        if breach := unknown(law, "charge_types", one.type_code, f"goods_shipment/charges/{n}/type_code"):
            yield breach
    for position, item in shipment.numbered_items():
        for n, one in enumerate(item.charges, start=1):
            at = f"goods_shipment/items/{position}/charges/{n}/type_code"
            if breach := unknown(law, "charge_types", one.type_code, at):
                yield breach


@rule("COD-113")
def preference_exists(item: GoodsItem, law: Law) -> Iterator[Breach]:
    """The preference must be in the list of preferences."""
    for n, one in enumerate(item.duty_tax_fees, start=1):
        if one.regime_code:
            if breach := unknown(law, "preferences", one.regime_code, f"duty_tax_fees/{n}/regime_code"):
                yield breach


@rule("COD-114")
def payment_methods_exist(item: GoodsItem, law: Law) -> Iterator[Breach]:
    """The means of payment must be in the list."""
    for n, one in enumerate(item.duty_tax_fees, start=1):
        if one.payment_method_code:
            at = f"duty_tax_fees/{n}/payment_method_code"
            if breach := unknown(law, "payment_methods", one.payment_method_code, at):
                yield breach


@rule("COD-115")
def tax_types_exist(item: GoodsItem, law: Law) -> Iterator[Breach]:
    """The type of tax must be in the list of taxes."""
    for n, one in enumerate(item.duty_tax_fees, start=1):
        if one.type_code:
            if breach := unknown(law, "tax_types", one.type_code, f"duty_tax_fees/{n}/type_code"):
                yield breach


@rule("COD-116")
def valuation_method_exists(item: GoodsItem, law: Law) -> Breach | None:
    """The valuation method must be in the list."""
    return unknown(law, "valuation_methods", item.valuation_method_code, "valuation_method_code")


@rule("COD-117")
def transaction_nature_exists(declaration: Declaration, law: Law, background: Background) -> Iterator[Breach]:
    """The nature of the transaction must be in the list."""
    shipment = declaration.goods_shipment
    if shipment is None:
        return
    at = "goods_shipment/transaction_nature_code"
    if breach := unknown(law, "transaction_natures", shipment.transaction_nature_code, at):
        yield breach
    for position, item in shipment.numbered_items():
        at = f"goods_shipment/items/{position}/transaction_nature_code"
        if breach := unknown(law, "transaction_natures", item.transaction_nature_code, at):
            yield breach


@rule("COD-118")
def origins_exist(item: GoodsItem, law: Law) -> Iterator[Breach]:
    """The country of origin must be in the list of countries."""
    for n, one in enumerate(item.origins, start=1):
        if breach := unknown(law, "countries", one.country, f"origins/{n}/country"):
            yield breach


@rule("COD-119")
def origin_types_exist(item: GoodsItem, law: Law) -> Iterator[Breach]:
    """The type of origin must be in the list."""
    for n, one in enumerate(item.origins, start=1):
        if breach := unknown(law, "origin_types", one.type_code, f"origins/{n}/type_code"):
            yield breach


@rule("COD-120")
def classification_types_exist(item: GoodsItem, law: Law) -> Iterator[Breach]:
    """The list a goods code is taken from must be known."""
    for n, one in enumerate(item.classifications, start=1):
        if breach := unknown(law, "classification_types", one.type_code, f"classifications/{n}/type_code"):
            yield breach


@rule("COD-121")
def countries_of_item_exist(item: GoodsItem, law: Law, treatment: Treatment) -> Iterator[Breach]:
    """An item's countries of dispatch and destination must be in the list of countries."""
    if breach := unknown(law, "countries", item.export_country, "export_country"):
        yield breach
    if item.destination is not None:
        if breach := unknown(law, "countries", item.destination.country, "destination/country"):
            yield breach
