"""Deliveries are taken: once, whole, in whatever order they come."""

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
from django.db import transaction

from clearway.core.watch import Sources
from clearway.platform.events import log
from clearway.watch.intake import events, models, tables
from clearway.watch.intake.batches import Batch, Reason, checked, odd
from clearway.watch.intake.tables import Touched


class Taken(msgspec.Struct, frozen=True):
    """What became of a delivery: applied, repeated or set aside, with the reasons.

    ``is_other`` where another content was taken under its number before; that one stands.
    """

    outcome: str
    applied: int = 0
    reasons: tuple[Reason, ...] = ()
    is_other: bool = False


#: Told of what a delivery has changed, in the transaction in which it was applied.
Heard = Callable[[Batch, Touched], None]


@transaction.atomic
def take(batch: Batch, sources: Sources, *, at: datetime, heard: Heard) -> Taken:
    """Apply a delivery, or set it aside with reasons; one that was applied before is answered as it was."""
    rows, reasons = checked(batch, sources)
    mark = _marked(batch, sources)
    before = models.Delivery.objects.filter(tenant=batch.tenant, source=batch.source, number=batch.number).first()
    digest = batch.digest()
    if before is not None and before.state == "applied":
        return _again(batch, before.applied, is_same=before.digest == digest, at=at)
    if before is None and mark is not None and 0 < batch.number <= mark.number:
        return _again(batch, 0, is_same=_says_no_more(batch, mark), at=at)
    row = before or models.Delivery(tenant=batch.tenant, source=batch.source, number=batch.number)
    is_known = before is not None and before.digest == digest
    row.watermark, row.digest, row.taken_at = batch.watermark, digest, at
    row.rows = len(batch.changes) + len(batch.unread)
    row.reasons = [msgspec.to_builtins(one) for one in reasons]
    if reasons or mark is None:
        row.state = "aside"
        row.save()
        if not is_known:
            _tell(batch, reasons, at)
        return Taken("aside", 0, tuple(reasons))
    touched = tables.apply(batch.tenant, sources.table(batch.source), rows)
    row.state, row.applied = "applied", touched.rows
    row.save()
    _advance(mark, batch)
    heard(batch, touched)
    return Taken("applied", touched.rows)


def _marked(batch: Batch, sources: Sources) -> models.Mark | None:
    """The mark of a source, held until what it delivers is taken; one that is not described is given none."""
    if batch.source in sources.tables:
        models.Mark.objects.get_or_create(tenant=batch.tenant, source=batch.source)
    return models.Mark.objects.select_for_update().filter(tenant=batch.tenant, source=batch.source).first()


def _again(batch: Batch, applied: int, *, is_same: bool, at: datetime) -> Taken:
    """A number that was taken: the same content is answered as it was, another is refused and on record."""
    if is_same:
        return Taken("repeated", applied)
    found = f"{batch.source} {batch.number}"
    reasons = [Reason("WAT-066", found, allowed=("the next number",))]
    _tell(batch, reasons, at)
    return Taken("aside", 0, tuple(reasons), is_other=True)


def _says_no_more(batch: Batch, mark: models.Mark) -> bool:
    """Whether a batch may be the one that was forgotten: that one was empty, and its mark has passed it."""
    if batch.changes or batch.unread or odd(batch) or mark.reached is None or mark.seen is None:
        return False
    return batch.watermark <= mark.reached and batch.latest <= mark.seen


def _advance(mark: models.Mark, batch: Batch) -> None:
    """A gap holds the mark back: what is missing may be the very record that an omission is claimed of."""
    mark.seen = max(mark.seen, batch.latest) if mark.seen else batch.latest
    if batch.number == mark.number + 1:
        later = models.Delivery.objects.filter(
            tenant=batch.tenant, source=batch.source, state="applied", number__gt=mark.number
        ).order_by("number")
        for number, watermark in later.values_list("number", "watermark"):
            if number != mark.number + 1:
                break
            mark.number, mark.reached = number, max(mark.reached or watermark, watermark)
    mark.save(update_fields=["number", "reached", "seen"])


def _tell(batch: Batch, reasons: Sequence[Reason], at: datetime) -> None:
    told = events.DeliverySetAside(
        tenant=batch.tenant, source=batch.source, number=batch.number, reasons=tuple(map(str, reasons))
    )
    log.record(told, subject=f"tenant/{batch.tenant}", actor="clearway", at=at)
