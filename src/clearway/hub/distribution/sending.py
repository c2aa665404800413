"""One part, from the holder to the receiver; nothing is sent that is not on record, and nothing sent is kept.

The holder is asked before any lock is taken. Then, in one transaction, under the locks of the distribution, of its
agreement and of the consents of everybody in the part, it is judged and recorded. Whoever suspends or withdraws
comes before a part or after it, never into it.
"""

import os
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec
from django.db import transaction

from clearway.core.law.information import InformationKind
from clearway.hub.distribution import (
    denying,
    errors,
    events,
    judging,
    models,
    packing,
    planning,
    queries,
    reading,
    recording,
)
from clearway.hub.distribution.judging import Judged, Wanted
from clearway.hub.distribution.planning import Plan
from clearway.hub.distribution.reading import Row
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Setting
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.platform.identity.actor import Actor

#: So many ranges in which nothing differs are passed in one call; where no more wait, it is looked beyond them too.
MOST_PASSED = 10


class Content(msgspec.Struct, frozen=True):
    """A part as it goes out: lines of JSON, and the checksum that its receiver acknowledges."""

    part: int
    range: int
    checksum: str
    count: int
    content: bytes


class _Head(msgspec.Struct, rename="camel"):
    """The first line of a part; ``nonce`` keeps the checksum of a short one from being guessed."""

    distribution: str
    part: int
    sending: int
    range: int
    whole: bool
    last: bool
    as_of: datetime
    rows: int
    removed: int
    left_out: int
    nonce: str


class _Difference(msgspec.Struct):
    """What a part says of its range: rows to put, keys to remove, and what the receiver has after it."""

    puts: list[Row]
    removed: list[bytes]
    after: packing.Held
    left_out: int


def take(number: str, part: str, setting: Setting, *, by: Actor, at: datetime) -> Content | None:
    """The part that is asked for; nothing where the receiver has everything, or other ranges wait to be compared."""
    if by.is_sandbox:
        raise errors.TriedOnly
    for passed in range(MOST_PASSED + 1):
        row = queries.mine(number, by)
        if row.state != "active":
            raise errors.NotSending(state=row.state)
        wanted = Wanted(row.kind, frozenset(row.names), row.article, row.bounds)
        with denying.on_record(wanted, by=by, at=at):
            judging.judged(judging.question(wanted, by=by, at=at), setting, ())
            kind = judging.kind_of(wanted, setting)
            planned = planning.plan(row, part)
            if passed == MOST_PASSED and planned.sort != "beyond":
                return None
            rows = reading.read(row, kind, setting, planned.low, planned.high, planned.limit, at=at)
            found = _carried_out(row, planned, kind, rows, setting, by=by)
        if found is not None or (planned.sort == "beyond" and not rows and row.loaded_at is not None):
            return found
    return None


@transaction.atomic
def _carried_out(
    before: models.Distribution, planned: Plan, kind: InformationKind, rows: list[Row], setting: Setting, *, by: Actor
) -> Content | None:
    """The part on record; nothing where nothing differs, or there is nothing beyond."""
    at = now()
    row = models.Distribution.objects.select_for_update().get(number=before.number)
    if row.state != "active":
        raise errors.NotSending(state=row.state)
    if row.turn != before.turn:
        raise errors.Overtaken
    row.turn += 1
    is_last = planned.sort == "beyond" and len(rows) < planned.limit
    if is_last and row.loaded_at is None:
        row.loaded_at = at
    if planned.sort == "beyond" and (not rows or (before.loaded_at is not None and _is_joined(row, rows))):
        row.save(update_fields=["turn", "loaded_at", "reached"])
        return None
    wanted = Wanted(row.kind, frozenset(row.names), row.article, row.bounds)
    asked = judging.question(wanted, by=by, at=at)
    judged = judging.judged(asked, setting, [one.key for one in rows], locked=True)
    of_range = _range(row, planned, rows)
    rows = rows[: row.part_rows] if len(rows) > planning.GROWN * row.part_rows else rows
    sent = models.Part.objects.filter(distribution=row, number=planned.part).first()
    difference = _difference(of_range, sent, planned, rows, judged)
    of_range.state = "held"
    of_range.save()
    if planned.sort == "range" and not planned.is_whole and not (difference.puts or difference.removed):
        row.save(update_fields=["turn"])
        return None
    row.parts = planned.part
    row.save(update_fields=["turn", "parts", "reached", "loaded_at"])
    sent = _part(row, of_range, planned, difference, sent, is_last=is_last, at=at)
    return _recorded(row, sent, kind, difference, judged, by=by, at=at)


def _is_joined(row: models.Distribution, rows: list[Row]) -> bool:
    """Whether the few that came after the last range join it, so that every day does not make a range of its own."""
    last = models.Range.objects.filter(distribution=row, high=row.reached).first() if row.reached else None
    if last is None or len(last.held) // packing.ENTRY + len(rows) > row.part_rows:
        return False
    last.high = row.reached = rows[-1].key
    last.state = "stale" if last.state == "held" else last.state
    last.save(update_fields=["high", "state"])
    return True


