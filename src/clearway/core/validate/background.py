"""What many rules ask of one declaration, worked out once."""

import re
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

import msgspec

from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.consignment import Consignment, TransportEquipment, TransportMeans
from clearway.core.facts.declaration import Declaration, Guarantee
from clearway.core.facts.documents import PreviousDocument
from clearway.core.facts.goods import Charge, GoodsItem, GoodsShipment
from clearway.core.facts.parties import AuthorisationHolder
from clearway.core.kernel.money import Money
from clearway.core.law.lawbook import Law
from clearway.core.validate.leaves import numbers
from clearway.core.validate.parts import AnyParty, OfficeCode
from clearway.core.validate.treatment import Treatment

#: Forms of declaration that tell everything; a simplified one may leave parts for later.
COMPLETE_FORMS = frozenset({"standard", "supplementary"})
SHIPMENT, CONSIGNMENT = "goods_shipment", "goods_shipment/consignment"

_ENCODE = msgspec.json.Encoder().encode
#: How decimals that are no number, or beyond any measure, look as text. A pattern whose first sign is fixed and whose
#: rest is a condition is searched for by that sign alone, several times as fast as looking for the words.
_ODD = tuple(re.compile(odd).search for odd in (rb'N(?=aN")', rb'I(?=nfinity")', rb"E(?=[-+][0-9]{3})"))


_Part = TypeVar("_Part")
#: Parts of one kind, each with the path where it stands.
Placed = list[tuple[str, _Part]]


class Background:
    """One declaration under one law: its parts by kind with their paths, and its items' treatments.

    Rules of nearly every declaration ask for all of it, so it is gathered in one walk through the declaration.
    """

    __slots__ = (
        "amounts",
        "authorisations",
        "charges",
        "circumstances",
        "declaration",
        "equipment",
        "guarantees",
        "is_complete",
        "items",
        "law",
        "means",
        "moments",
        "odd_numbers",
        "offices",
        "parties",
        "previous_documents",
        "quantities",
        "regime",
        "treatments",
        "wire",
    )

    def __init__(self, declaration: Declaration, law: Law, circumstances: Circumstances) -> None:
        """Stand behind one declaration."""
        self.declaration = declaration
        self.law = law
        self.circumstances = circumstances
        self.regime = declaration.regime
        self.items = declaration.items
        kind = law.code("declaration_types", declaration.type_code)
        #: Whether the declaration's form must tell everything.
        self.is_complete = kind is not None and kind.attributes.get("form") in COMPLETE_FORMS
        #: All of the declaration as text, to be searched in one go; backslashes mark control characters.
        self.wire = _ENCODE(declaration)
        #: Paths of decimals that are no number, infinite, or beyond any measure.
        self.odd_numbers = _odd_numbers(declaration, self.wire)
        self.treatments = tuple([Treatment(item, law) for item in self.items])
        self._gather_head(declaration)
        if declaration.goods_shipment is not None:
            self._gather_shipment(declaration.goods_shipment)

    def _gather_head(self, declaration: Declaration) -> None:
        self.offices = _offices(declaration)
        self.parties = _parties(declaration)
        self.authorisations: Placed[AuthorisationHolder] = _numbered("authorisations", declaration.authorisations)
        self.guarantees: Placed[Guarantee] = _numbered("guarantees", declaration.guarantees)
        self.means: Placed[TransportMeans] = []
        if declaration.border_means is not None:
            self.means.append(("border_means", declaration.border_means))
        self.amounts: Placed[Money] = []
        if declaration.invoice_amount is not None:
            self.amounts.append(("invoice_amount", declaration.invoice_amount))
        for at, guarantee in self.guarantees:
            if guarantee.amount is not None:
                self.amounts.append((f"{at}/amount", guarantee.amount))
        self.moments: Placed[datetime] = []
        if declaration.accepted_at is not None:
            self.moments.append(("accepted_at", declaration.accepted_at))
        if declaration.issued_at is not None:
            self.moments.append(("issued_at", declaration.issued_at))
        self.equipment: Placed[TransportEquipment] = []
        self.previous_documents: Placed[PreviousDocument] = []
        self.charges: Placed[Charge] = []
        self.quantities: Placed[Decimal] = []

    def _gather_shipment(self, shipment: GoodsShipment) -> None:
        _add_shipment_parties(self.parties, shipment)
        if shipment.consignment is not None:
            self._gather_consignment(shipment.consignment)
        if shipment.exit_at is not None:
            self.moments.append((f"{SHIPMENT}/exit_at", shipment.exit_at))
        if shipment.invoice is not None and shipment.invoice.issued_at is not None:
            self.moments.append((f"{SHIPMENT}/invoice/issued_at", shipment.invoice.issued_at))
        if shipment.freight_charge is not None:
            self.amounts.append((f"{SHIPMENT}/freight_charge", shipment.freight_charge))
        if shipment.charges:
            self._gather_charges(f"{SHIPMENT}/charges", shipment.charges)
        self.previous_documents += _numbered(f"{SHIPMENT}/previous_documents", shipment.previous_documents)
        for position, item in enumerate(shipment.items, start=1):
            self._gather_item(f"{SHIPMENT}/items/{position}", item)

    def _gather_consignment(self, consignment: Consignment) -> None:
        if consignment.arrival_means is not None:
            self.means.append((f"{CONSIGNMENT}/arrival_means", consignment.arrival_means))
        if consignment.departure_means is not None:
            self.means.append((f"{CONSIGNMENT}/departure_means", consignment.departure_means))
        self.equipment = _numbered(f"{CONSIGNMENT}/equipment", consignment.equipment)

    def _gather_item(self, at: str, item: GoodsItem) -> None:
        amounts = self.amounts
        if item.price is not None:
            amounts.append((f"{at}/price", item.price))
        if item.customs_value is not None:
            amounts.append((f"{at}/customs_value", item.customs_value))
        if item.statistical_value is not None:
            amounts.append((f"{at}/statistical_value", item.statistical_value))
        if item.charges:
            self._gather_charges(f"{at}/charges", item.charges)
        if item.previous_documents:
            self.previous_documents += _numbered(f"{at}/previous_documents", item.previous_documents)
        self._gather_masses(at, item)
        self._gather_taxes(at, item)
        self._gather_documents(at, item)

    def _gather_masses(self, at: str, item: GoodsItem) -> None:
        if item.gross_mass is not None:
            self.quantities.append((f"{at}/gross_mass", item.gross_mass))
        if item.net_mass is not None:
            self.quantities.append((f"{at}/net_mass", item.net_mass))
        if item.supplementary_quantity is not None:
            self.quantities.append((f"{at}/supplementary_quantity/value", item.supplementary_quantity.value))

    def _gather_charges(self, at: str, charges: tuple[Charge, ...]) -> None:
        for place, charge in _numbered(at, charges):
            self.charges.append((place, charge))
            if charge.amount is not None:
                self.amounts.append((f"{place}/amount", charge.amount))

    def _gather_taxes(self, at: str, item: GoodsItem) -> None:
        for n, tax in enumerate(item.duty_tax_fees, start=1):
            place = f"{at}/duty_tax_fees/{n}"
            if tax.ad_valorem_base is not None:
                self.amounts.append((f"{place}/ad_valorem_base", tax.ad_valorem_base))
            if tax.deduct_amount is not None:
                self.amounts.append((f"{place}/deduct_amount", tax.deduct_amount))
            if tax.assessed_amount is not None:
                self.amounts.append((f"{place}/assessed_amount", tax.assessed_amount))
            if tax.payment_amount is not None:
                self.amounts.append((f"{place}/payment_amount", tax.payment_amount))
            if tax.specific_base is not None:
                self.quantities.append((f"{place}/specific_base/value", tax.specific_base.value))

    def _gather_documents(self, at: str, item: GoodsItem) -> None:
        for n, document in enumerate(item.documents, start=1):
            if document.write_off_amount is not None:
                self.amounts.append((f"{at}/documents/{n}/write_off_amount", document.write_off_amount))
            if document.write_off_quantity is not None:
                place = f"{at}/documents/{n}/write_off_quantity/value"
                self.quantities.append((place, document.write_off_quantity.value))
            if document.effective_at is not None:
                self.moments.append((f"{at}/documents/{n}/effective_at", document.effective_at))


