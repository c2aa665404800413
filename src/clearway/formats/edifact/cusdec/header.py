"""The heading and summary of a CUSDEC: who declares what to whom, how the goods travel, and the totals."""

from clearway.formats.edifact.cusdec.rows import (
    CONTACT,
    DOCUMENT,
    FIRST,
    charges,
    country_and_region,
    moment,
    money,
    party,
    place,
    previous_documents,
    reference,
    representative,
    role,
    statements,
)
from clearway.formats.edifact.table import Segment, row, slot, use
from clearway.formats.edifact.values import DECIMAL, POINTERS, WHOLE

_CONSIGNMENT = "goods_shipment/consignment"
_GOODS_LOCATION = f"{_CONSIGNMENT}/goods_location"


def _means(stage: str, about: str) -> Segment:
    return use(
        about,
        {(1, 0): stage},
        row("mode_code", "C220.8067", (3, 0), 3),
        row("type_code", "C001.8179", (4, 0), 8),
        row("id", "C222.8213", (8, 0), 35),
        row("identification_type_code", "C222.1131", (8, 1), 17),
        row("name", "C222.8212", (8, 3), 70),
        row("nationality", "C222.8453", (8, 4), 3),
    )


def _located(code: str, about: str, *, address: bool = False) -> Segment:
    """A place with its name; of its address only the country and the qualifier of it, the rest stands in NAD+EE."""
    rows = (
        row("id", "C517.3225", (2, 0), 35),
        row("type_code", "C517.1131", (2, 1), 17),
        row("name", "C517.3224", (2, 3), 256),
    )
    of_address = (
        row("address/country", "C519.3223", (3, 0), 35),
        row("address/type_code", "C519.1131", (3, 1), 17),
    )
    return use(about, {(1, 0): code}, *rows, *(of_address if address else ()))


def _control(code: str, field: str, *, is_mass: bool = False, is_whole: bool = False) -> Segment:
    says = {(1, 0): code, (1, 2): "KGM"} if is_mass else {(1, 0): code}
    return use("", says, row(field, "C270.6066", (1, 1), 18, reads=WHOLE if is_whole else DECIMAL))


_BEGINNING = slot(
    "BGM",
    1,
    (),
    use(
        "",
        {},
        row("type_code", "C002.1001", (1, 0), 3),
        row("reference", "C106.1004", (2, 0), 70),
        row("function_code", "1225", (3, 0), 3),
        is_always=True,
    ),
)

_STATUS = slot(
    "CST",
    1,
    (),
    use(
        "",
        {},
        row("specific_circumstances_code", "C246[1].7361", (2, 0), 18),
        row("goods_shipment/transaction_nature_code", "C246[2].7361", (3, 0), 18),
        row(f"{_CONSIGNMENT}/container_code", "C246[3].7361", (4, 0), 18),
    ),
)

_PLACES = slot(
    "LOC",
    99,
    FIRST,
    place("91", "issue_location"),
    place("96", "declaration_office"),
    place("42", "exit_office"),
    place("22", "presentation_office"),
    place("ZZZ", "supervising_office"),
    place("35", "goods_shipment/export_country"),
    country_and_region("28", "goods_shipment/destination"),
    use(
        "goods_shipment/warehouse",
        {(1, 0): "18"},
        row("id", "C517.3225", (2, 0), 35),
        row("type_code", "C517.1131", (2, 1), 17),
    ),
    _located("43", _GOODS_LOCATION, address=True),
    _located("9", f"{_CONSIGNMENT}/loading_location"),
    use("carriage/itinerary[]", {(1, 0): "92"}, row("country", "C517.3225", (2, 0), 35)),
)

_MOMENTS = slot(
    "DTM",
    15,
    FIRST,
    moment("137", "issued_at"),
    moment("148", "accepted_at"),
    moment("136", "goods_shipment/exit_at"),
)

_EQUIPMENT = slot(
    "EQD", 999, FIRST, use(f"{_CONSIGNMENT}/equipment[]", {(1, 0): "CN"}, row("id", "C237.8260", (2, 0), 17))
)

_SEALS = slot(
    "SEL",
    999,
    (),
    use(f"{_CONSIGNMENT}/equipment[]/seals[]", {}, row("id", "9308", (1, 0), 35), outer=(4, 0)),
)

_FREE_TEXT = slot(
    "FTX",
    99,
    FIRST,
    use(
        "amendments[]",
        {(1, 0): "AES"},
        row("reason_code", "C107.4441", (3, 0), 17),
        row("pointers", "C108.4440", (4, 0), 512, reads=POINTERS),
    ),
    statements("information[]"),
)

_REFERENCES = slot(
    "SG1/RFF",
    99,
    FIRST,
    reference("AVX", "mrn"),
    reference("UCN", "goods_shipment/ucr/id"),
    reference("ABE", "goods_shipment/ucr/trader_reference"),
    use(
        "goods_shipment/invoice",
        {(1, 0): "IV"},
        row("id", "C506.1154", (1, 1), 70),
        below=(slot("DTM", 1, FIRST, moment("3", "issued_at")),),
    ),
    previous_documents("goods_shipment/previous_documents[]"),
)

