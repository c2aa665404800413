"""TRA: how the goods travel, in what, and where they stand."""

import re

from clearway.core.facts.consignment import Consignment, TransportEquipment, TransportMeans
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem
from clearway.core.law.lawbook import Law
from clearway.core.validate.containers import is_container, is_ship_number
from clearway.core.validate.repeats import repeats
from clearway.core.validate.rule import NEW, Breach, rule

CONSIGNMENT = "goods_shipment/consignment"
IN_CONTAINERS, LOOSE = "1", "0"
SHIP_NUMBER, SHIP_NAME = "10", "11"
#: UN/ECE Recommendation 19: rail, mail and fixed installations have no nationality.
WITHOUT_NATIONALITY = frozenset({"2", "5", "7"})
_SEAL = re.compile(r"[A-Za-z0-9/-]{1,20}")
_EQUIPMENT = re.compile(r"[A-Za-z0-9 /-]{1,17}")


def _consignment(declaration: Declaration) -> Consignment | None:
    return declaration.goods_shipment.consignment if declaration.goods_shipment else None


@rule("TRA-001")
def container_indicator_is_plain(declaration: Declaration) -> Breach | None:
    """The container indicator is 1 for goods in containers and 0 for all others."""
    consignment = _consignment(declaration)
    if consignment is None or consignment.container_code in (None, IN_CONTAINERS, LOOSE):
        return None
    return Breach(at=f"{CONSIGNMENT}/container_code", found=consignment.container_code, remedy="Use 1 or 0.")


@rule("TRA-002", of=NEW)
def containers_are_named(declaration: Declaration) -> Breach | None:
    """Goods declared to be in containers need the container's number."""
    consignment = _consignment(declaration)
    if consignment is None or consignment.container_code != IN_CONTAINERS or consignment.equipment:
        return None
    if any(item.equipment for item in declaration.items):
        return None
    return Breach(at=f"{CONSIGNMENT}/equipment", remedy="Give the container number, or set the indicator to 0.")


@rule("TRA-003", of=NEW)
def loose_goods_have_no_container(declaration: Declaration) -> Breach | None:
    """Goods declared to be loose cannot name a container."""
    consignment = _consignment(declaration)
    if consignment is None or consignment.container_code != LOOSE or not consignment.equipment:
        return None
    if not any(one.id and is_container(one.id) for one in consignment.equipment):
        return None
    return Breach(at=f"{CONSIGNMENT}/container_code", found=LOOSE, remedy="Set the indicator to 1.")


def _equipment(declaration: Declaration) -> tuple[TransportEquipment, ...]:
    consignment = _consignment(declaration)
    return consignment.equipment if consignment else ()


@rule("TRA-004")
def container_number_checks(unit: TransportEquipment) -> Breach | None:
    """A container number should have four letters, six digits and the right check digit.

    Swap bodies and trailers have numbers of other forms; hence this warns only.
    """
    if not unit.id or is_container(unit.id):
        return None
    return Breach(at="id", found=unit.id, remedy="Copy the number from the container's door.")


@rule("TRA-005")
def equipment_is_well_formed(unit: TransportEquipment) -> Breach | None:
    """The number of a container or trailer has up to 17 letters and digits."""
    if not unit.id or _EQUIPMENT.fullmatch(unit.id):
        return None
    return Breach(at="id", found=unit.id, remedy="Use at most 17 letters and digits.")


@rule("TRA-006")
def equipment_is_named_once(declaration: Declaration) -> list[Breach] | None:
    """The same container should be named once."""
    equipment = _equipment(declaration)
    if len(equipment) < 2:
        return None
    ids = [one.id for one in equipment]
    return [
        Breach(at=f"{CONSIGNMENT}/equipment/{n}/id", found=ids[n - 1], remedy="Leave the repetition out.")
        for n in repeats(ids)
    ] or None


@rule("TRA-007")
def equipment_is_numbered(declaration: Declaration) -> list[Breach] | None:
    """Two containers cannot have the same sequence number."""
    equipment = _equipment(declaration)
    if len(equipment) < 2:
        return None
    numbers = [one.sequence for one in equipment]
    return [
        Breach(at=f"{CONSIGNMENT}/equipment/{n}/sequence", found=str(numbers[n - 1]), remedy="Number them 1, 2, 3 …")
        for n in repeats(numbers)
    ] or None


@rule("TRA-008", of=NEW)
def equipment_of_items_travels(item: GoodsItem, declaration: Declaration) -> list[Breach] | None:
    """The container of an item must be one of the consignment's."""
    if not item.equipment:
        return None
    ids = {one.id for one in _equipment(declaration)}
    if not ids:
        return None
    return [
        Breach(at=f"equipment/{n}/id", found=one.id, remedy="Add the container to the consignment.")
        for n, one in enumerate(item.equipment, start=1)
        if one.id and one.id not in ids
    ] or None


