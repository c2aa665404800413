"""The goods: items with their classification, packing, origin, procedure, value and what is claimed for them."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from clearway.core.facts.basis import Fact, Place, Quantity
from clearway.core.facts.consignment import Consignment, TransportEquipment
from clearway.core.facts.documents import (
    AdditionalDocument,
    AdditionalInformation,
    ConsignmentReference,
    Invoice,
    PreviousDocument,
)
from clearway.core.facts.parties import Party, RoleParty
from clearway.core.kernel.money import Money

#: Identification types of a classification (EU customs data model, data elements 6/14 to 6/17, and the WCO's HS).
COMMODITY_TYPES = frozenset({"TSP", "CN", "HS", "SRZ"})
SUFFIX_TYPES = frozenset({"TRC"})
ADDITIONAL_CODE_TYPES = frozenset({"TRA", "GN", "NA"})


class Classification(Fact, frozen=True):
    """A code for the goods, and in which list it stands."""

    id: str | None = None
    type_code: str | None = None


class Charge(Fact, frozen=True):
    """An addition to, or a deduction from, the price; the code's entry in the law says which."""

    type_code: str | None = None
    amount: Money | None = None


class DutyTaxFee(Fact, frozen=True):
    """What the trader says about one tax: preference or regime, base, rate, quota and means of payment."""

    type_code: str | None = None
    regime_code: str | None = None
    ad_valorem_base: Money | None = None
    specific_base: Quantity | None = None
    deduct_amount: Money | None = None
    rate: Decimal | None = None
    quota_order: str | None = None
    payment_method_code: str | None = None
    assessed_amount: Money | None = None
    payment_amount: Money | None = None


class Origin(Fact, frozen=True):
    """A country of origin; ``type_code`` 1 is non-preferential, 2 preferential."""

    country: str | None = None
    region: str | None = None
    type_code: str | None = None


class Packaging(Fact, frozen=True):
    """Packages of one kind (UN/ECE Recommendation 21), their number, marks and measures."""

    sequence: int
    type_code: str | None = None
    quantity: Decimal | None = None
    marks: str | None = None
    material: str | None = None
    length: Quantity | None = None
    width: Quantity | None = None
    height: Quantity | None = None
    volume: Quantity | None = None


class Procedure(Fact, frozen=True):
    """The procedure asked for and the one before it, or an additional procedure with no previous code."""

    current_code: str | None = None
    previous_code: str | None = None


class GoodsItem(Fact, frozen=True):
    """One line of goods of one kind, origin and treatment.

    Masses are in kilograms. ``price`` is the invoice line's amount in the currency of the invoice.
    """

    sequence: int
    description: str | None = None
    classifications: tuple[Classification, ...] = ()
    gross_mass: Decimal | None = None
    net_mass: Decimal | None = None
    supplementary_quantity: Quantity | None = None
    price: Money | None = None
    customs_value: Money | None = None
    statistical_value: Money | None = None
    transaction_nature_code: str | None = None
    procedures: tuple[Procedure, ...] = ()
    origins: tuple[Origin, ...] = ()
    packages: tuple[Packaging, ...] = ()
    duty_tax_fees: tuple[DutyTaxFee, ...] = ()
    valuation_method_code: str | None = None
    valuation_adjustment_code: str | None = None
    charges: tuple[Charge, ...] = ()
    dangerous_goods: tuple[str, ...] = ()
    equipment: tuple[TransportEquipment, ...] = ()
    documents: tuple[AdditionalDocument, ...] = ()
    information: tuple[AdditionalInformation, ...] = ()
    previous_documents: tuple[PreviousDocument, ...] = ()
    export_country: str | None = None
    destination: Place | None = None
    ucr: ConsignmentReference | None = None
    buyer: Party | None = None
    seller: Party | None = None
    consignee: Party | None = None
    consignor: Party | None = None
    authorised_operators: tuple[RoleParty, ...] = ()
    fiscal_parties: tuple[RoleParty, ...] = ()

    @property
    def commodity(self) -> str | None:
        """The commodity code, suffix included, as one string of digits."""
        code = _id_of(self.classifications, COMMODITY_TYPES)
        if code is None:
            return None
        return code + (_id_of(self.classifications, SUFFIX_TYPES) or "")

    @property
    def additional_codes(self) -> tuple[str, ...]:
        """Additional codes that choose between measures of one commodity."""
        return tuple([c.id for c in self.classifications if c.id and c.type_code in ADDITIONAL_CODE_TYPES])

    @property
    def procedure(self) -> str | None:
        """Requested and previous procedure as one code, for example ``4000``."""
        for one in self.procedures:
            if one.current_code and one.previous_code:
                return one.current_code + one.previous_code
        return None

    @property
    def additional_procedures(self) -> tuple[str, ...]:
        """Additional procedure codes, those without a previous procedure."""
        return tuple([p.current_code for p in self.procedures if p.current_code and not p.previous_code])

    @property
    def origin(self) -> str | None:
        """The country of non-preferential origin, or the only origin given."""
        first = None
        for one in self.origins:
            if one.country:
                if one.type_code == "1":
                    return one.country
                first = first or one.country
        return first

    @property
    def preferential_origin(self) -> str | None:
        """The country of preferential origin, where one is claimed."""
        for one in self.origins:
            if one.type_code == "2":
                return one.country
        return None

    @property
    def preference(self) -> str | None:
        """The preference or regime code claimed, for example ``100`` (none) or ``300``."""
        for one in self.duty_tax_fees:
            if one.regime_code:
                return one.regime_code
        return None

    @property
    def quota_order(self) -> str | None:
        """The order number of the quota claimed."""
        for one in self.duty_tax_fees:
            if one.quota_order:
                return one.quota_order
        return None


def _id_of(classifications: tuple[Classification, ...], types: frozenset[str]) -> str | None:
    """The first code from one of these lists; a plain loop, because it is asked of every item many times."""
    for one in classifications:
        if one.type_code in types:
            return one.id
    return None


class TradeTerms(Fact, frozen=True):
    """The delivery term (Incoterms) and its place."""

    condition_code: str | None = None
    country_relationship_code: str | None = None
    description: str | None = None
    location_id: str | None = None
    location_name: str | None = None


class Warehouse(Fact, frozen=True):
    """The warehouse goods enter or leave."""

    id: str | None = None
    type_code: str | None = None


class GoodsShipment(Fact, frozen=True):
    """The transaction behind the goods: its parties, terms and values, and the items."""

    exit_at: datetime | None = None
    transaction_nature_code: str | None = None
    authorised_operators: tuple[RoleParty, ...] = ()
    buyer: Party | None = None
    consignee: Party | None = None
    consignment: Consignment | None = None
    consignor: Party | None = None
    freight_charge: Money | None = None
    charges: tuple[Charge, ...] = ()
    destination: Place | None = None
    fiscal_parties: tuple[RoleParty, ...] = ()
    export_country: str | None = None
    items: tuple[GoodsItem, ...] = ()
    importer: Party | None = None
    invoice: Invoice | None = None
    payer: Party | None = None
    previous_documents: tuple[PreviousDocument, ...] = ()
    seller: Party | None = None
    surety: Party | None = None
    trade_terms: TradeTerms | None = None
    ucr: ConsignmentReference | None = None
    warehouse: Warehouse | None = None

    def numbered_items(self) -> Iterator[tuple[int, GoodsItem]]:
        """Items with their position, counted from 1, as paths count them."""
        return enumerate(self.items, start=1)
