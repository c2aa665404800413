"""What is asked before rows are saved, and what the watch would find in them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from clearway.core.watch import Found
from clearway.watch.intake.public import Reason

What = Literal["opened", "changed", "settled"]


class Row(msgspec.Struct, frozen=True):
    """A row of a source as it is about to be saved, or what identifies one that is about to be deleted."""

    source: str
    op: Literal["upsert", "delete"]
    cells: Mapping[str, Any]


class Ahead(msgspec.Struct, frozen=True):
    """What becomes of one case: a finding opens, changes, or is settled; ``number`` is that of one that stands."""

    what: What
    scenario: str
    case_key: str
    before: Found | None
    after: Found | None
    number: int | None


class Foreseen(msgspec.Struct, frozen=True):
    """Everything that rows would open, change and settle on the day for which findings stand.

    ``later`` are scenarios that cannot be asked now: the rows are a reference of theirs, so every case would be
    looked at, or their calculation fails.
    """

    day: date
    ahead: tuple[Ahead, ...] = ()
    later: tuple[str, ...] = ()


class NotForeseen(Exception):
    """Rows that would be set aside as a delivery, with every reason."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__("; ".join(map(str, reasons)))
        self.reasons = reasons


class NotBegun(Exception):
    """The watch has no rulebook at work yet."""
