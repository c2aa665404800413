"""The whole of a CUSDEC as a declaration of ours: see example.edi, example.json and README.md (PR-EDI) beside it."""

from clearway.formats.edifact.cusdec.header import HEADING, SUMMARY
from clearway.formats.edifact.cusdec.item import ITEM
from clearway.formats.edifact.table import row, slot, use
from clearway.formats.edifact.values import WHOLE
from clearway.formats.limits import MOST_ITEMS

KIND = "CUSDEC:D:23A:UN"

#: Where the tree of a declaration keeps what CUSDEC has no home for, page by page: paths of ours and their values.
SUPPLEMENT = "supplement"
RECORDS_A_PAGE = 99
VALUE_WIDTH, MORE_WIDTH, MORE_PARTS = 256, 512, 5


_SUPPLEMENT = slot(
    "SG11/DMS",
    1,
    ((1, 0),),
    use(
        "",
        {(1, 0): "SUPPLEMENT"},
        below=(
            slot(
                "SG22/LIN",
                9999,
                (),
                use(
                    f"{SUPPLEMENT}[]",
                    {},
                    row("sequence", "1082", (1, 0), 6, reads=WHOLE),
                    below=(
                        slot(
                            "SG28/IMD",
                            RECORDS_A_PAGE,
                            ((1, 0),),
                            use(
                                "records[]",
                                {(1, 0): "F"},
                                row("path", "C273.7008", (3, 3), 256),
                                row("value", "C273.7008[2]", (3, 4), VALUE_WIDTH),
                                below=(
                                    slot(
                                        "FTX",
                                        1,
                                        ((1, 0),),
                                        use(
                                            "",
                                            {(1, 0): "ZZZ"},
                                            row("more", "C108.4440", (4, 0), MORE_WIDTH, parts=MORE_PARTS),
                                        ),
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
)

_DETAIL = slot("UNS", 1, ((1, 0),), use("", {(1, 0): "D"}, is_always=True))
_END_OF_DETAIL = slot("UNS", 1, ((1, 0),), use("", {(1, 0): "S"}, is_always=True))

CUSDEC = (*HEADING, _DETAIL, _SUPPLEMENT, slot("SG32/CST", MOST_ITEMS, (), ITEM), _END_OF_DETAIL, *SUMMARY)
SUPPLEMENT_SLOT = CUSDEC.index(_SUPPLEMENT)
