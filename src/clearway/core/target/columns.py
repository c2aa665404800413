"""The columns that targeting rules may ask for: one row for each goods item, made from facts and the assessment."""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

import msgspec

from clearway.core.assess.assessment import Assessment
from clearway.core.facts.circumstances import Circumstances, RegisteredParty
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem, GoodsShipment
from clearway.core.predicates import BOOLEAN, DATE, INTEGER, TEXT, Catalogue, Column, Row, decimal
from clearway.core.predicates.catalogue import Value


class Seen(msgspec.Struct, frozen=True):
    """What a row is made from: one item in its declaration, with what is known and owed."""

    declaration: Declaration
    shipment: GoodsShipment
    item: GoodsItem
    number: int
    circumstances: Circumstances
    customs_value: Decimal | None
    total_value: Decimal
    duty: Decimal
    importer: RegisteredParty | None
    declarant: RegisteredParty | None


AMOUNT = decimal(20, 2)
MASS = decimal(18, 6)
RATIO = decimal(24, 4)

_FOUR_PLACES = Decimal("0.0001")
_TWO_PLACES = Decimal("0.01")


def _per(value: Decimal | None, amount: Decimal | None) -> Decimal | None:
    if value is None or not amount:
        return None
    return (value / amount).quantize(_FOUR_PLACES, ROUND_HALF_EVEN)


def _mode(seen: Seen) -> str | None:
    means = seen.declaration.border_means
    return means.mode_code if means else None


def _nationality(seen: Seen) -> str | None:
    means = seen.declaration.border_means
    return means.nationality if means else None


def _registered_days(seen: Seen) -> int | None:
    since = seen.importer.registered_on if seen.importer else None
    return (seen.circumstances.day - since).days if since else None


def _has_document(seen: Seen, prefix: str) -> bool:
    return any(document.code.startswith(prefix) for document in seen.item.documents)


def _first_package(seen: Seen) -> str | None:
    return seen.item.packages[0].type_code if seen.item.packages else None


def _packages(seen: Seen) -> Decimal | None:
    counted = [package.quantity for package in seen.item.packages if package.quantity is not None]
    return sum(counted, Decimal(0)) if counted else None


def _is_authorised(party: RegisteredParty | None) -> bool:
    return party is not None and any(held.startswith("AEO") for held in party.authorisations)


def _container(seen: Seen) -> bool | None:
    consignment = seen.shipment.consignment
    return consignment.container_code == "1" if consignment and consignment.container_code else None


def _seals(seen: Seen) -> int:
    consignment = seen.shipment.consignment
    return sum(len(unit.seals) for unit in consignment.equipment) if consignment else 0


def _history(seen: Seen, name: str) -> int | None:
    return seen.circumstances.history.get(name)


def _code(seen: Seen, length: int) -> str | None:
    code = seen.item.commodity
    return code[:length] if code and len(code) >= length else None


Reader = Callable[[Seen], Value]

