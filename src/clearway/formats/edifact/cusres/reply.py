"""An answer in the order in which CUSRES says it: findings as points of error, tax lines gathered by item."""

import re
from datetime import datetime
from decimal import Decimal

from clearway.core.facts.basis import Fact
from clearway.core.kernel.money import Money

#: A point of error in the heading, and in a customs item (1049).
HEADING, ITEM = "1", "10"


class ErrorPoint(Fact, frozen=True):
    """One finding: the section, item and segment it is about, the rule, and what it says."""

    section: str
    rule: str
    severity: str
    sentence: str
    item: int | None = None
    tag: str | None = None
    number: int | None = None
    at: str | None = None
    pointer: str | None = None
    found: str | None = None
    remedy: str | None = None
    law: str | None = None
    national: str | None = None


class Tax(Fact, frozen=True):
    """One amount owed."""

    type_code: str
    amount: Money | None = None
    base: Money | None = None
    base_quantity: Decimal | None = None
    rate: Decimal | None = None
    regime_code: str | None = None


class TaxedItem(Fact, frozen=True):
    """The amounts owed for one item, as far as they follow one another."""

    number: int
    taxes: tuple[Tax, ...] = ()


class Reply(Fact, frozen=True):
    """What a CUSRES says; ``function_code`` is the outcome in the words of 1225."""

    function_code: str
    document_code: str
    answered_at: datetime
    version: int | None = None
    reference: str | None = None
    mrn: str | None = None
    lodged_at: datetime | None = None
    payable_by: datetime | None = None
    lane: str | None = None
    office: str | None = None
    points: tuple[ErrorPoint, ...] = ()
    items: tuple[TaxedItem, ...] = ()
    total: Money | None = None


_ITEM = re.compile(r"goods_shipment/items/([0-9]{1,5})(?:/|\Z)")
_TAG = re.compile(r"(?:/|^)([A-Z]{3})(?:[(/\[]|\Z)")
_POSITION = re.compile(r"segment ([0-9]{1,6}) ([A-Z]{3})\b")


def section(path: str) -> tuple[str, int | None]:
    """The section of the declaration that a path is in, and the item."""
    found = _ITEM.match(path)
    return (ITEM, int(found[1])) if found else (HEADING, None)


def segment(pointer: str) -> tuple[str | None, int | None]:
    """The tag of the segment that a pointer leads to, and its number where the pointer is a position."""
    position = _POSITION.search(pointer)
    if position:
        return position[2], int(position[1])
    tags = _TAG.findall(pointer)
    return (tags[-1] if tags else None), None
