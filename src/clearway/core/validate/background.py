"""What many rules ask of one declaration, worked out once."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import msgspec

from clearway.core.facts.basis import Fact
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.consignment import Carriage, TransportMeans
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.documents import PreviousDocument
from clearway.core.facts.goods import GoodsItem, GoodsShipment
from clearway.core.facts.parties import Agent, Party
from clearway.core.kernel.money import Money
from clearway.core.law.lawbook import Law
from clearway.core.validate.leaves import numbers
from clearway.core.validate.treatment import Treatment

#: Forms of declaration that tell everything; a simplified one may leave parts for later.
COMPLETE_FORMS = frozenset({"standard", "supplementary"})

_ENCODE = msgspec.json.Encoder().encode
#: How decimals that are no number, or beyond any measure, look as text.
_EXPONENT = re.compile(rb"E[-+][0-9]{3}")
_NO_NUMBER = (b'NaN"', b'Infinity"')


class Named(NamedTuple):
    """A party and the path where it is named."""

    at: str
    party: Party | Agent


class Means(NamedTuple):
    """A means of transport and the path where it is named."""

    at: str
    transport: TransportMeans


class Previous(NamedTuple):
    """A previous document and the path where it is named."""

    at: str
    document: PreviousDocument


class Amount(NamedTuple):
    """An amount of money and the path where it is declared."""

    at: str
    money: Money


class Background:
    """One declaration under one law: its parties, amounts and items' treatments, each found at most once."""

    def __init__(self, declaration: Declaration, law: Law, circumstances: Circumstances) -> None:
        """Stand behind one declaration."""
        self.declaration = declaration
        self.law = law
        self.circumstances = circumstances
        kind = law.code("declaration_types", declaration.type_code)
        #: Whether the declaration's form must tell everything.
        self.is_complete = kind is not None and kind.attributes.get("form") in COMPLETE_FORMS
        self.treatments = tuple(Treatment(item, law) for item in declaration.items)

    @cached_property
    def wire(self) -> bytes:
        """All of the declaration as text, to be searched in one go; backslashes mark control characters."""
        return _ENCODE(self.declaration)

    @cached_property
    def odd_numbers(self) -> tuple[str, ...]:
        """Paths of decimals that are no number, infinite, or beyond any measure."""
        wire = self.wire
        if _NO_NUMBER[0] not in wire and _NO_NUMBER[1] not in wire and not _EXPONENT.search(wire):
            return ()
        return tuple(
            at for at, value in numbers(self.declaration) if not value.is_finite() or abs(value.adjusted()) > 99
        )

    @cached_property
    def parties(self) -> tuple[Named, ...]:
        """Every party that is named, in document order as far as it matters."""
        declaration = self.declaration
        found = [
            Named(at, party)
            for at, party in (
                ("agent", declaration.agent),
                ("declarant", declaration.declarant),
                ("exporter", declaration.exporter),
            )
            if party is not None
        ]
        if declaration.carriage is not None:
            found.extend(_of_carriage(declaration.carriage))
        if declaration.goods_shipment is not None:
            found.extend(_of_shipment(declaration.goods_shipment))
        return tuple(found)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """Every amount of money that is declared."""
        declaration = self.declaration
        found = []
        if declaration.invoice_amount is not None:
            found.append(Amount("invoice_amount", declaration.invoice_amount))
        for position, guarantee in enumerate(declaration.guarantees, start=1):
            if guarantee.amount is not None:
                found.append(Amount(f"guarantees/{position}/amount", guarantee.amount))
        shipment = declaration.goods_shipment
        if shipment is None:
            return tuple(found)
        if shipment.freight_charge is not None:
            found.append(Amount("goods_shipment/freight_charge", shipment.freight_charge))
        found.extend(_of_charges("goods_shipment", shipment))
        for position, item in shipment.numbered_items():
            found.extend(_of_item(f"goods_shipment/items/{position}", item))
        return tuple(found)

    @cached_property
    def means(self) -> tuple[Means, ...]:
        """Every means of transport that is named."""
        shipment = self.declaration.goods_shipment
        found = [("border_means", self.declaration.border_means)]
        if shipment is not None and shipment.consignment is not None:
            at = "goods_shipment/consignment"
            found.append((f"{at}/arrival_means", shipment.consignment.arrival_means))
            found.append((f"{at}/departure_means", shipment.consignment.departure_means))
        return tuple(Means(at, means) for at, means in found if means is not None)

    @cached_property
    def previous_documents(self) -> tuple[Previous, ...]:
        """Every previous document, of all goods and of single items."""
        shipment = self.declaration.goods_shipment
        if shipment is None:
            return ()
        bearers = [("goods_shipment", shipment.previous_documents)]
        bearers += [(f"goods_shipment/items/{n}", item.previous_documents) for n, item in shipment.numbered_items()]
        return tuple(
            Previous(f"{at}/previous_documents/{n}", document)
            for at, documents in bearers
            for n, document in enumerate(documents, start=1)
        )


def _of_carriage(carriage: Carriage) -> Iterator[Named]:
    if carriage.carrier is not None:
        yield Named("carriage/carrier", carriage.carrier)
    if carriage.consignor is not None:
        yield Named("carriage/consignor", carriage.consignor)


_SHIPMENT_PARTIES = ("buyer", "consignee", "consignor", "importer", "payer", "seller", "surety")
_ITEM_PARTIES = ("buyer", "seller", "consignee", "consignor")


def _of_shipment(shipment: GoodsShipment) -> Iterator[Named]:
    yield from _among(shipment, _SHIPMENT_PARTIES, "goods_shipment")
    for position, item in shipment.numbered_items():
        if item.buyer or item.seller or item.consignee or item.consignor:
            yield from _among(item, _ITEM_PARTIES, f"goods_shipment/items/{position}")


def _among(fact: Fact, names: tuple[str, ...], at: str) -> Iterator[Named]:
    for name in names:
        party = getattr(fact, name)
        if party is not None:
            yield Named(f"{at}/{name}", party)


def _of_item(at: str, item: GoodsItem) -> Iterator[Amount]:
    yield from _present(at, item, ("price", "customs_value", "statistical_value"))
    if item.charges:
        yield from _of_charges(at, item)
    for position, tax in enumerate(item.duty_tax_fees, start=1):
        yield from _present(f"{at}/duty_tax_fees/{position}", tax, _TAX_AMOUNTS)
    for position, document in enumerate(item.documents, start=1):
        if document.write_off_amount is not None:
            yield Amount(f"{at}/documents/{position}/write_off_amount", document.write_off_amount)


_TAX_AMOUNTS = ("ad_valorem_base", "deduct_amount", "assessed_amount", "payment_amount")


def _present(at: str, fact: Fact, names: tuple[str, ...]) -> Iterator[Amount]:
    for name in names:
        money = getattr(fact, name)
        if money is not None:
            yield Amount(f"{at}/{name}", money)


def _of_charges(at: str, bearer: GoodsItem | GoodsShipment) -> Iterator[Amount]:
    for position, charge in enumerate(bearer.charges, start=1):
        if charge.amount is not None:
            yield Amount(f"{at}/charges/{position}/amount", charge.amount)