def _odd_numbers(declaration: Declaration, wire: bytes) -> tuple[str, ...]:
    if not (_ODD[0](wire) or _ODD[1](wire) or _ODD[2](wire)):
        return ()
    return tuple(at for at, value in numbers(declaration) if not value.is_finite() or abs(value.adjusted()) > 99)


def _numbered(at: str, parts: tuple[_Part, ...]) -> Placed[_Part]:
    return [(f"{at}/{n}", part) for n, part in enumerate(parts, start=1)] if parts else []


def _offices(declaration: Declaration) -> Placed[OfficeCode]:
    named = (
        ("declaration_office", declaration.declaration_office),
        ("exit_office", declaration.exit_office),
        ("presentation_office", declaration.presentation_office),
        ("supervising_office", declaration.supervising_office),
    )
    return [(at, OfficeCode(code)) for at, code in named if code]


def _parties(declaration: Declaration) -> Placed[AnyParty]:
    named: tuple[tuple[str, AnyParty | None], ...] = (
        ("agent", declaration.agent),
        ("declarant", declaration.declarant),
        ("exporter", declaration.exporter),
    )
    found = [(at, party) for at, party in named if party is not None]
    if declaration.carriage is not None:
        if declaration.carriage.carrier is not None:
            found.append(("carriage/carrier", declaration.carriage.carrier))
        if declaration.carriage.consignor is not None:
            found.append(("carriage/consignor", declaration.carriage.consignor))
    return found


def _add_shipment_parties(found: Placed[AnyParty], shipment: GoodsShipment) -> None:
    named = (
        ("goods_shipment/buyer", shipment.buyer),
        ("goods_shipment/consignee", shipment.consignee),
        ("goods_shipment/consignor", shipment.consignor),
        ("goods_shipment/importer", shipment.importer),
        ("goods_shipment/payer", shipment.payer),
        ("goods_shipment/seller", shipment.seller),
        ("goods_shipment/surety", shipment.surety),
    )
    found += [(at, party) for at, party in named if party is not None]
    for position, item in enumerate(shipment.items, start=1):
        if item.buyer or item.seller or item.consignee or item.consignor:
            _add_item_parties(found, f"{SHIPMENT}/items/{position}", item)


def _add_item_parties(found: Placed[AnyParty], at: str, item: GoodsItem) -> None:
    named = (
        ("buyer", item.buyer),
        ("seller", item.seller),
        ("consignee", item.consignee),
        ("consignor", item.consignor),
    )
    found += [(f"{at}/{name}", party) for name, party in named if party is not None]
