"""The life of a distribution: subscribed to, acknowledged part by part, suspended, ended, its copy destroyed."""

import os
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

import msgspec
from django.db import transaction

from clearway.core.share import Agreement
from clearway.hub.agreements import public as agreements
from clearway.hub.consents.public import many as consents
from clearway.hub.distribution import denying, errors, events, judging, models, packing, queries, sources
from clearway.hub.distribution.judging import Wanted
from clearway.hub.exchange.public import Setting
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor

_SEAL_BYTES: Final = 32


class Forecast(msgspec.Struct, frozen=True):
    """What a distribution would send: how many records there are, of how many subjects they may be, which names."""

    rows: int
    left_out: int
    names: tuple[str, ...]
    rule: str
    basis: str


class Terms(msgspec.Struct, frozen=True):
    """How it is sent: rows of a part, the last day of the copy, and after how many hours changes are looked for."""

    keep_until: date
    part_rows: int = 10_000
    changes_hours: int | None = None


def forecast(wanted: Wanted, setting: Setting, *, by: Actor, at: datetime) -> Forecast:
    """What would be sent; nothing is read but how many there are. ``Denied`` where no agreement allows it."""
    asked = judging.question(wanted, by=by, at=at)
    judged = judging.judged(asked, setting, ())
    kind = judging.kind_of(wanted, setting)
    rows = sources.to(kind.holder).count(kind)
    names = tuple(sorted(wanted.names))
    if judged.everybody is not None:
        return Forecast(rows, 0, names, judged.everybody.rule, judged.everybody.basis)
    willing = min(consents.standing(asked.organisation, asked.kind, asked.article, asked.names, at), rows)
    return Forecast(willing, rows - willing, names, "", "consent")


def subscribe(wanted: Wanted, terms: Terms, setting: Setting, *, by: Actor, at: datetime) -> queries.Told:
    """An organisation receives a kind of information from now on; ``Denied``, on record, where nothing allows it."""
    if by.is_sandbox:
        raise errors.TriedOnly
    with denying.on_record(wanted, by=by, at=at):
        return _subscribed(wanted, terms, setting, by=by, at=at)


@transaction.atomic
def _subscribed(wanted: Wanted, terms: Terms, setting: Setting, *, by: Actor, at: datetime) -> queries.Told:
    asked = judging.question(wanted, by=by, at=at)
    judging.judged(asked, setting, ())
    kind = judging.kind_of(wanted, setting)
    _must_end_in_time(wanted, terms, asked.organisation, at.astimezone(setting.hours.zone).date())
    source_says = sources.to(kind.holder).changed(kind, "")
    row = models.Distribution.objects.create(
        mark=source_says.mark if source_says is not None else "",
        organisation=asked.organisation,
        office=asked.office,
        holder=kind.holder,
        kind=kind.code,
        article=wanted.article,
        names=sorted(wanted.names),
        bounds=dict(wanted.bounds),
        seal=os.urandom(_SEAL_BYTES),
        opened_by=by.name,
        opened_at=at,
        compared_at=at,
        **msgspec.structs.asdict(terms),
    )
    tell(row, by=by.name, at=at)
    return queries.told(row)


@transaction.atomic
def acknowledge(number: str, part: int, checksum: str, *, by: Actor, at: datetime) -> queries.PartTold:
    """The receiver has a part as it was last sent; said twice, it is the same."""
    row = _locked(number, by)
    sent = models.Part.objects.filter(distribution=row, number=part).select_related("range").first()
    if sent is None:
        raise errors.PartUnknown(found=str(part), next=str(row.parts + 1))
    if sent.checksum != checksum:
        raise errors.OtherContent(part=str(part), sent=sent.checksum, found=checksum[:80])
    if sent.state == "acknowledged":
        return queries.part(sent)
    sent.range.held = bytes(sent.after)
    sent.range.save(update_fields=["held"])
    sent.state, sent.acknowledged_at, sent.after, sent.perhaps = "acknowledged", at, b"", b""
    sent.save(update_fields=["state", "acknowledged_at", "after", "perhaps"])
    row.turn += 1
    row.save(update_fields=["turn"])
    event = events.PartAcknowledged(distribution=str(row.number), part=part, checksum=checksum)
    log.record(event, subject=f"distribution/{row.number}", actor=by.name, at=at)
    return queries.part(sent)


