"""Consignments of a declaration in the WCO model: means of transport, equipment, places, the contract of carriage."""

from clearway.core.facts import consignment
from clearway.formats.wco.declaration import parties
from clearway.formats.wco.rows import Row, part
from clearway.formats.wco.values import COUNT, TEXT


def _means(name: str, id: str, identification: str, type: str) -> tuple[Row, ...]:
    return (
        Row("name", "Name", name, TEXT),
        Row("id", "ID", id, TEXT),
        Row("identification_type_code", "IdentificationTypeCode", identification, TEXT),
        Row("type_code", "TypeCode", type, TEXT),
    )


BORDER_MEANS = part(
    consignment.TransportMeans,
    *_means("T005", "T006", "T018", "T010"),
    Row("nationality", "RegistrationNationalityCode", "T014", TEXT),
    Row("mode_code", "ModeCode", "T022", TEXT),
)
ARRIVAL_MEANS = part(
    consignment.TransportMeans,
    *_means("T001", "T002", "T034", "T008"),
    Row("mode_code", "ModeCode", "T020", TEXT),
)
DEPARTURE_MEANS = part(
    consignment.TransportMeans,
    *_means("T003", "T004", "T029", "T009"),
    Row("mode_code", "ModeCode", "T021", TEXT),
)

SEAL = part(
    consignment.Seal,
    Row("sequence", "SequenceNumeric", "006", COUNT),
    Row("id", "ID", "165", TEXT),
)

#: Equipment named on an item says only which container the goods are in.
ITEM_EQUIPMENT = part(
    consignment.TransportEquipment,
    Row("sequence", "SequenceNumeric", "006", COUNT),
    Row("id", "ID", "159", TEXT),
)
EQUIPMENT = part(
    consignment.TransportEquipment,
    Row("sequence", "SequenceNumeric", "006", COUNT),
    Row("id", "ID", "159", TEXT),
    Row("seals", "Seal", "44B", SEAL, many=True),
)

GOODS_LOCATION = part(
    consignment.Location,
    Row("name", "Name", "L016", TEXT),
    Row("id", "ID", "L017", TEXT),
    Row("type_code", "TypeCode", "L110", TEXT),
    Row("address", "Address", "04A", parties.LOCATION_ADDRESS),
)
LOADING_LOCATION = part(
    consignment.Location,
    Row("name", "Name", "L009", TEXT),
    Row("id", "ID", "L010", TEXT),
)

CONSIGNMENT = part(
    consignment.Consignment,
    Row("container_code", "ContainerCode", "096", TEXT),
    Row("arrival_means", "ArrivalTransportMeans", "10A", ARRIVAL_MEANS),
    Row("departure_means", "DepartureTransportMeans", "46A", DEPARTURE_MEANS),
    Row("goods_location", "GoodsLocation", "64A", GOODS_LOCATION),
    Row("loading_location", "LoadingLocation", "83A", LOADING_LOCATION),
    Row("equipment", "TransportEquipment", "31B", EQUIPMENT, many=True),
)

CONSIGNMENT_ITEM = part(
    consignment.ConsignmentItem,
    Row("sequence", "SequenceNumeric", "006", COUNT),
    Row("consignor", "Consignor", "30A", parties.CARRIAGE_CONSIGNOR),
    Row("freight_payment_code", "Freight/PaymentMethodCode", "62A/098", TEXT),
)

ROUTING_COUNTRY = part(
    consignment.RoutingCountry,
    Row("sequence", "SequenceNumeric", "006", COUNT),
    Row("country", "RoutingCountryCode", "064", TEXT),
)

CARRIAGE = part(
    consignment.Carriage,
    Row("carrier", "Carrier", "18A", parties.CARRIER),
    Row("consignment_items", "ConsignmentItem", "29A", CONSIGNMENT_ITEM, many=True),
    Row("consignor", "Consignor", "30A", parties.CARRIAGE_CONSIGNOR),
    Row("freight_payment_code", "Freight/PaymentMethodCode", "62A/098", TEXT),
    Row("itinerary", "Itinerary", "81A", ROUTING_COUNTRY, many=True),
)
