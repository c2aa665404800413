"""COD-0xx: codes at the head of a declaration and on the way of the goods stand in their lists on the day."""

from clearway.core.facts.basis import Place
from clearway.core.facts.consignment import TransportMeans
from clearway.core.facts.declaration import Declaration, Guarantee
from clearway.core.facts.goods import GoodsItem
from clearway.core.facts.parties import AuthorisationHolder, RoleParty
from clearway.core.kernel.money import Money
from clearway.core.law.lawbook import Law
from clearway.core.validate.lookup import missing, unknown
from clearway.core.validate.parts import AnyParty
from clearway.core.validate.rule import Breach, rule


@rule("COD-001")
def declaration_type_exists(declaration: Declaration, law: Law) -> Breach | None:
    """The declaration type must be one that customs accepts."""
    return unknown(law, "declaration_types", declaration.type_code, "type_code")


@rule("COD-002")
def country_of_party_exists(party: AnyParty, law: Law) -> Breach | None:
    """The country of every address must be in the list of countries."""
    if party.address is None:
        return None
    return unknown(law, "countries", party.address.country, "address/country")


@rule("COD-003")
def countries_of_journey_exist(declaration: Declaration, law: Law) -> list[Breach] | None:
    """The countries of dispatch and destination must be in the list of countries."""
    shipment = declaration.goods_shipment
    if shipment is None:
        return None
    return _unknown_journey(law, shipment.export_country, shipment.destination, "goods_shipment/")


def _unknown_journey(law: Law, dispatch: str | None, destination: Place | None, at: str) -> list[Breach] | None:
    if dispatch is None and destination is None:
        return None
    known = law.codes("countries")
    found = []
    if dispatch is not None and dispatch not in known:
        found.append(missing(law, "countries", dispatch, f"{at}export_country"))
    if destination is not None and destination.country is not None and destination.country not in known:
        found.append(missing(law, "countries", destination.country, f"{at}destination/country"))
    return found or None


@rule("COD-004")
def nationality_of_means_exists(means: TransportMeans, law: Law) -> Breach | None:
    """The nationality of a means of transport must be in the list of countries."""
    return unknown(law, "countries", means.nationality, "nationality")


@rule("COD-005")
def routing_countries_exist(declaration: Declaration, law: Law) -> list[Breach] | None:
    """Every country on the way must be in the list of countries."""
    if declaration.carriage is None:
        return None
    return [
        breach
        for n, one in enumerate(declaration.carriage.itinerary, start=1)
        if (breach := unknown(law, "countries", one.country, f"carriage/itinerary/{n}/country"))
    ] or None


@rule("COD-006")
def currency_exists(amount: Money, law: Law) -> Breach | None:
    """Every currency must be in the list of currencies."""
    return unknown(law, "currencies", amount.currency, "")


@rule("COD-007")
def transport_mode_exists(means: TransportMeans, law: Law) -> Breach | None:
    """The mode of transport must be in the list of modes."""
    return unknown(law, "transport_modes", means.mode_code, "mode_code")


@rule("COD-008")
def transport_identification_exists(means: TransportMeans, law: Law) -> Breach | None:
    """How a means of transport is identified must be in the list."""
    at = "identification_type_code"
    return unknown(law, "transport_identification", means.identification_type_code, at)


@rule("COD-009")
def delivery_term_exists(declaration: Declaration, law: Law) -> Breach | None:
    """The delivery term must be an Incoterm in force."""
    shipment = declaration.goods_shipment
    if shipment is None or shipment.trade_terms is None:
        return None
    at = "goods_shipment/trade_terms/condition_code"
    return unknown(law, "incoterms", shipment.trade_terms.condition_code, at)


@rule("COD-010")
def location_type_exists(declaration: Declaration, law: Law) -> Breach | None:
    """The type of the goods' location must be in the list."""
    consignment = declaration.goods_shipment and declaration.goods_shipment.consignment
    location = consignment and consignment.goods_location
    if not location:
        return None
    at = "goods_shipment/consignment/goods_location/type_code"
    return unknown(law, "location_types", location.type_code, at)


@rule("COD-011")
def location_qualifier_exists(declaration: Declaration, law: Law) -> Breach | None:
    """How the goods' location is identified must be in the list of qualifiers."""
    consignment = declaration.goods_shipment and declaration.goods_shipment.consignment
    location = consignment and consignment.goods_location
    if not location or location.address is None:
        return None
    at = "goods_shipment/consignment/goods_location/address/type_code"
    return unknown(law, "location_qualifiers", location.address.type_code, at)


@rule("COD-012")
def guarantee_type_exists(guarantee: Guarantee, law: Law) -> Breach | None:
    """The type of a guarantee must be in the list."""
    return unknown(law, "guarantee_types", guarantee.type_code, "type_code")


@rule("COD-013")
def authorisation_category_exists(holder: AuthorisationHolder, law: Law) -> Breach | None:
    """The category of an authorisation should be one that is granted here.

    An authorisation of another territory has no effect; where one is needed, PRC-006 asks for ours.
    """
    return unknown(law, "authorisation_categories", holder.category_code, "category_code")


@rule("COD-014")
def representation_exists(declaration: Declaration, law: Law) -> Breach | None:
    """The status of a representative must be in the list."""
    if declaration.agent is None:
        return None
    return unknown(law, "representation", declaration.agent.function_code, "agent/function_code")


@rule("COD-015")
def roles_exist(declaration: Declaration, law: Law) -> list[Breach] | None:
    """The role of an operator or a fiscal representative must be in the list."""
    shipment = declaration.goods_shipment
    if shipment is None:
        return None
    if not shipment.authorised_operators and not shipment.fiscal_parties:
        return None
    operators = _unknown_roles(law, shipment.authorised_operators, "goods_shipment/authorised_operators")
    fiscal = _unknown_roles(law, shipment.fiscal_parties, "goods_shipment/fiscal_parties")
    return [*operators, *fiscal] or None


def _unknown_roles(law: Law, parties: tuple[RoleParty, ...], at: str) -> list[Breach]:
    return [
        breach
        for n, one in enumerate(parties, start=1)
        if (breach := unknown(law, "role_codes", one.role_code, f"{at}/{n}/role_code"))
    ]


@rule("COD-016")
def specific_circumstance_exists(declaration: Declaration, law: Law) -> Breach | None:
    """The specific circumstance must be in the list."""
    code = declaration.specific_circumstances_code
    return unknown(law, "specific_circumstances", code, "specific_circumstances_code")


@rule("COD-017")
def warehouse_type_exists(declaration: Declaration, law: Law) -> Breach | None:
    """The type of a warehouse must be in the list."""
    shipment = declaration.goods_shipment
    if shipment is None or shipment.warehouse is None:
        return None
    return unknown(law, "warehouse_types", shipment.warehouse.type_code, "goods_shipment/warehouse/type_code")


@rule("COD-121")
def countries_of_item_exist(item: GoodsItem, law: Law) -> list[Breach] | None:
    """An item's countries of dispatch and destination must be in the list of countries."""
    return _unknown_journey(law, item.export_country, item.destination, "")
