"""Files of customs as rows of the watch's sources: goods as they are released, and what officers decided."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import msgspec

from clearway.core.assess.assessment import Assessment
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem
from clearway.stations.controls.public import Case
from clearway.stations.declarations import public as declarations
from clearway.stations.declarations.public import DeclarationFile
from clearway.stations.duties import public as duties

ITEMS, OVERRIDES = "customs_items", "customs_overrides"
#: What the platform delivers; other sources of customs are other systems'.
SOURCES: Final = (ITEMS, OVERRIDES)

Cells = dict[str, Any]
#: The day on which an instant falls where the law counts it.
DayOf = Callable[[datetime], date]
_CENT: Final = Decimal("0.01")
#: Procedures by which goods come to stay for a while.
_TEMPORARY: Final = "53"
#: Procedures by which goods enter the market; elsewhere, as in a warehouse, nothing of theirs is decided yet.
_RELEASED: Final = ("4", "6", _TEMPORARY)
_DUTY: Final = "A00"
#: An officer's result of a check that was carried out.
_LOOKED_AT: Final = frozenset({"conform", "not conform"})


class Known(msgspec.Struct, frozen=True):
    """A file with what its stations say of it."""

    file: DeclarationFile
    facts: Declaration
    assessment: Assessment | None
    case: Case

    @property
    def owed(self) -> Decimal:
        """What is owed for the declaration as a whole."""
        return self.assessment.total.amount if self.assessment else Decimal(0)


def known(file: DeclarationFile, case: Case) -> Known:
    """A file as its stations know it now."""
    facts = declarations.version_of(file.id, file.version).facts
    return Known(file, facts, duties.assessment_of(file.id, file.version), case)


def items(known: Known, released_on: date) -> Iterator[Cells]:
    """Goods items as they are released on a day."""
    if known.facts.regime != "import":
        return
    values = {one.item: one.customs_value.amount for one in known.assessment.values} if known.assessment else {}
    for number, item in known.facts.goods_shipment.numbered_items() if known.facts.goods_shipment else ():
        if (item.procedure or "").startswith(_RELEASED):
            yield _item(known, number, item, values.get(number), released_on)


def decisions(known: Known, day_of: DayOf) -> Iterator[Cells]:
    """What officers decided about a file that was picked: looked at, or let go without."""
    for one in known.case.controls:
        if one.closed_at is not None and one.result in _LOOKED_AT:
            yield looked_at(known, one.id, one.closed_by, day_of(one.closed_at))
    for asked in known.case.overrides:
        if asked.decided_at is not None and asked.outcome == "agreed":
            yield let_go(known, asked.id, asked.asked_by, day_of(asked.decided_at))


def looked_at(known: Known, control: int, officer: str, day: date) -> Cells:
    """A check that was carried out."""
    return _decision(known, f"C{control}", officer, "no", day)


def let_go(known: Known, override: int, officer: str, day: date) -> Cells:
    """A check that another person agreed to drop; it counts for whoever asked for that."""
    return _decision(known, f"O{override}", officer, "yes", day)


def _decision(known: Known, number: str, officer: str, released: str, day: date) -> Cells:
    pair = f"{officer} · {known.file.declarant or known.file.submitter}"
    return {"decision": number, "pair": pair, "released": released, "duty": _cents(known.owed), "decided_on": day}


def _item(known: Known, number: int, item: GoodsItem, value: Decimal | None, day: date) -> Cells:
    quantity = item.supplementary_quantity.value if item.supplementary_quantity else item.net_mass
    rate = _rate(known.assessment, number)
    is_quota = item.quota_order is not None
    is_temporary = (item.procedure or "").startswith(_TEMPORARY)
    return {
        "item": f"{known.file.mrn}/{number}", "importer": known.file.importer or None, "commodity": item.commodity,
        "origin": item.origin, "quantity": _cents(quantity), "value": _cents(value),
        "unit_value": _cents(value / quantity) if value is not None and quantity else None,
        "treatment": "temporary" if is_temporary else "quota" if is_quota else "normal", "rate": rate,
        # What would be due without the quota is not assessed; the scenarios of quotas look at nothing then.
        "rate_due": None if is_quota else rate, "released_on": day,
    }  # fmt: skip


def _rate(assessment: Assessment | None, number: int) -> Decimal | None:
    """The rate of duty as a share; assessments have it in hundredths. What is suspended counts as well."""
    lines = (*assessment.lines, *assessment.security) if assessment else ()
    found = next((one.rate for one in lines if one.item == number and one.type_code == _DUTY), None)
    return None if found is None else (found / 100).quantize(Decimal("0.000001"))


def _cents(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.quantize(_CENT)
