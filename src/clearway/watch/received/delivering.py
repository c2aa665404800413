"""What is done to a copy is delivered as any system delivers, under the next number of its source."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.intake.public import Batch, Change, Reason, Taken
from clearway.watch.received import models
from clearway.watch.rulebook.public import Book

#: Before anything was told.
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


def numbered(row: models.Copy, book: Book) -> tuple[int, int]:
    """The number of the next delivery, and that of its changes, which is higher than any that the source has."""
    number = row.aside or intake.last_number(row.tenant, row.source) + 1
    return number, max(number, intake.last_change(row.tenant, book.sources.table(row.source)) + 1)


def deliver(
    row: models.Copy,
    number: int,
    changes: Sequence[Change],
    book: Book,
    *,
    watermark: datetime = NEVER,
    until: datetime | None = None,
    unread: tuple[Reason, ...] = (),
    at: datetime,
) -> Taken:
    """Deliver; what is set aside is mended by the next delivery, which takes its number."""
    latest = max((one for one in (until, row.latest) if one is not None), default=None)
    batch = Batch(row.tenant, row.source, number, watermark, tuple(changes), unread, latest)
    taken = findings.deliver(batch, book, at=at)
    row.aside = number if taken.outcome == "aside" and not taken.is_other else None
    row.latest = latest if is_in(taken) else row.latest
    row.save(update_fields=["aside", "latest"])
    return taken


def is_in(taken: Taken) -> bool:
    """Whether what was delivered stands in the source."""
    return taken.outcome != "aside"
