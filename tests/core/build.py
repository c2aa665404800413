"""Facts for tests: plain, fully lawful declarations of Demoland, to be changed where a test looks.

``declaration()`` is an import for home use; ``export()``, ``transit()``, ``warehouse()`` and
``temporary_admission()`` are its neighbours; ``amendment()`` and ``cancellation()`` are requests about one that was
lodged. Every builder takes the fields to be set otherwise: ``item(net_mass=12)``, ``declaration(reference=None)``.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from clearway.core.facts.basis import Place, Pointer
from clearway.core.facts.circumstances import Circumstances, Mandate, Rate, RegisteredParty
from clearway.core.facts.consignment import Consignment, Location, Seal, TransportEquipment, TransportMeans
from clearway.core.facts.declaration import Declaration, Guarantee
from clearway.core.facts.documents import (
    AdditionalDocument,
    AdditionalInformation,
    Amendment,
    Invoice,
    PreviousDocument,
)
from clearway.core.facts.goods import (
    Classification,
    DutyTaxFee,
    GoodsItem,
    GoodsShipment,
    Origin,
    Packaging,
    Procedure,
    TradeTerms,
    Warehouse,
)
from clearway.core.facts.parties import Address, AuthorisationHolder, Party
from clearway.core.kernel.money import Money

DAY = date(2026, 5, 18)
LODGED_AT = datetime(2026, 5, 18, 9, 30, tzinfo=UTC)
OFFICE, EXIT_OFFICE = "DL000101", "DL000501"
IMPORTER = EXPORTER = "DL000000000101"
BROKER = "DL000000000201"
MRN = "26DL0001010000A7B9"


def money(amount: str | int, currency: str = "EUR") -> Money:
    """An amount, euros where nothing else is said."""
    return Money(Decimal(amount), currency)


def _exact(value: Any) -> Any:
    """Plain numbers become the decimals that facts hold."""
    return Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else value


_DECIMALS = frozenset({"gross_mass", "net_mass", "quantity", "total_gross_mass", "total_packages"})


def _built(kind: type[Any], fields: dict[str, Any], changes: dict[str, Any]) -> Any:
    said = fields | changes
    return kind(**{name: _exact(value) if name in _DECIMALS else value for name, value in said.items()})


def item(**changes: Any) -> GoodsItem:
    """Porcelain tableware from Japan, one box of it, for home use."""
    fields = {
        "sequence": 1,
        "description": "Porcelain tableware, decorated, in sets of six",
        "classifications": (Classification(id="69111090", type_code="TSP"),),
        "gross_mass": 120,
        "net_mass": 100,
        "price": money(2500),
        "procedures": (Procedure(current_code="40", previous_code="00"), Procedure(current_code="000")),
        "origins": (Origin(country="JP", type_code="1"),),
        "packages": (packaging(),),
        "duty_tax_fees": (DutyTaxFee(type_code="A00", regime_code="100", payment_method_code="A"),),
        "valuation_method_code": "1",
        "valuation_adjustment_code": "0000",
        "documents": (document(),),
    }
    return _built(GoodsItem, fields, changes)


def packaging(**changes: Any) -> Packaging:
    """Ten boxes with marks."""
    fields = {"sequence": 1, "type_code": "BX", "quantity": 10, "marks": "HAVEN 1-10"}
    return _built(Packaging, fields, changes)


def document(**changes: Any) -> AdditionalDocument:
    """The commercial invoice, attached."""
    fields = {"category_code": "N", "type_code": "935", "id": "INV-2026-118", "status_code": "AC"}
    return AdditionalDocument(**(fields | changes))


def party(id: str | None = IMPORTER, **changes: Any) -> Party:
    """A party by its registration number."""
    return Party(**({"id": id} | changes))


def party_abroad(**changes: Any) -> Party:
    """A party by name and address."""
    address = Address(city="Nagoya", country="JP", line="4 Kilnmaker Street", postcode="460-0001")
    return Party(**({"name": "Blue Kiln Trading Co.", "address": address} | changes))


def consignment(**changes: Any) -> Consignment:
    """One container, arriving by sea, to stand at the port."""
    ship = TransportMeans(id="9074729", identification_type_code="10", nationality="JP", mode_code="1")
    fields = {
        "container_code": "1",
        "arrival_means": ship,
        "goods_location": location(),
        "equipment": (equipment(),),
    }
    return Consignment(**(fields | changes))


def location(**changes: Any) -> Location:
    """Berth 4 of Port Haven."""
    fields = {"name": "DLPHVBERTH4", "type_code": "A", "address": Address(type_code="U", country="DL")}
    return Location(**(fields | changes))


def equipment(**changes: Any) -> TransportEquipment:
    """A sealed container whose number checks."""
    fields = {"sequence": 1, "id": "CSQU3054383", "seals": (Seal(sequence=1, id="HV204417"),)}
    return TransportEquipment(**(fields | changes))


def shipment(*items: GoodsItem, **changes: Any) -> GoodsShipment:
    """A sale from Nagoya to Port Haven."""
    arrival = PreviousDocument(category_code="Z", type_code="355", id="26DL000101ENS00412", line=1)
    fields = {
        "transaction_nature_code": "11",
        "consignment": consignment(),
        "destination": Place(country="DL"),
        "export_country": "JP",
        "items": items or (item(),),
        "importer": party(),
        "invoice": Invoice(id="INV-2026-118", issued_at=datetime(2026, 5, 4, tzinfo=UTC)),
        "previous_documents": (arrival,),
        "trade_terms": TradeTerms(condition_code="CIF", location_id="DLPHV"),
    }
    return GoodsShipment(**(fields | changes))


def declaration(*items: GoodsItem, **changes: Any) -> Declaration:
    """A lawful import for home use; totals follow from the items given."""
    items = items or (item(),)
    fields = {
        "function_code": "9",
        "reference": "PH-2026-000118",
        "type_code": "IMA",
        "item_count": len(items),
        "declaration_office": OFFICE,
        "presentation_office": OFFICE,
        "invoice_amount": _invoice(items),
        "total_gross_mass": sum((one.gross_mass or Decimal(0) for one in items), Decimal(0)),
        "total_packages": sum((pack.quantity or 0 for one in items for pack in one.packages), Decimal(0)),
        "border_means": TransportMeans(id="9074729", identification_type_code="10", nationality="JP", mode_code="1"),
        "declarant": party(),
        "exporter": party_abroad(),
        "goods_shipment": shipment(*items),
    }
    return _built(Declaration, fields, changes)


def _invoice(items: tuple[GoodsItem, ...]) -> Money | None:
    prices = [one.price for one in items if one.price is not None]
    if not prices:
        return None
    return Money(sum((price.amount for price in prices), Decimal(0)), prices[0].currency)


def export(**changes: Any) -> Declaration:
    """Tableware made here is sold to Japan."""
    goods = item(
        procedures=(Procedure(current_code="10", previous_code="00"), Procedure(current_code="000")),
        origins=(Origin(country="DL", type_code="1"),),
        duty_tax_fees=(),
        valuation_method_code=None,
        valuation_adjustment_code=None,
    )
    sale = shipment(
        goods,
        importer=None,
        consignee=party_abroad(),
        destination=Place(country="JP"),
        export_country="DL",
        consignment=consignment(arrival_means=None, departure_means=consignment().arrival_means),
        previous_documents=(),
    )
    fields = {"type_code": "EXA", "exporter": party(EXPORTER), "exit_office": EXIT_OFFICE, "goods_shipment": sale}
    return msgspec.structs.replace(declaration(goods), **(fields | changes))


def transit(**changes: Any) -> Declaration:
    """Goods under guarantee and seal from Port Haven to another office."""
    goods = item(procedures=(), duty_tax_fees=(), valuation_method_code=None, valuation_adjustment_code=None)
    journey = shipment(
        goods,
        consignee=party_abroad(),
        destination=Place(country="TH"),
        consignment=consignment(
            departure_means=TransportMeans(
                id="HV 2044", identification_type_code="30", nationality="DL", mode_code="3"
            )
        ),
    )
    fields = {
        "type_code": "T1",
        "goods_shipment": journey,
        "guarantees": (Guarantee(type_code="2", id="26DL0001010000018", office=OFFICE),),
    }
    return msgspec.structs.replace(declaration(goods), **(fields | changes))


def warehouse(**changes: Any) -> Declaration:
    """Goods are stored in a customs warehouse, with the debt in suspense."""
    goods = item(procedures=(Procedure(current_code="71", previous_code="00"), Procedure(current_code="000")))
    fields = {
        "goods_shipment": shipment(goods, warehouse=Warehouse(id="DLCW0042", type_code="U")),
        **_under_supervision("CWP"),
    }
    return msgspec.structs.replace(declaration(goods), **(fields | changes))


def temporary_admission(**changes: Any) -> Declaration:
    """Tableware for an exhibition comes in for a while."""
    goods = item(procedures=(Procedure(current_code="53", previous_code="00"), Procedure(current_code="D51")))
    fields = {"goods_shipment": shipment(goods), **_under_supervision("TEA")}
    return msgspec.structs.replace(declaration(goods), **(fields | changes))


def _under_supervision(category: str) -> dict[str, Any]:
    held = (AuthorisationHolder(id=IMPORTER, category_code=category),)
    return {
        "authorisations": (*held, AuthorisationHolder(id=IMPORTER, category_code="CGU")),
        "guarantees": (Guarantee(type_code="1", id="26DL0001010000018", office=OFFICE),),
        "supervising_office": OFFICE,
    }


def _request(type_code: str, reason: str, **changes: Any) -> Declaration:
    change = Amendment(reason_code=reason, pointers=(Pointer(sequence=1, section="42A"),))
    fields = {
        "function_code": "13",
        "type_code": type_code,
        "reference": "PH-2026-000118",
        "mrn": MRN,
        "amendments": (change,),
        "information": (AdditionalInformation(description="The weigher's note came late.", type_code="AES"),),
        "declarant": party(),
    }
    return Declaration(**(fields | changes))


def amendment(**changes: Any) -> Declaration:
    """A mass is corrected."""
    return _request("COR", "32", **changes)


def cancellation(**changes: Any) -> Declaration:
    """A declaration lodged by mistake is withdrawn."""
    return _request("INV", "1", **changes)


def registered(id: str, *roles: str, **changes: Any) -> RegisteredParty:
    """An entry of the register of traders."""
    fields = {"id": id, "name": f"Firm {id[-3:]}", "country": "DL", "roles": roles or ("trader",)}
    return RegisteredParty(**(fields | changes))


def circumstances(**changes: Any) -> Circumstances:
    """What the registers say of the parties and currencies above; handed in by the importer itself."""
    held = tuple(f"{category}:DL-{category}-7" for category in ("CGU", "CWP", "DPO", "IPO", "TEA"))
    fields = {
        "lodged_at": LODGED_AT,
        "day": DAY,
        "submitter": IMPORTER,
        "draw": Decimal("0.5"),
        "rates": (Rate(currency="EUR", rate=Decimal("1.95"), day=DAY, source="Central Bank of Demoland"),),
        "parties": (registered(IMPORTER, authorisations=held), registered(BROKER, "broker")),
        "mandates": (Mandate(trader=IMPORTER, agent=BROKER, regimes=("import", "export")),),
    }
    return Circumstances(**(fields | changes))
