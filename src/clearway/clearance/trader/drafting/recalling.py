"""A declaration becomes answers again: to copy it, or to change it.

Places that the form does not ask for are not carried into a copy; an amendment leaves them as they are.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import AdditionalDocument
from clearway.core.facts.goods import GoodsItem, GoodsShipment
from clearway.core.facts.parties import Party
from clearway.stations.drafts.public import Row

Rows = dict[str, list[Row]]


def recalled(declaration: Declaration) -> tuple[Row, Rows]:
    """The answers and rows that make this declaration."""
    shipment = declaration.goods_shipment or GoodsShipment()
    answers = {
        **_kind(declaration),
        **_who(declaration, shipment),
        **_way(declaration, shipment),
        **_sale(declaration, shipment),
        **_rests_on(declaration, shipment),
    }
    return {name: value for name, value in answers.items() if value}, _rows(declaration, shipment)


def _kind(declaration: Declaration) -> Row:
    item = declaration.items[0] if declaration.items else GoodsItem(sequence=1)
    main = item.procedure or ""
    more = next(iter(item.additional_procedures), "")
    return {
        "type": declaration.type_code or "",
        "reference": declaration.reference or "",
        "procedure": main[:2],
        "previous": main[2:],
        "additional": more,
        "payment": next((one.payment_method_code for one in item.duty_tax_fees if one.payment_method_code), ""),
    }


def _who(declaration: Declaration, shipment: GoodsShipment) -> Row:
    regime = declaration.regime
    trader = {"export": declaration.exporter, "import": shipment.importer}.get(regime, declaration.declarant)
    sender = declaration.exporter if regime == "import" else shipment.consignor
    return {
        "trader": (trader.id if trader else "") or "",
        "representation": (declaration.agent.function_code if declaration.agent else "") or "",
        **_party("sender", sender if regime != "export" else None),
        **_party("receiver", shipment.consignee if regime != "import" else None),
    }


def _party(prefix: str, party: Party | None) -> Row:
    if party is None:
        return {}
    said = {"name": party.name, "id": party.id}
    if party.address is not None:
        address = party.address
        said |= {"line": address.line, "postcode": address.postcode, "city": address.city, "country": address.country}
    return {f"{prefix}_{name}": value or "" for name, value in said.items()}


def _way(declaration: Declaration, shipment: GoodsShipment) -> Row:
    said: dict[str, str | None] = {
        "office": declaration.declaration_office,
        "exit_office": declaration.exit_office,
        "dispatch": shipment.export_country,
        "destination": shipment.destination.country if shipment.destination else None,
    }
    if declaration.border_means is not None:
        means = declaration.border_means
        said |= {"mode": means.mode_code, "means": means.id, "nationality": means.nationality}
        said["means_kind"] = means.identification_type_code
    consignment = shipment.consignment
    if consignment is not None:
        said["loose"] = consignment.container_code
        place = consignment.goods_location
        if place is not None:
            said |= {"location": place.name or place.id, "location_type": place.type_code}
            said["location_qualifier"] = place.address.type_code if place.address else None
    return _filled(said)


def _sale(declaration: Declaration, shipment: GoodsShipment) -> Row:
    said: dict[str, str | None] = {"nature": shipment.transaction_nature_code}
    if declaration.invoice_amount is not None:
        said |= {"amount": plain(declaration.invoice_amount.amount), "currency": declaration.invoice_amount.currency}
    if shipment.invoice is not None:
        issued = shipment.invoice.issued_at
        said |= {"invoice": shipment.invoice.id, "invoice_day": f"{issued:%Y-%m-%d}" if issued else None}
    if shipment.trade_terms is not None:
        terms = shipment.trade_terms
        said |= {"terms": terms.condition_code, "terms_place": terms.location_name or terms.location_id}
    return _filled(said)


def _rests_on(declaration: Declaration, shipment: GoodsShipment) -> Row:
    said: dict[str, str | None] = {"supervising": declaration.supervising_office}
    if shipment.warehouse is not None:
        said |= {"warehouse": shipment.warehouse.id, "warehouse_type": shipment.warehouse.type_code}
    if declaration.guarantees:
        first = declaration.guarantees[0]
        said |= {"guarantee": first.id or first.reference, "guarantee_type": first.type_code}
    return _filled(said)


def _rows(declaration: Declaration, shipment: GoodsShipment) -> Rows:
    equipment = shipment.consignment.equipment if shipment.consignment else ()
    return {
        "items": [_item(one) for one in shipment.items],
        "documents": list(_documents(declaration, shipment)),
        "containers": [
            {"number": one.id or "", "seals": ", ".join(seal.id for seal in one.seals if seal.id)}
            for one in equipment
        ],
        "previous": [
            _filled(
                {
                    "category": one.category_code,
                    "type": one.type_code,
                    "number": one.id,
                    "line": str(one.line or ""),
                }
            )
            for one in shipment.previous_documents
        ],
        "authorisations": [
            _filled({"category": one.category_code, "holder": one.id}) for one in declaration.authorisations
        ],
    }


def _item(item: GoodsItem) -> Row:
    package = item.packages[0] if item.packages else None
    charge = item.charges[0] if item.charges else None
    said = {
        "sequence": str(item.sequence),
        "description": item.description,
        "commodity": item.commodity,
        "additional_code": next(iter(item.additional_codes), ""),
        "origin": item.origin,
        "preferential_origin": item.preferential_origin,
        "gross": plain(item.gross_mass),
        "net": plain(item.net_mass),
        "price": plain(item.price.amount) if item.price else "",
        "supplementary": plain(item.supplementary_quantity.value) if item.supplementary_quantity else "",
        "packages_number": plain(package.quantity) if package else "",
        "packages_kind": package.type_code if package else "",
        "marks": package.marks if package else "",
        "preference": item.preference,
        "quota": item.quota_order,
        "valuation": item.valuation_method_code,
        "charge_type": charge.type_code if charge else "",
        "charge": plain(charge.amount.amount) if charge and charge.amount else "",
        "dangerous": next(iter(item.dangerous_goods), ""),
    }
    return _filled(said)


def _documents(declaration: Declaration, shipment: GoodsShipment) -> Iterator[Row]:
    yield from (_document(one, "") for one in declaration.documents)
    for item in shipment.items:
        yield from (_document(one, str(item.sequence)) for one in item.documents)


def _document(one: AdditionalDocument, item: str) -> Row:
    return _filled({"code": one.code, "number": one.id, "status": one.status_code, "item": item})


def _filled(said: Mapping[str, str | None]) -> Row:
    return {name: value for name, value in said.items() if value}


def plain(number: Decimal | None) -> str:
    """A number as somebody would type it."""
    return "" if number is None else f"{number:f}"
