"""Amounts that a working customs system printed: base times rate, as rounded there."""

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from clearway.core.assess import assess
from clearway.core.law.country import Rounding
from tests.core.assess.build_declaration import circumstances, declaration, item
from tests.core.assess.build_law import law, lawbook, measure

CORPUS = Path(os.environ.get("CLEARWAY_CORPUS", Path(__file__).parents[4] / "shared/data"))
CASES = CORPUS / "wco-declarations-hmrc/cases.json"
#: Printed rates have two decimals; this line's was cut off, its amount is that of 0.164 %.
CUT_OFF = {("A70", "10000.00", "0.16", "16.40")}
CENT = Decimal("0.01")

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="CLEARWAY_CORPUS has no wco-declarations-hmrc/cases.json")


class Printed(NamedTuple):
    type: str
    base: str
    rate: str
    assessed: str


def printed() -> list[Printed]:
    lines = {
        Printed(line["type"], line["base"], line["rate"], line["assessed"])
        for case in json.loads(CASES.read_text("utf-8"))
        for notification in case["notifications"]
        for line in notification.get("tax_lines", [])
        if "base" in line and "rate" in line
    }
    return sorted(lines - CUT_OFF)


def ours(line: Printed, mode: str) -> Decimal:
    book = lawbook(measure("99999999", "103", f"{Decimal(line.rate):f} %"))
    country = msgspec.structs.replace(book.country, roundings={"duty": Rounding(CENT, mode, "an act")})
    result = assess(
        declaration(item(price=f"{line.base} DML")),
        law(*book.tariff.measures["99999999"], country=country),
        circumstances(),
    )
    return result.total.amount


def test_rounding_down_reproduces_every_amount() -> None:
    lines = printed()

    assert len(lines) > 30
    assert [line for line in lines if ours(line, "down") != Decimal(line.assessed)] == []


def test_rounding_to_the_nearest_does_not() -> None:
    differing = {line.base for line in printed() if ours(line, "half-up") != Decimal(line.assessed)}

    # 141.88, 296.24 and 2365.53 at 20 % end in 6, 8 and 6 tenths of a cent.
    assert differing == {"141.88", "296.24", "2365.53"}
