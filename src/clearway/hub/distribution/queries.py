"""Distributions as their receivers, holders and the citizen may read them."""

from datetime import date, datetime

import msgspec
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, Sum

from clearway.hub.distribution import errors, models
from clearway.platform.identity.actor import Actor

#: No list shows more.
MOST = 50


class Told(msgspec.Struct, frozen=True):
    """A distribution as it stands."""

    number: str
    organisation: str
    holder: str
    kind: str
    article: str
    names: tuple[str, ...]
    bounds: dict[str, str]
    part_rows: int
    keep_until: date
    changes_hours: int | None
    state: str
    reason: str
    opened_at: datetime
    compared_at: datetime
    loaded_at: datetime | None
    ended_at: datetime | None
    destroyed_at: datetime | None
    is_overdue: bool
    seal: str
    parts: int
    acknowledged: int
    rows: int
    left_out: int
    waiting: int


class PartTold(msgspec.Struct, frozen=True):
    """A part without its content."""

    number: int
    range: int
    is_whole: bool
    is_last: bool
    state: str
    sendings: int
    count: int
    removed: int
    left_out: int
    checksum: str
    sent_at: datetime
    acknowledged_at: datetime | None


def mine(number: str, by: Actor) -> models.Distribution:
    """A distribution of whoever asks; any other is not there."""
    try:
        row = models.Distribution.objects.filter(number=number, organisation=by.party or by.office or "-").first()
    except ValidationError:
        row = None
    if row is None:
        raise errors.DistributionUnknown(found=number[:60])
    return row


def of_receiver(by: Actor) -> tuple[Told, ...]:
    """What an organisation receives, newest first."""
    rows = models.Distribution.objects.filter(organisation=by.party or by.office or "-").order_by("-opened_at")
    return tuple(told(row) for row in rows[:MOST])


def of_holder(holder: str) -> tuple[Told, ...]:
    """Who receives what a holder holds, newest first; without the seal, which is the receiver's."""
    rows = models.Distribution.objects.filter(holder=holder).order_by("-opened_at")
    return tuple(msgspec.structs.replace(told(row), seal="") for row in rows[:MOST])


def one(number: str, *, by: Actor) -> Told:
    """One distribution of whoever asks."""
    return told(mine(number, by))


def parts(number: str, *, by: Actor, before: int | None = None) -> tuple[PartTold, ...]:
    """The parts of a distribution, last first."""
    rows = models.Part.objects.filter(distribution=mine(number, by)).select_related("range").order_by("-number")
    rows = rows.defer("after", "perhaps", "range__held")
    if before is not None:
        rows = rows.filter(number__lt=before)
    return tuple(part(row) for row in rows[:MOST])


def told(row: models.Distribution) -> Told:
    """A distribution with the count of its parts."""
    sums = models.Part.objects.filter(distribution=row).aggregate(
        acknowledged=Count("id", filter=Q(state="acknowledged")), rows=Sum("count"), left_out=Sum("left_out")
    )
    waiting = models.Range.objects.filter(distribution=row).exclude(state="held").count()
    said = {name: getattr(row, name) for name in Told.__struct_fields__ if hasattr(row, name) and name != "seal"}
    counts = {name: value or 0 for name, value in sums.items()}
    seal = bytes(row.seal).hex()
    return msgspec.convert({**said, "number": str(row.number), "seal": seal, "waiting": waiting, **counts}, Told)


def part(row: models.Part) -> PartTold:
    """A part as it is told."""
    said = {name: getattr(row, name) for name in PartTold.__struct_fields__}
    return msgspec.convert({**said, "range": row.range.number}, PartTold)
