"""Deliveries are taken: once, whole, in whatever order they come."""

from collections.abc import Callable
from datetime import datetime

import msgspec
from django.db import transaction

from clearway.core.watch import SourceRefused, Sources
from clearway.platform.events import log
from clearway.watch.intake import events, models, tables
from clearway.watch.intake.batches import Batch, checked
from clearway.watch.intake.tables import Touched


class Taken(msgspec.Struct, frozen=True):
    """What became of a delivery: applied, repeated or set aside, with the reasons."""

    outcome: str
    applied: int = 0
    reasons: tuple[str, ...] = ()


#: Told of what a delivery has changed, in the transaction in which it was applied.
Heard = Callable[[Batch, Touched], None]


@transaction.atomic
def take(batch: Batch, sources: Sources, *, at: datetime, heard: Heard) -> Taken:
    """Apply a delivery, or set it aside with reasons; one that was applied before is answered as it was."""
    models.Mark.objects.get_or_create(tenant=batch.tenant, source=batch.source)
    mark = models.Mark.objects.select_for_update().get(tenant=batch.tenant, source=batch.source)
    before = models.Delivery.objects.filter(tenant=batch.tenant, source=batch.source, number=batch.number).first()
    digest = batch.digest()
    if before is not None and before.state == "applied":
        if before.digest == digest:
            return Taken("repeated", before.applied)
        other = SourceRefused("WAT-066", found=f"{batch.source} {batch.number}", allowed=("the next number",))
        return Taken("aside", 0, (str(other),))
    rows, reasons = checked(batch, sources)
    row = before or models.Delivery(tenant=batch.tenant, source=batch.source, number=batch.number)
    row.watermark, row.digest, row.taken_at, row.rows = batch.watermark, digest, at, len(batch.changes)
    row.state, row.reasons = ("aside", reasons) if reasons else ("applied", [])
    if reasons:
        row.save()
        _tell(batch, reasons, at)
        return Taken("aside", 0, tuple(reasons))
    touched = tables.apply(batch.tenant, sources.table(batch.source), rows)
    row.applied = touched.rows
    row.save()
    _advance(mark, batch)
    heard(batch, touched)
    return Taken("applied", touched.rows)


def _advance(mark: models.Mark, batch: Batch) -> None:
    """A gap holds the mark back: what is missing may be the very record that an omission is claimed of."""
    mark.seen = max(mark.seen, batch.watermark) if mark.seen else batch.watermark
    if batch.number == mark.number + 1:
        later = models.Delivery.objects.filter(
            tenant=batch.tenant, source=batch.source, state="applied", number__gt=mark.number
        ).order_by("number")
        for number, watermark in later.values_list("number", "watermark"):
            if number != mark.number + 1:
                break
            mark.number, mark.reached = number, max(mark.reached or watermark, watermark)
    mark.save(update_fields=["number", "reached", "seen"])


def _tell(batch: Batch, reasons: list[str], at: datetime) -> None:
    told = events.DeliverySetAside(
        tenant=batch.tenant, source=batch.source, number=batch.number, reasons=tuple(reasons)
    )
    log.record(told, subject=f"tenant/{batch.tenant}", actor="clearway", at=at)