#: Name, type, what it says, and how it is read. The order is the order of a row.
COLUMNS: tuple[tuple[Column, Reader], ...] = (
    (Column("regime", TEXT, "import, export or transit"), lambda s: s.declaration.regime),
    (Column("type_code", TEXT, "declaration type, such as IMA"), lambda s: s.declaration.type_code),
    (Column("office", TEXT, "office of declaration or presentation"),
     lambda s: s.declaration.declaration_office or s.declaration.presentation_office),
    (Column("day", DATE, "day of lodgement"), lambda s: s.circumstances.day),
    (Column("item_count", INTEGER, "number of goods items"), lambda s: len(s.shipment.items)),
    (Column("item_number", INTEGER, "position of the item, from 1"), lambda s: s.number),
    (Column("submitter", TEXT, "who sent the message", is_personal=True), lambda s: s.circumstances.submitter),
    (Column("declarant", TEXT, "registration number of the declarant", is_personal=True),
     lambda s: s.declaration.declarant.id if s.declaration.declarant else None),
    (Column("agent", TEXT, "registration number of the representative", is_personal=True),
     lambda s: s.declaration.agent.id if s.declaration.agent else None),
    (Column("is_represented", BOOLEAN, "an agent acts for the trader"), lambda s: s.declaration.agent is not None),
    (Column("importer", TEXT, "registration number of the importer", is_personal=True),
     lambda s: s.shipment.importer.id if s.shipment.importer else None),
    (Column("exporter", TEXT, "registration number of the exporter", is_personal=True),
     lambda s: s.declaration.exporter.id if s.declaration.exporter else None),
    (Column("importer_country", TEXT, "country in which the importer is registered"),
     lambda s: s.importer.country if s.importer else None),
    (Column("importer_is_registered", BOOLEAN, "the register of traders knows the importer"),
     lambda s: s.importer is not None and not s.importer.is_recognised),
    (Column("importer_registered_days", INTEGER, "days since the importer was registered"), _registered_days),
    (Column("importer_is_authorised", BOOLEAN, "the importer is an authorised economic operator"),
     lambda s: _is_authorised(s.importer)),
    (Column("declarant_is_authorised", BOOLEAN, "the declarant is an authorised economic operator"),
     lambda s: _is_authorised(s.declarant)),
    (Column("declarant_is_broker", BOOLEAN, "the declarant is a customs broker"),
     lambda s: s.declarant is not None and "broker" in s.declarant.roles),
    (Column("importer_declarations", INTEGER, "declarations of the importer before this one", is_secret=True),
     lambda s: _history(s, "importer_declarations")),
    (Column("importer_refusals", INTEGER, "refused declarations of the importer before this one", is_secret=True),
     lambda s: _history(s, "importer_refusals")),
    (Column("commodity", TEXT, "commodity code as declared"), lambda s: s.item.commodity),
    (Column("hs2", TEXT, "chapter"), lambda s: _code(s, 2)),
    (Column("hs4", TEXT, "heading"), lambda s: _code(s, 4)),
    (Column("hs6", TEXT, "subheading"), lambda s: _code(s, 6)),
    (Column("description", TEXT, "description of the goods"), lambda s: s.item.description),
    (Column("description_length", INTEGER, "characters of the description"),
     lambda s: len(s.item.description or "")),
    (Column("procedure", TEXT, "requested and previous procedure, such as 4000"), lambda s: s.item.procedure),
    (Column("requested_procedure", TEXT, "requested procedure, such as 40"),
     lambda s: (s.item.procedure or "")[:2] or None),
    (Column("origin", TEXT, "country of origin"), lambda s: s.item.origin),
    (Column("preferential_origin", TEXT, "country of preferential origin"), lambda s: s.item.preferential_origin),
    (Column("preference", TEXT, "preference or regime code claimed"), lambda s: s.item.preference),
    (Column("quota_order", TEXT, "quota claimed"), lambda s: s.item.quota_order),
    (Column("export_country", TEXT, "country of dispatch"),
     lambda s: s.item.export_country or s.shipment.export_country),
    (Column("destination", TEXT, "country of destination"),
     lambda s: s.shipment.destination.country if s.shipment.destination else None),
    (Column("gross_mass", MASS, "kilograms with packing"), lambda s: s.item.gross_mass),
    (Column("net_mass", MASS, "kilograms without packing"), lambda s: s.item.net_mass),
    (Column("supplementary_quantity", MASS, "quantity in the tariff's unit"),
     lambda s: s.item.supplementary_quantity.value if s.item.supplementary_quantity else None),
    (Column("package_type", TEXT, "kind of the first package"), _first_package),
    (Column("package_count", MASS, "number of packages of the item"), _packages),
    (Column("price", AMOUNT, "item price in the invoice currency"),
     lambda s: _rounded(s.item.price.amount) if s.item.price else None),
    (Column("price_currency", TEXT, "invoice currency"), lambda s: s.item.price.currency if s.item.price else None),
    (Column("customs_value", AMOUNT, "customs value of the item in the country's currency"),
     lambda s: s.customs_value),
    (Column("total_value", AMOUNT, "customs value of all items"), lambda s: s.total_value),
    (Column("duty", AMOUNT, "everything owed for the item"), lambda s: s.duty),
    (Column("value_per_kilogram", RATIO, "customs value for a kilogram net"),
     lambda s: _per(s.customs_value, s.item.net_mass)),
    (Column("value_per_unit", RATIO, "customs value for a supplementary unit"),
     lambda s: _per(s.customs_value, s.item.supplementary_quantity.value if s.item.supplementary_quantity else None)),
    (Column("valuation_method", TEXT, "valuation method"), lambda s: s.item.valuation_method_code),
    (Column("incoterm", TEXT, "delivery term"),
     lambda s: s.shipment.trade_terms.condition_code if s.shipment.trade_terms else None),
    (Column("transport_mode", TEXT, "mode of transport at the border"), _mode),
    (Column("means_nationality", TEXT, "nationality of the means of transport at the border"), _nationality),
    (Column("in_container", BOOLEAN, "the goods travel in containers"), _container),
    (Column("seal_count", INTEGER, "seals on the equipment"), _seals),
    (Column("document_count", INTEGER, "documents of the item"), lambda s: len(s.item.documents)),
    (Column("has_invoice", BOOLEAN, "a commercial invoice is named"),
     lambda s: _has_document(s, "N935") or _has_document(s, "N380")),
    (Column("has_waiver", BOOLEAN, "a document of category Y says that a requirement does not apply"),
     lambda s: _has_document(s, "Y")),
    (Column("has_licence", BOOLEAN, "a licence or certificate of category C, L or N8 is named"),
     lambda s: any(_has_document(s, prefix) for prefix in ("C", "L", "N8"))),
    (Column("is_dangerous", BOOLEAN, "dangerous goods are named"), lambda s: bool(s.item.dangerous_goods)),
)  # fmt: skip

CATALOGUE = Catalogue(column for column, _ in COLUMNS)
_READERS = tuple((column.cell, reader) for column, reader in COLUMNS)


def rows_of(declaration: Declaration, circumstances: Circumstances, assessment: Assessment) -> list[tuple[int, Row]]:
    """One row for each goods item, with the item's position; none where nothing is shipped."""
    shipment = declaration.goods_shipment
    if shipment is None:
        return []
    values = {value.item: value.customs_value.amount for value in assessment.values}
    total = sum(values.values(), Decimal(0))
    importer = circumstances.party(shipment.importer.id) if shipment.importer else None
    declarant = circumstances.party(declaration.declarant.id) if declaration.declarant else None
    rows = []
    for number, item in shipment.numbered_items():
        seen = Seen(
            declaration, shipment, item, number, circumstances, values.get(number), total,
            _owed(assessment, number), importer, declarant,
        )  # fmt: skip
        rows.append((number, tuple(cell(reader(seen)) for cell, reader in _READERS)))
    return rows


def _owed(assessment: Assessment, item: int) -> Decimal:
    return sum((line.amount.amount for line in assessment.lines if line.item == item), Decimal(0))


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(_TWO_PLACES, ROUND_HALF_EVEN)


def values_of(row: Row, names: tuple[str, ...]) -> dict[str, str | None]:
    """What some columns of a row say, as people read them."""
    said: dict[str, str | None] = {}
    for name in names:
        value = CATALOGUE[name].value(row[CATALOGUE.index[name]])
        said[name] = None if value is None else value.isoformat() if isinstance(value, date) else str(value)
    return said
