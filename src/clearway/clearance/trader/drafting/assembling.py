"""Answers become a declaration: totals are added up, what was left empty is left out."""

from collections.abc import Iterable
from decimal import Decimal

import msgspec

from clearway.clearance.trader.drafting import assembling_goods, written
from clearway.clearance.trader.drafting.answers import Answers, Misread
from clearway.clearance.trader.drafting.choices import first_of
from clearway.core.facts.basis import Place
from clearway.core.facts.consignment import Consignment, Location, Seal, TransportEquipment, TransportMeans
from clearway.core.facts.declaration import ORIGINAL, Declaration, Guarantee
from clearway.core.facts.documents import Invoice, PreviousDocument
from clearway.core.facts.goods import GoodsItem, GoodsShipment, TradeTerms, Warehouse
from clearway.core.facts.parties import Address, Agent, AuthorisationHolder, Party
from clearway.core.kernel.money import Money
from clearway.core.law.lawbook import Law
from clearway.stations.drafts.public import Draft

#: The agent acts in the trader's name, and the trader stays the declarant.
DIRECT = "2"
IN_CONTAINERS = "1"


class Assembled(msgspec.Struct, frozen=True):
    """What the answers say, and those that cannot be read."""

    declaration: Declaration
    misread: tuple[Misread, ...]


def assembled(draft: Draft, law: Law) -> Assembled:
    """The declaration that a draft makes, as far as it goes."""
    said = Answers(draft)
    items = assembling_goods.items(said, law)
    amount, currency = said.number("sale", "amount"), said.text("currency")
    declaration = Declaration(
        function_code=ORIGINAL,
        reference=said.text("reference"),
        type_code=said.text("type"),
        item_count=len(items) or None,
        declaration_office=said.text("office"),
        presentation_office=said.text("office"),
        exit_office=said.text("exit_office") if said.regime == "export" else None,
        supervising_office=said.text("supervising"),
        invoice_amount=Money(amount, currency) if amount is not None and currency else None,
        total_gross_mass=_sum(one.gross_mass for one in items),
        total_packages=_sum(package.quantity for one in items for package in one.packages),
        declarant=_declarant(said),
        agent=_agent(said),
        exporter=_exporter(said),
        border_means=_means(said, with_nationality=True),
        documents=assembling_goods.documents(said, law, item=None),
        authorisations=_authorisations(said, law),
        guarantees=_guarantees(said),
        goods_shipment=_shipment(said, items, law),
    )
    return Assembled(declaration, tuple(said.misread))


def _shipment(said: Answers, items: tuple[GoodsItem, ...], law: Law) -> GoodsShipment | None:
    own, is_import = law.country.code, said.regime == "import"
    destination = own if is_import else said.text("destination")
    one = GoodsShipment(
        transaction_nature_code=said.text("nature"),
        consignee=None if is_import else _party(said, "receiver"),
        consignor=_party(said, "sender") if said.regime == "transit" else None,
        importer=Party(id=said.text("trader")) if is_import and said.text("trader") else None,
        consignment=_consignment(said, own),
        destination=Place(country=destination) if destination else None,
        export_country=own if said.regime == "export" else said.text("dispatch"),
        invoice=_invoice(said),
        items=items,
        previous_documents=_previous(said),
        trade_terms=_terms(said),
        warehouse=_warehouse(said),
    )
    return None if one == GoodsShipment() else one


def _declarant(said: Answers) -> Party | None:
    represented = said.text("representation")
    id = said.party if represented and represented != DIRECT else said.text("trader")
    return Party(id=id) if id else None


def _agent(said: Answers) -> Agent | None:
    represented = said.text("representation")
    return Agent(id=said.party, function_code=represented) if represented else None


def _exporter(said: Answers) -> Party | None:
    if said.regime == "export":
        return Party(id=said.text("trader")) if said.text("trader") else None
    return _party(said, "sender") if said.regime == "import" else None


def _party(said: Answers, prefix: str) -> Party | None:
    line, postcode, city, country = (
        said.text(f"{prefix}_{part}") for part in ("line", "postcode", "city", "country")
    )
    address = Address(city=city, country=country, line=line, postcode=postcode)
    name, id = said.text(f"{prefix}_name"), said.text(f"{prefix}_id")
    if address == Address() and not name and not id:
        return None
    return Party(id=id, name=name, address=None if address == Address() else address)


def _means(said: Answers, *, with_nationality: bool) -> TransportMeans | None:
    means = said.text("means")
    one = TransportMeans(
        id=means,
        identification_type_code=said.text("means_kind") if means else None,
        nationality=said.text("nationality") if with_nationality and means else None,
        mode_code=said.text("mode"),
    )
    return None if one == TransportMeans() else one


def _consignment(said: Answers, own: str) -> Consignment | None:
    means, is_import = _means(said, with_nationality=False), said.regime == "import"
    one = Consignment(
        container_code=said.text("loose"),
        arrival_means=means if is_import else None,
        departure_means=means if said.regime == "transit" else None,
        goods_location=_location(said, own),
        equipment=_equipment(said) if said.text("loose") == IN_CONTAINERS else (),
    )
    return None if one == Consignment() else one


def _location(said: Answers, own: str) -> Location | None:
    name = said.text("location")
    if name is None:
        return None
    address = Address(type_code=said.text("location_qualifier"), country=own)
    return Location(name=name, type_code=said.text("location_type"), address=address)


def _equipment(said: Answers) -> tuple[TransportEquipment, ...]:
    return tuple(
        TransportEquipment(
            sequence=n,
            id=row.get("number") or None,
            seals=tuple(
                Seal(sequence=m, id=seal) for m, seal in enumerate(written.entries(row.get("seals", "")), start=1)
            ),
        )
        for n, row in enumerate(said.rows("containers"), start=1)
    )


def _invoice(said: Answers) -> Invoice | None:
    one = Invoice(id=said.text("invoice"), issued_at=said.day("sale", "invoice_day"))
    return None if one == Invoice() else one


def _terms(said: Answers) -> TradeTerms | None:
    place = said.text("terms_place")
    one = TradeTerms(condition_code=said.text("terms"), location_name=place)
    return None if one == TradeTerms() else one


def _warehouse(said: Answers) -> Warehouse | None:
    one = Warehouse(id=said.text("warehouse"), type_code=said.text("warehouse_type"))
    return None if one == Warehouse() else one


def _previous(said: Answers) -> tuple[PreviousDocument, ...]:
    return tuple(
        PreviousDocument(
            category_code=row.get("category") or None,
            type_code=row.get("type") or None,
            id=row.get("number") or None,
            line=said.whole("arrival", "line", row, n),
        )
        for n, row in enumerate(said.rows("previous"), start=1)
    )


def _authorisations(said: Answers, law: Law) -> tuple[AuthorisationHolder, ...]:
    named = tuple(
        AuthorisationHolder(id=row.get("holder") or None, category_code=row.get("category") or None)
        for row in said.rows("authorisations")
    )
    holder = said.text("deferment")
    category = first_of("authorisation_categories", law, "kind", "payment") if holder else ""
    return (*named, AuthorisationHolder(id=holder, category_code=category)) if category else named


def _guarantees(said: Answers) -> tuple[Guarantee, ...]:
    kind, number = said.text("guarantee_type"), said.text("guarantee")
    if not kind and not number:
        return ()
    return (Guarantee(id=number, type_code=kind, office=said.text("supervising") or said.text("office")),)


def _sum(numbers: Iterable[Decimal | None]) -> Decimal | None:
    found = [one for one in numbers if one is not None]
    return sum(found, Decimal(0)) if found else None