@rule("TRA-009")
def seals_are_well_formed(unit: TransportEquipment) -> list[Breach] | None:
    """A seal's number has up to 20 letters and digits."""
    return [
        Breach(at=f"seals/{n}/id", found=seal.id, remedy="Copy the number from the seal.")
        for n, seal in enumerate(unit.seals, start=1)
        if not seal.id or not _SEAL.fullmatch(seal.id)
    ] or None


@rule("TRA-010", of=NEW)
def transit_is_sealed(unit: TransportEquipment) -> Breach | None:
    """A container under transit should be sealed."""
    if unit.seals:
        return None
    return Breach(at="seals", found=unit.id, remedy="Give the numbers of the seals.")


@rule("TRA-011")
def identified_means_say_how(means: TransportMeans) -> Breach | None:
    """Where a means of transport is identified, the kind of identification must be given."""
    if not means.id or means.identification_type_code:
        return None
    return Breach(at="identification_type_code", found=means.id, remedy="Say what the identification is.")


@rule("TRA-012")
def ship_number_checks(means: TransportMeans) -> Breach | None:
    """A ship's number should have seven digits, the last of which checks the others."""
    if means.identification_type_code != SHIP_NUMBER or not means.id or is_ship_number(means.id):
        return None
    return Breach(at="id", found=means.id, remedy="Copy the ship's IMO number.")


@rule("TRA-013", of=NEW)
def border_means_has_nationality(declaration: Declaration) -> Breach | None:
    """The means of transport at the border, where it is named, should have a nationality.

    Rail, mail and pipelines have none; and whoever does not know the ship yet does not know its flag.
    """
    means = declaration.border_means
    if means is None or not means.id or means.nationality:
        return None
    if not means.mode_code or means.mode_code in WITHOUT_NATIONALITY:
        return None
    return Breach(at="border_means/nationality", remedy="Give the country where it is registered.")


@rule("TRA-014", of=NEW)
def transit_names_its_means(declaration: Declaration) -> Breach | None:
    """A transit declaration must name the means of transport at departure."""
    consignment = _consignment(declaration)
    if consignment is None:
        return None
    if consignment.departure_means is not None and consignment.departure_means.id:
        return None
    return Breach(at=f"{CONSIGNMENT}/departure_means/id", remedy="Give the vehicle, wagon, vessel or flight.")


@rule("TRA-015")
def location_can_be_found(declaration: Declaration) -> Breach | None:
    """The location of the goods must be identified by a code, a name or an address."""
    consignment = _consignment(declaration)
    if consignment is None or consignment.goods_location is None:
        return None
    location = consignment.goods_location
    if location.id or location.name or (location.address and location.address.line):
        return None
    at = f"{CONSIGNMENT}/goods_location"
    return Breach(at=at, remedy="Give the location's code, its name or its address.")


@rule("TRA-016", of=NEW)
def location_is_here(declaration: Declaration, law: Law) -> Breach | None:
    """Goods should stand in the customs territory when they are declared.

    A declaration may be lodged before the goods arrive, so this warns only.
    """
    consignment = _consignment(declaration)
    if consignment is None or consignment.goods_location is None or consignment.goods_location.address is None:
        return None
    country = consignment.goods_location.address.country
    if not country or country == law.country.code:
        return None
    at = f"{CONSIGNMENT}/goods_location/address/country"
    remedy = "Give the place in {country} where the goods will stand."
    return Breach(at=at, found=country, remedy=remedy, facts={"country": law.country.code})


@rule("TRA-017")
def route_is_in_order(declaration: Declaration) -> list[Breach] | None:
    """Countries on the way are numbered in their order."""
    if declaration.carriage is None or len(declaration.carriage.itinerary) < 2:
        return None
    stops = declaration.carriage.itinerary
    return [
        Breach(at=f"carriage/itinerary/{n}/sequence", found=str(stop.sequence), remedy="Number them 1, 2, 3 …")
        for n, stop in enumerate(stops[1:], start=2)
        if stop.sequence <= stops[n - 2].sequence
    ] or None


@rule("TRA-018", of=NEW)
def destination_of_import_is_here(declaration: Declaration, law: Law) -> Breach | None:
    """Imported goods should be destined for this country."""
    shipment = declaration.goods_shipment
    if shipment is None or shipment.destination is None or not shipment.destination.country:
        return None
    if shipment.destination.country == law.country.code:
        return None
    facts = {"country": law.country.code}
    remedy = "Give {country}, or declare the goods for transit."
    at = "goods_shipment/destination/country"
    return Breach(at=at, found=shipment.destination.country, remedy=remedy, facts=facts)