def _range(row: models.Distribution, planned: Plan, rows: list[Row]) -> models.Range:
    """The range of a part: the one that waited, cut where it has grown too long, or a new one."""
    if planned.sort == "beyond":
        row.reached = rows[-1].key
        return models.Range(distribution=row, number=_next_range(row), low=planned.low, high=row.reached, held=b"")
    found = models.Range.objects.get(distribution=row, number=planned.range)
    if len(rows) > planning.GROWN * row.part_rows:
        cut = rows[row.part_rows - 1].key
        models.Range.objects.create(
            distribution=row, number=_next_range(row), low=cut, high=found.high, state="whole"
        )
        found.high = cut
    return found


def _next_range(row: models.Distribution) -> int:
    last = models.Range.objects.filter(distribution=row).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _difference(
    of_range: models.Range, sent: models.Part | None, planned: Plan, rows: list[Row], judged: Judged
) -> _Difference:
    """Against what the receiver surely has; what it may have of sendings that it never acknowledged is not sure."""
    allowed = [one for one in rows if judged.of(one.key) is not None]
    after, left_out = reading.held(allowed), len(rows) - len(allowed)
    if planned.is_whole:
        return _Difference(allowed, [], after, left_out)
    before = packing.unpacked(bytes(of_range.held))
    perhaps = packing.unpacked(bytes(sent.perhaps)) if sent is not None else before
    sure = {key: digest for key, digest in before.items() if perhaps.get(key) == digest}
    puts = [one for one in allowed if sure.get(one.key_digest) != one.digest]
    return _Difference(puts, packing.gone(before.keys() | perhaps.keys(), after), after, left_out)


def _part(
    row: models.Distribution,
    of_range: models.Range,
    planned: Plan,
    difference: _Difference,
    sent: models.Part | None,
    *,
    is_last: bool,
    at: datetime,
) -> models.Part:
    """The part as it is on record, once more where it was sent before."""
    perhaps = difference.after
    if sent is None:
        sent = models.Part(distribution=row, number=planned.part, range=of_range, sendings=0, is_last=is_last)
    elif not planned.is_whole:
        perhaps = packing.either(packing.unpacked(bytes(sent.perhaps)), difference.after)
    sent.is_whole = planned.is_whole
    sent.sendings += 1
    sent.count, sent.removed, sent.left_out = len(difference.puts), len(difference.removed), difference.left_out
    sent.after = packing.packed(difference.after)
    sent.perhaps = b"" if planned.is_whole else packing.packed(perhaps)
    sent.sent_at = at
    return sent


def _recorded(
    row: models.Distribution,
    sent: models.Part,
    kind: InformationKind,
    difference: _Difference,
    judged: Judged,
    *,
    by: Actor,
    at: datetime,
) -> Content:
    content = _content(row, sent, difference)
    sent.checksum = f"sha256:{sha256(content).hexdigest()}"
    sent.save()
    going = recording.Going(
        distribution=str(row.number),
        part=sent.number,
        about=kind.about,
        kind=row.kind,
        holder=row.holder,
        organisation=row.organisation,
        office=row.office,
        official=by.name,
        article=row.article,
        names=tuple(sorted(row.names)),
        at=at,
    )
    rulings = [found for one in difference.puts if (found := judged.of(one.key)) is not None]
    evidence = recording.keep(going, [one.key for one in difference.puts], rulings)
    models.Sending.objects.create(
        stem=evidence.stem,
        part=sent,
        sending=sent.sendings,
        at=at,
        official=by.name,
        root=evidence.root,
        commitments=evidence.commitments,
        salts=evidence.salts,
    )
    rules = sorted({one.rule for one in rulings})
    event = events.PartSent(
        checksum=sent.checksum, root=evidence.root.hex(), rule=", ".join(rules), sending=sent.sendings,
        count=sent.count, removed=sent.removed, left_out=sent.left_out, **_shared(going),
    )  # fmt: skip
    # The event is part of what every subject may be shown, and so names the official as they know them.
    actor = f"official:{exchange.number_of(by.name)}"
    log.record(event, subject=f"distribution/{row.number}", actor=actor, at=at)
    return Content(sent.number, sent.range.number, sent.checksum, sent.count, content)


def _shared(going: recording.Going) -> dict[str, Any]:
    names = ("distribution", "part", "kind", "holder", "organisation", "article", "names")
    return {name: getattr(going, name) for name in names}


def _content(row: models.Distribution, sent: models.Part, difference: _Difference) -> bytes:
    head = _Head(
        distribution=str(row.number),
        part=sent.number,
        sending=sent.sendings,
        range=sent.range.number,
        whole=sent.is_whole,
        last=sent.is_last,
        as_of=sent.sent_at,
        rows=sent.count,
        removed=sent.removed,
        left_out=sent.left_out,
        nonce=os.urandom(16).hex(),
    )
    lines = [msgspec.json.encode(head) + b"\n"]
    lines += [one.line for one in difference.puts]
    lines += [b'{"removed":"%b"}\n' % key.hex().encode() for key in difference.removed]
    return b"".join(lines)
