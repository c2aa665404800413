"""The customs item of a CUSDEC (SG32) as a goods item of ours."""

from clearway.formats.edifact.cusdec.rows import (
    DOCUMENT,
    FIRST,
    amount,
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
from clearway.formats.edifact.table import Row, Segment, row, slot, use
from clearway.formats.edifact.values import DECIMAL, WHOLE

#: A classification fills one of the five customs identities of CST; more of them go to the supplement.
_IDENTITIES = range(1, 6)
_DANGEROUS_GOODS = range(1, 6)


def _classification(position: int) -> tuple[Row, Row]:
    element = position + 1
    way, name = f"classifications/{position}", f"C246[{position}]"
    return (
        row(f"{way}/id", f"{name}.7361", (element, 0), 18),
        row(f"{way}/type_code", f"{name}.1131", (element, 1), 17, needs=(element, 0)),
    )


def _measure(purpose: str, dimension: str, field: str) -> Segment:
    return use(
        "",
        {(1, 0): purpose, (2, 0): dimension, (3, 0): "KGM"},
        row(field, "C174.6314", (3, 1), 18, reads=DECIMAL),
    )


def _tax_amount(code: str, field: str) -> Segment:
    return use("", {(1, 0): code}, *amount(f"{field}/"))


_FREE_TEXT = slot(
    "FTX",
    9,
    FIRST,
    use("", {(1, 0): "AAA"}, row("description", "C108.4440", (4, 0), 512, parts=5)),
    use("", {(1, 0): "CUS"}, row("transaction_nature_code", "C107.4441", (3, 0), 17)),
    use("", {(1, 0): "AVD"}, row("valuation_adjustment_code", "C107.4441", (3, 0), 17)),
    use(
        "",
        {(1, 0): "AAC"},
        *(
            row(f"dangerous_goods/{each}", f"C108.4440[{each}]", (4, each - 1), 512, needs=(4, each - 2))
            if each > 1
            else row("dangerous_goods/1", "C108.4440[1]", (4, 0), 512)
            for each in _DANGEROUS_GOODS
        ),
    ),
    statements("information[]"),
)

_PLACES = slot(
    "LOC",
    25,
    FIRST,
    place("35", "export_country"),
    country_and_region("28", "destination"),
    use(
        "origins[]",
        {(1, 0): "27"},
        row("country", "C517.3225", (2, 0), 35),
        row("region", "C519.3223", (3, 0), 35),
        row("type_code", "5479", (5, 0), 3),
    ),
)

_MEASURES = slot(
    "MEA",
    20,
    ((1, 0), (2, 0)),
    _measure("WT", "AAB", "gross_mass"),
    _measure("WT", "AAA", "net_mass"),
    use(
        "supplementary_quantity",
        {(1, 0): "ABT"},
        row("unit", "C174.6411", (3, 0), 8),
        row("value", "C174.6314", (3, 1), 18, reads=DECIMAL),
    ),
)

_PARTIES = slot(
    "NAD",
    5,
    FIRST,
    party("BY", "buyer"),
    party("SE", "seller"),
    party("CN", "consignee"),
    party("CZ", "consignor"),
    role("DFW", "authorised_operators[]"),
    role("LC", "fiscal_parties[]"),
)

_PACKAGES = slot(
    "SG33/PAC",
    10,
    (),
    use(
        "packages[]",
        {},
        row("quantity", "7224", (1, 0), 8, reads=DECIMAL),
        row("type_code", "C202.7065", (3, 0), 17),
        demands=((3, 0),),
        below=(slot("SG34/PCI", 999, (), use("", {}, row("marks", "C210.7102", (2, 0), 35, parts=10))),),
    ),
)

_AMOUNTS = slot(
    "SG35/MOA",
    25,
    FIRST,
    money("77", "price"),
    money("40", "customs_value", row("valuation_method_code", "C516.4405", (1, 4), 3)),
    money("123", "statistical_value"),
    charges("charges[]"),
)

_REFERENCES = slot(
    "SG37/RFF",
    999,
    FIRST,
    reference("UCN", "ucr/id"),
    reference("ABE", "ucr/trader_reference"),
    previous_documents("previous_documents[]"),
    use("equipment[]", {(1, 0): "AAQ"}, row("id", "C506.1154", (1, 1), 70)),
)

_DOCUMENTS = slot(
    "SG39/DOC",
    25,
    (),
    use(
        "documents[]",
        {},
        *DOCUMENT,
        demands=((1, 0),),
        below=(
            slot("DTM", 2, FIRST, moment("7", "effective_at")),
            slot("NAD", 5, FIRST, representative("TB", "submitter", "role_code")),
        ),
    ),
)

_TAXES = slot(
    "SG43/TAX",
    10,
    FIRST,
    use(
        "duty_tax_fees[]",
        {(1, 0): "1"},
        row("type_code", "C241.5153", (2, 0), 3),
        row("payment_method_code", "C533.5289", (3, 0), 6),
        row("specific_base/value", "5286", (4, 0), 15, reads=DECIMAL),
        row("quota_order", "C243.5279", (5, 0), 7),
        row("rate", "C243.5278", (5, 3), 17, reads=DECIMAL),
        row("specific_base/unit", "C243.5273", (5, 4), 12),
        row("regime_code", "5305", (6, 0), 3),
        below=(
            slot(
                "MOA",
                2,
                FIRST,
                _tax_amount("161", "assessed_amount"),
                _tax_amount("9", "payment_amount"),
                _tax_amount("56", "ad_valorem_base"),
                _tax_amount("46", "deduct_amount"),
            ),
        ),
    ),
)

_PROCEDURES = slot(
    "SG46/GIR",
    50,
    FIRST,
    use(
        "procedures[]",
        {(1, 0): "7"},
        row("current_code", "C206[1].7402", (2, 0), 35),
        row("previous_code", "C206[2].7402", (3, 0), 35, needs=(2, 0)),
    ),
)

ITEM = use(
    "goods_shipment/items[]",
    {},
    row("sequence", "1496", (1, 0), 6, reads=WHOLE),
    *(each for position in _IDENTITIES for each in _classification(position)),
    below=(
        _FREE_TEXT,
        _PLACES,
        _MEASURES,
        _PARTIES,
        _PACKAGES,
        _AMOUNTS,
        _REFERENCES,
        _DOCUMENTS,
        _TAXES,
        _PROCEDURES,
    ),
)