@transaction.atomic
def compare(number: str, ranges: Mapping[int, str], *, by: Actor, at: datetime) -> tuple[int, ...]:
    """The receiver says what it has of each range; those that differ are sent whole again, and no others."""
    row = _locked(number, by)
    _must_be_active(row)
    found = {one.number: one for one in models.Range.objects.filter(distribution=row, number__in=ranges)}
    unknown = sorted(ranges.keys() - found.keys())
    if unknown:
        raise errors.RangesUnknown(found=", ".join(map(str, unknown[:20])))
    differing = [n for n, one in sorted(found.items()) if packing.fingerprint(bytes(one.held)) != ranges[n]]
    models.Range.objects.filter(distribution=row, number__in=differing).update(state="whole")
    row.turn += 1
    row.save(update_fields=["turn"])
    return tuple(differing)


@transaction.atomic
def move(number: str, state: str, *, reason: str, by: Actor, at: datetime, holder: str = "") -> queries.Told:
    """The receiver or the holder suspends, resumes or ends a distribution; between two parts, at once.

    What the holder has suspended, the receiver cannot resume.
    """
    row = _of_holder(number, holder) if holder else _locked(number, by)
    side = "holder" if holder else "receiver"
    is_possible = {
        "active": row.state == "suspended" and row.suspended_by == side,
        "suspended": row.state == "active",
        "ended": row.state in ("active", "suspended"),
    }.get(state, False)
    if not is_possible:
        raise errors.NotSending(state=row.state)
    row.suspended_by = side if state == "suspended" else ""
    moved(row, state, reason, by=by.name, at=at)
    return queries.told(row)


@transaction.atomic
def destroyed(number: str, method: str, rows: int, *, by: Actor, at: datetime) -> queries.Told:
    """The receiver's receipt that its copy is destroyed; digests and seal, by which we knew of it, go as well."""
    row = _locked(number, by)
    if row.state == "destroyed":
        return queries.told(row)
    if row.state != "ended":
        raise errors.NotYetOver(state=row.state)
    row.state, row.destroyed_at, row.seal, row.is_overdue = "destroyed", at, b"", False
    row.destruction = {"method": method, "rows": rows, "by": by.name}
    row.save(update_fields=["state", "destroyed_at", "seal", "destruction", "is_overdue"])
    models.Range.objects.filter(distribution=row).update(held=b"", low="", high="")
    models.Part.objects.filter(distribution=row).update(after=b"", perhaps=b"")
    event = events.Destroyed(
        distribution=str(row.number), organisation=row.organisation, holder=row.holder, method=method, by=by.name,
        rows=rows,
    )  # fmt: skip
    log.record(event, subject=f"distribution/{row.number}", actor=by.name, at=at)
    return queries.told(row)


def moved(row: models.Distribution, state: str, reason: str, *, by: str, at: datetime) -> None:
    """A distribution that is locked changes its state, and the log is told."""
    row.state, row.reason, row.turn = state, reason, row.turn + 1
    row.ended_at = at if state == "ended" else row.ended_at
    row.save(update_fields=["state", "reason", "turn", "ended_at", "suspended_by"])
    tell(row, by=by, at=at)


def tell(row: models.Distribution, *, by: str, at: datetime) -> None:
    """The log learns how a distribution stands."""
    event = events.DistributionMoved(
        distribution=str(row.number),
        organisation=row.organisation,
        holder=row.holder,
        kind=row.kind,
        article=row.article,
        names=tuple(row.names),
        state=row.state,
        reason=row.reason,
        keep_until=row.keep_until,
    )
    log.record(event, subject=f"distribution/{row.number}", actor=by, at=at)


def allowing(kind: str, organisation: str, article: str) -> tuple[Agreement, ...]:
    """The agreements in use that allow bulk of a kind to an organisation, suspended or not."""
    return tuple(
        one
        for one in agreements.about(kind, organisation)
        if judging.RECEIVER in one.roles and one.article == article and one.state in ("approved", "suspended")
    )


def _must_end_in_time(wanted: Wanted, terms: Terms, organisation: str, today: date) -> None:
    found = allowing(wanted.kind, organisation, wanted.article)
    ends = [one.period.until for one in found]
    last = None if None in ends else max((one for one in ends if one is not None), default=today)
    if terms.keep_until < today or (last is not None and terms.keep_until > last):
        named = last.isoformat() if last else "…"
        raise errors.KeptTooLong(found=terms.keep_until.isoformat(), first=today.isoformat(), last=named)


def _must_be_active(row: models.Distribution) -> None:
    if row.state != "active":
        raise errors.NotSending(state=row.state)


def _locked(number: str, by: Actor) -> models.Distribution:
    found = queries.mine(number, by)
    return models.Distribution.objects.select_for_update().get(number=found.number)


def _of_holder(number: str, holder: str) -> models.Distribution:
    row = models.Distribution.objects.select_for_update().filter(number=number, holder=holder).first()
    if row is None:
        raise errors.DistributionUnknown(found=number[:60])
    return row
