"""The whole of a CUSRES as an answer of ours: see example.edi, example.json and README.md (PR-EDR) beside it."""

from clearway.formats.edifact.table import At, Row, Segment, row, slot, use
from clearway.formats.edifact.values import DECIMAL, INSTANT, TEXT, WHOLE, Reading

KIND = "CUSRES:D:23A:UN"

_FIRST: tuple[At, ...] = ((1, 0),)


def _moment(code: str, field: str) -> Segment:
    return use("", {(1, 0): code, (1, 2): "304"}, row(field, "C507.2380", (1, 1), 35, reads=INSTANT))


def _money(code: str, field: str) -> Segment:
    return use(
        "",
        {(1, 0): code},
        row(f"{field}/amount", "C516.5004", (1, 1), 35, reads=DECIMAL),
        row(f"{field}/currency", "C516.6345", (1, 2), 3),
    )


def _words(code: str, field: str, *more: Row) -> Segment:
    return use("", {(1, 0): code}, *more, row(field, "C108.4440", (4, 0), 512, parts=5))


def _number(code: str, field: str, reads: Reading = TEXT) -> Segment:
    return use("", {(1, 0): code}, row(field, "C506.1154", (1, 1), 70, reads=reads))


# A value with two rows stands in the first that has room for it.
_POINTS = slot(
    "SG4/ERP",
    99_999,
    (),
    use(
        "points[]",
        {},
        row("section", "C701.1049", (1, 0), 3),
        row("item", "C701.1052", (1, 1), 35, reads=WHOLE),
        row("tag", "C853.9166", (2, 0), 3),
        row("number", "C853.1050", (2, 1), 10, reads=WHOLE),
        below=(
            slot("RFF", 9, _FIRST, _number("AIA", "national")),
            slot("ERC", 99, (), use("", {}, row("rule", "C901.9321", (1, 0), 8))),
            slot(
                "FTX",
                99,
                _FIRST,
                _words("ACD", "rule"),
                _words("AAO", "sentence", row("severity", "C107.4441", (3, 0), 17)),
                _words("ACU", "at"),
                _words("AAI", "pointer"),
                _words("AED", "found"),
                _words("AEC", "remedy"),
                _words("ABL", "law"),
            ),
        ),
    ),
)

_TAXED_ITEMS = slot(
    "SG12/CST",
    9_999,
    (),
    use(
        "items[]",
        {},
        row("number", "1496", (1, 0), 6, reads=WHOLE),
        below=(
            slot(
                "SG13/TAX",
                99_999,
                _FIRST,
                use(
                    "taxes[]",
                    {(1, 0): "1"},
                    row("type_code", "C241.5153", (2, 0), 3),
                    row("type_code", "C241.5152", (2, 3), 35),
                    row("base_quantity", "5286", (4, 0), 15, reads=DECIMAL),
                    row("rate", "C243.5278", (5, 3), 17, reads=DECIMAL),
                    row("regime_code", "5305", (6, 0), 3),
                    below=(
                        slot("MOA", 99, _FIRST, _money("161", "amount"), _money("56", "base")),
                        slot(
                            "RFF",
                            9,
                            _FIRST,
                            _number("ACE", "base_quantity", DECIMAL),
                            _number("ACD", "rate", DECIMAL),
                            _number("AEH", "regime_code"),
                        ),
                    ),
                ),
            ),
        ),
    ),
)

CUSRES = (
    slot(
        "BGM",
        1,
        (),
        use(
            "",
            {},
            row("document_code", "C002.1001", (1, 0), 3),
            row("reference", "C106.1004", (2, 0), 70),
            row("version", "C106.1056", (2, 1), 9, reads=WHOLE),
            row("function_code", "1225", (3, 0), 3),
        ),
    ),
    slot(
        "DTM",
        9,
        _FIRST,
        _moment("137", "answered_at"),
        _moment("141", "lodged_at"),
        _moment("140", "payable_by"),
    ),
    slot("FTX", 99, _FIRST, use("", {(1, 0): "CCI"}, row("lane", "C107.4441", (3, 0), 17))),
    slot("LOC", 99, _FIRST, use("", {(1, 0): "22"}, row("office", "C517.3225", (2, 0), 35))),
    slot("SG3/RFF", 999, _FIRST, use("", {(1, 0): "AVX"}, row("mrn", "C506.1154", (1, 1), 70))),
    _POINTS,
    slot("SG5/TAX", 99, _FIRST, use("", {(1, 0): "4"}, below=(slot("MOA", 99, _FIRST, _money("9", "total")),))),
    slot("SG6/DOC", 1, _FIRST, use("", {(1, 0): "914"}, below=(_TAXED_ITEMS,))),
)
