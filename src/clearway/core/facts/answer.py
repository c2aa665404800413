"""What a declaration's sender is told, before it is put into the words of a format."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

import msgspec

from clearway.core.kernel.finding import Finding
from clearway.core.kernel.money import Money

#: What became of it. ``accepted`` waits for a check or payment; ``decided`` needs nothing more before release.
Outcome = Literal["refused", "accepted", "decided", "cancelled"]


class TaxLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One amount owed for one item: its tax type, base, rate and result."""

    item: int
    type_code: str
    amount: Money
    base: Money | None = None
    base_quantity: Decimal | None = None
    rate: Decimal | None = None
    regime_code: str | None = None


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """The answer to one declaration: who it is about, what became of it, why, and what is owed.

    ``lane`` is what the trader may know of it. Findings carry our paths; the format adds its own pointers.
    """

    reference: str | None
    outcome: Outcome
    answered_at: datetime
    mrn: str | None = None
    version: int = 1
    lodged_at: datetime | None = None
    lane: str | None = None
    office: str | None = None
    findings: tuple[Finding, ...] = ()
    lines: tuple[TaxLine, ...] = ()
    total: Money | None = None
    payable_by: datetime | None = None
