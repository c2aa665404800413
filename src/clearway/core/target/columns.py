"""The columns that targeting rules may ask for, made from facts and from the assessment.

What a code means is the country's to say: codes are given as declared, and the rules of the pack compare them.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from clearway.core.facts.circumstances import RegisteredParty
from clearway.core.predicates import BOOLEAN, DATE, INTEGER, TEXT, Catalogue, Column, Row, decimal
from clearway.core.predicates.catalogue import Value
from clearway.core.target.seen import Seen, Whole, summed

AMOUNT: Final = decimal(18, 2)
MASS: Final = decimal(18, 6)
RATIO: Final = decimal(18, 4)


def _ratio(value: Decimal | None, amount: Decimal | None) -> Decimal | None:
    if value is None or not amount:
        return None
    try:
        return value / amount
    except ArithmeticError:
        return None


def _codes(codes: list[str]) -> str | None:
    """Several codes in one text, each between blanks, so that ``LIKE '% Y9%'`` finds the start of one."""
    return f" {' '.join(codes)} " if codes else None


def _mode(whole: Whole) -> str | None:
    means = whole.declaration.border_means
    return means.mode_code if means else None


def _nationality(whole: Whole) -> str | None:
    means = whole.declaration.border_means
    return means.nationality if means else None


def _itinerary(whole: Whole) -> str | None:
    carriage = whole.declaration.carriage
    return _codes([stop.country for stop in carriage.itinerary if stop.country]) if carriage else None


def _registered_days(whole: Whole) -> int | None:
    since = whole.importer.registered_on if whole.importer else None
    return (whole.circumstances.day - since).days if since else None


def _is_authorised(party: RegisteredParty | None) -> bool:
    return party is not None and any(held.startswith("AEO") for held in party.authorisations)


def _has_mandate(whole: Whole) -> bool | None:
    agent = whole.declaration.agent
    if agent is None or agent.id == whole.trader:
        return None
    return any(one.trader == whole.trader and one.agent == agent.id for one in whole.circumstances.mandates)


def _exporter_country(whole: Whole) -> str | None:
    exporter = whole.declaration.exporter
    return exporter.address.country if exporter and exporter.address else None


def _in_container(whole: Whole) -> bool | None:
    consignment = whole.shipment.consignment
    return consignment.container_code == "1" if consignment and consignment.container_code else None


def _containers(whole: Whole) -> int:
    consignment = whole.shipment.consignment
    return len(consignment.equipment) if consignment else 0


def _seals(whole: Whole) -> int:
    consignment = whole.shipment.consignment
    return sum(len(unit.seals) for unit in consignment.equipment) if consignment else 0


def _code(seen: Seen, length: int) -> str | None:
    code = seen.commodity
    return code[:length] if code and len(code) >= length else None


def _packages(seen: Seen) -> Decimal | None:
    total = None
    try:
        for package in seen.item.packages:
            if package.quantity is not None:
                total = package.quantity + (total or 0)
    except ArithmeticError:
        return None
    return total


def _quantity(seen: Seen) -> Decimal | None:
    quantity = seen.item.supplementary_quantity
    return quantity.value if quantity else None


#: Name, type, what it says, and how it is read. The order is the order of a row.
OF_DECLARATION: Final[tuple[tuple[Column, Callable[[Whole], Value]], ...]] = (
    (Column("regime", TEXT, "import, export or transit"), lambda w: w.declaration.regime),
    (Column("type_code", TEXT, "declaration type, such as IMA"), lambda w: w.declaration.type_code),
    (Column("office", TEXT, "office of declaration, else of presentation"),
     lambda w: w.declaration.declaration_office or w.declaration.presentation_office),
    (Column("day", DATE, "day of lodgement"), lambda w: w.circumstances.day),
    (Column("item_count", INTEGER, "number of goods items"), lambda w: len(w.shipment.items)),
    (Column("submitter", TEXT, "who sent the message", is_personal=True), lambda w: w.circumstances.submitter),
    (Column("declarant", TEXT, "registration number of the declarant", is_personal=True),
     lambda w: w.declaration.declarant.id if w.declaration.declarant else None),
    (Column("agent", TEXT, "registration number of the representative", is_personal=True),
     lambda w: w.declaration.agent.id if w.declaration.agent else None),
    (Column("is_represented", BOOLEAN, "an agent acts for the trader"), lambda w: w.declaration.agent is not None),
    (Column("has_mandate", BOOLEAN, "the register holds the trader's mandate for the agent; NULL without an agent"),
     _has_mandate),
    (Column("importer", TEXT, "registration number of the importer", is_personal=True),
     lambda w: w.shipment.importer.id if w.shipment.importer else None),
    (Column("exporter", TEXT, "registration number of the exporter", is_personal=True),
     lambda w: w.declaration.exporter.id if w.declaration.exporter else None),
    (Column("exporter_country", TEXT, "country of the exporter's address"), _exporter_country),
    (Column("importer_country", TEXT, "country in which the importer is registered"),
     lambda w: w.importer.country if w.importer else None),
    (Column("importer_is_registered", BOOLEAN, "the country's own register of traders knows the importer"),
     lambda w: w.importer is not None and not w.importer.is_recognised),
    (Column("importer_registered_days", INTEGER, "days since the importer was registered"), _registered_days),
    (Column("importer_is_authorised", BOOLEAN, "the importer is an authorised economic operator"),
     lambda w: _is_authorised(w.importer)),
    (Column("declarant_is_authorised", BOOLEAN, "the declarant is an authorised economic operator"),
     lambda w: _is_authorised(w.declarant)),
    (Column("declarant_is_broker", BOOLEAN, "the declarant is a customs broker"),
     lambda w: w.declarant is not None and "broker" in w.declarant.roles),
    (Column("importer_declarations", INTEGER, "declarations of the importer before this one", is_secret=True),
     lambda w: w.circumstances.history.get("importer_declarations")),
    (Column("importer_refusals", INTEGER, "refused declarations of the importer before this one", is_secret=True),
     lambda w: w.circumstances.history.get("importer_refusals")),
    (Column("destination", TEXT, "country of destination"),
     lambda w: w.shipment.destination.country if w.shipment.destination else None),
    (Column("total_value", AMOUNT, "customs value of all items"),
     lambda w: summed([value.customs_value for value in w.assessment.values])),
    (Column("incoterm", TEXT, "delivery term"),
     lambda w: w.shipment.trade_terms.condition_code if w.shipment.trade_terms else None),
    (Column("transport_mode", TEXT, "mode of transport at the border"), _mode),
    (Column("means_nationality", TEXT, "nationality of the means of transport at the border"), _nationality),
    (Column("itinerary", TEXT, "countries on the way, each between blanks"), _itinerary),
    (Column("in_container", BOOLEAN, "the goods travel in containers"), _in_container),
    (Column("container_count", INTEGER, "containers and other equipment"), _containers),
    (Column("seal_count", INTEGER, "seals on the equipment"), _seals),
)  # fmt: skip

OF_ITEM: Final[tuple[tuple[Column, Callable[[Seen], Value]], ...]] = (
    (Column("item_number", INTEGER, "position of the item, from 1"), lambda s: s.number),
    (Column("commodity", TEXT, "commodity code as declared"), lambda s: s.commodity),
    (Column("hs2", TEXT, "chapter"), lambda s: _code(s, 2)),
    (Column("hs4", TEXT, "heading"), lambda s: _code(s, 4)),
    (Column("hs6", TEXT, "subheading"), lambda s: _code(s, 6)),
    (Column("description", TEXT, "description of the goods"), lambda s: s.item.description),
    (Column("description_length", INTEGER, "characters of the description"),
     lambda s: len(s.item.description or "")),
    (Column("procedure", TEXT, "requested and previous procedure, such as 4000"), lambda s: s.procedure),
    (Column("requested_procedure", TEXT, "requested procedure, such as 40"),
     lambda s: (s.procedure or "")[:2] or None),
    (Column("additional_procedures", TEXT, "additional procedure codes, each between blanks"),
     lambda s: _codes(list(s.item.additional_procedures))),
    (Column("origin", TEXT, "country of origin"), lambda s: s.item.origin),
    (Column("preferential_origin", TEXT, "country of preferential origin"), lambda s: s.item.preferential_origin),
    (Column("preference", TEXT, "preference or regime code claimed"), lambda s: s.item.preference),
    (Column("quota_order", TEXT, "quota claimed"), lambda s: s.item.quota_order),
    (Column("export_country", TEXT, "country of dispatch"),
     lambda s: s.item.export_country or s.whole.shipment.export_country),
    (Column("gross_mass", MASS, "kilograms with packing"), lambda s: s.item.gross_mass),
    (Column("net_mass", MASS, "kilograms without packing"), lambda s: s.item.net_mass),
    (Column("supplementary_quantity", MASS, "quantity in the tariff's unit"), _quantity),
    (Column("package_type", TEXT, "kind of the first package"),
     lambda s: s.item.packages[0].type_code if s.item.packages else None),
    (Column("package_count", MASS, "number of packages of the item"), _packages),
    (Column("price", AMOUNT, "item price in the invoice currency"),
     lambda s: s.item.price.amount if s.item.price else None),
    (Column("price_currency", TEXT, "invoice currency"), lambda s: s.item.price.currency if s.item.price else None),
    (Column("customs_value", AMOUNT, "customs value of the item in the country's currency"),
     lambda s: s.customs_value),
    (Column("duty", AMOUNT, "everything owed for the item, taxes included"),
     lambda s: summed(s.whole.owed.get(s.number, []))),
    (Column("value_per_kilogram", RATIO, "customs value for a kilogram net"),
     lambda s: _ratio(s.customs_value, s.item.net_mass)),
    (Column("value_per_unit", RATIO, "customs value for a supplementary unit"),
     lambda s: _ratio(s.customs_value, _quantity(s))),
    (Column("valuation_method", TEXT, "valuation method"), lambda s: s.item.valuation_method_code),
    (Column("valuation_adjustment", TEXT, "valuation indicators, such as 0000; the first says related parties"),
     lambda s: s.item.valuation_adjustment_code),
    (Column("documents", TEXT, "document codes of the item, each between blanks"),
     lambda s: _codes([document.code for document in s.item.documents])),
    (Column("document_count", INTEGER, "documents of the item"), lambda s: len(s.item.documents)),
    (Column("is_dangerous", BOOLEAN, "dangerous goods are named"), lambda s: bool(s.item.dangerous_goods)),
)  # fmt: skip

CATALOGUE: Final = Catalogue([column for column, _ in OF_DECLARATION] + [column for column, _ in OF_ITEM])


def values_of(row: Row, names: tuple[str, ...]) -> dict[str, str | None]:
    """What some columns of a row say, as people read them."""
    return {name: _said(CATALOGUE[name].value(row[CATALOGUE.index[name]])) for name in names}


def _said(value: Value) -> str | None:
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}".rstrip("0").rstrip(".")
    return str(value)