_TRANSPORT = slot(
    "SG4/TDT",
    5,
    FIRST,
    _means("11", "border_means"),
    _means("3", f"{_CONSIGNMENT}/arrival_means"),
    _means("12", f"{_CONSIGNMENT}/departure_means"),
)

_DOCUMENTS = slot(
    "SG5/DOC",
    99,
    ((1, 2),),
    use(
        "documents[]",
        {},
        *DOCUMENT,
        demands=((1, 0),),
        below=(slot("DTM", 2, FIRST, moment("7", "effective_at")),),
    ),
    use(
        "guarantees[]",
        {(1, 1): "GUARANTEE", (1, 2): "ZZZ"},
        row("type_code", "C002.1001", (1, 0), 3),
        row("access_code", "C002.1000", (1, 3), 35),
        row("id", "C503.1004", (2, 0), 70),
        row("reference", "C503.1366", (2, 2), 70),
        below=(slot("LOC", 1, FIRST, place("119", "office")),),
    ),
)

_PARTIES = slot(
    "SG6/NAD",
    99,
    FIRST,
    party("DT", "declarant", CONTACT),
    representative("AE", "agent", "function_code"),
    representative("TB", "submitter", "role_code"),
    party("EX", "exporter", CONTACT),
    party("IM", "goods_shipment/importer", CONTACT),
    party("CN", "goods_shipment/consignee", CONTACT),
    party("CZ", "goods_shipment/consignor", CONTACT),
    party("BY", "goods_shipment/buyer", CONTACT),
    party("SE", "goods_shipment/seller", CONTACT),
    party("PR", "goods_shipment/payer", CONTACT),
    party("SY", "goods_shipment/surety", CONTACT),
    party("CA", "carriage/carrier", CONTACT),
    party("SF", "carriage/consignor", CONTACT),
    use(
        _GOODS_LOCATION,
        {(1, 0): "EE"},
        row("address/line", "C059.3042", (5, 0), 256, parts=4),
        row("address/city", "3164", (6, 0), 35),
        row("address/subdivision_code", "C819.3229", (7, 0), 9),
        row("address/subdivision_name", "C819.3228", (7, 3), 70),
        row("address/postcode", "3251", (8, 0), 17),
    ),
    role("DFK", "authorisations[]", "category_code"),
    role("DFW", "goods_shipment/authorised_operators[]"),
    role("LC", "goods_shipment/fiscal_parties[]"),
)

_TERMS = slot(
    "SG7/TOD",
    1,
    (),
    use(
        "",
        {(1, 0): "6"},
        row("carriage/freight_payment_code", "4215", (2, 0), 3),
        row("goods_shipment/trade_terms/condition_code", "C100.4053", (3, 0), 3),
        row("goods_shipment/trade_terms/country_relationship_code", "C100.1131", (3, 1), 17),
        row("goods_shipment/trade_terms/description", "C100.4052", (3, 3), 70, parts=2),
        below=(
            slot(
                "LOC",
                2,
                FIRST,
                use(
                    "goods_shipment/trade_terms",
                    {(1, 0): "1"},
                    row("location_id", "C517.3225", (2, 0), 35),
                    row("location_name", "C517.3224", (2, 3), 256),
                ),
            ),
        ),
    ),
)

_AMOUNTS = slot(
    "SG8/MOA",
    25,
    FIRST,
    money("39", "invoice_amount"),
    money("64", "goods_shipment/freight_charge"),
    charges("goods_shipment/charges[]"),
    use(
        "currency_exchanges[]",
        {(1, 0): "10"},
        below=(
            slot(
                "SG9/CUX",
                1,
                FIRST,
                use(
                    "",
                    {(1, 0): "2"},
                    row("currency", "C504.6345", (1, 1), 3),
                    row("rate", "5402", (3, 0), 12, reads=DECIMAL),
                ),
            ),
        ),
    ),
)

HEADING = (
    _BEGINNING,
    _STATUS,
    _PLACES,
    _MOMENTS,
    _EQUIPMENT,
    _SEALS,
    _FREE_TEXT,
    _REFERENCES,
    _TRANSPORT,
    _DOCUMENTS,
    _PARTIES,
    _TERMS,
    _AMOUNTS,
)

SUMMARY = (
    slot(
        "CNT",
        5,
        FIRST,
        _control("5", "item_count", is_whole=True),
        _control("7", "total_gross_mass", is_mass=True),
        _control("11", "total_packages"),
        _control("13", "loading_list_count", is_whole=True),
    ),
    slot(
        "SG52/AUT",
        1,
        (),
        use(
            "authentication",
            {},
            row("text", "9280", (1, 0), 35),
            row("authenticator", "9282", (2, 0), 35, needs=(1, 0)),
        ),
    ),
)
