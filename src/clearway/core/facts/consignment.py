"""How the goods travel and where they are: means, equipment, seals, places, routes."""

from clearway.core.facts.basis import Fact
from clearway.core.facts.parties import Address, Party


class TransportMeans(Fact, frozen=True):
    """A vessel, aircraft, train or vehicle; ``mode_code`` after UN/ECE Recommendation 19."""

    name: str | None = None
    id: str | None = None
    identification_type_code: str | None = None
    type_code: str | None = None
    nationality: str | None = None
    mode_code: str | None = None


class Seal(Fact, frozen=True):
    """A seal on a piece of transport equipment."""

    sequence: int
    id: str | None = None


class TransportEquipment(Fact, frozen=True):
    """A container or other unit the goods are loaded in, with its seals."""

    sequence: int
    id: str | None = None
    seals: tuple[Seal, ...] = ()


class Location(Fact, frozen=True):
    """Where the goods may be examined, loaded or unloaded."""

    id: str | None = None
    name: str | None = None
    type_code: str | None = None
    address: Address | None = None


class RoutingCountry(Fact, frozen=True):
    """One country on the way, in order."""

    sequence: int
    country: str | None = None


class ConsignmentItem(Fact, frozen=True):
    """A line of the transport contract, with a consignor and freight of its own."""

    sequence: int
    consignor: Party | None = None
    freight_payment_code: str | None = None


class Carriage(Fact, frozen=True):
    """The contract of carriage: carrier, consignor, freight and itinerary (safety and security data)."""

    carrier: Party | None = None
    consignment_items: tuple[ConsignmentItem, ...] = ()
    consignor: Party | None = None
    freight_payment_code: str | None = None
    itinerary: tuple[RoutingCountry, ...] = ()


class Consignment(Fact, frozen=True):
    """The movement of the goods: means of transport, containers, where they stand."""

    container_code: str | None = None
    arrival_means: TransportMeans | None = None
    departure_means: TransportMeans | None = None
    goods_location: Location | None = None
    loading_location: Location | None = None
    equipment: tuple[TransportEquipment, ...] = ()
