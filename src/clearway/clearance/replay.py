"""Replay: every stored decision is made again from what it rested on, and every difference is reported.

A record keeps its facts, its law by hash, and what the registers said; so the same code gives the same decision.
What was altered afterwards shows in one of four ways: the facts no longer have their hash, the law no longer has
its hash, the decision comes out differently, or the record no longer has the hash that the event log committed to.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec

from clearway.clearance import stored
from clearway.clearance.decide import Decision, decide
from clearway.clearance.record import Record, seal
from clearway.clearance.stored import StoredDecision
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel import canonical
from clearway.core.law.lawbook import Lawbook
from clearway.registers.lawbook import public as lawbook


class Difference(msgspec.Struct, frozen=True):
    """One place where what is stored is not what comes out: which kind, where, what stands there, what should."""

    mrn: str
    version: int
    kind: str
    at: str
    stored: str
    recomputed: str


class Replayed(msgspec.Struct, frozen=True):
    """One decision made again."""

    mrn: str
    version: int
    differences: tuple[Difference, ...]


def replay(*, mrn: str | None = None) -> Iterator[Replayed]:
    """Make every stored decision again, or those on one declaration, in the order they were numbered."""
    for one in stored.decisions(mrn=mrn):
        yield Replayed(one.mrn, one.version, tuple(_differences(one)))


def _differences(one: StoredDecision) -> Iterator[Difference]:
    try:
        declaration = msgspec.convert(one.facts, Declaration, strict=False)
        known = msgspec.convert(one.circumstances, Circumstances, strict=False)
    except msgspec.ValidationError as error:
        yield _difference(one, "fact", "", str(error), "a declaration")
        return
    if canonical.digest_text(declaration) != one.facts_hash:
        yield _difference(one, "fact", "facts_hash", one.facts_hash, canonical.digest_text(declaration))
    book = _book(one)
    if isinstance(book, Difference):
        yield book
        return
    again = decide(declaration, book.on(known.day), known)
    yield from _decision_differences(one, again)
    yield from _record_differences(one, known, again)


def _book(one: StoredDecision) -> Lawbook | Difference:
    try:
        return lawbook.by_hash(one.lawbook_hash)
    except lawbook.LawbookError as error:
        return _difference(one, "law", "lawbook_hash", one.lawbook_hash, str(error))


def _decision_differences(one: StoredDecision, again: Decision) -> Iterator[Difference]:
    assessment, selection = again.assessment, again.selection
    pairs = (
        ("outcome", one.outcome, again.outcome),
        ("outcome", one.reached, again.reached),
        ("outcome", one.waits_for, again.waits_for),
        ("finding", one.findings, again.findings),
        ("amount", one.assessment, assessment),
        ("lane", one.selection, selection),
        ("lane", one.selected_lane, selection.lane if selection else None),
    )
    for kind, stands, comes in pairs:
        for at, left, right in differing(stands, msgspec.to_builtins(comes)):
            yield _difference(one, kind, at, left, right)
    if one.total != (assessment.total.amount if assessment else None):
        yield _difference(
            one, "amount", "total", str(one.total), str(assessment.total.amount if assessment else None)
        )
    yield from _standing_differences(one, again)


def _standing_differences(one: StoredDecision, again: Decision) -> Iterator[Difference]:
    """A declaration stands where its latest decision put it, or where it is told to have gone from there."""
    if not one.is_current or one.state == "cancelled":
        return
    lane = again.selection.lane if again.selection else ""
    for kind, stands, comes in (("lane", one.lane, lane), ("outcome", one.state, one.went_on_to or again.state)):
        if stands != comes:
            yield _difference(one, kind, "declaration", stands, comes)


def _record_differences(one: StoredDecision, known: Circumstances, again: Decision) -> Iterator[Difference]:
    record = Record(
        mrn=one.mrn,
        version=one.version,
        decided_at=one.decided_at,
        facts_hash=one.facts_hash,
        lawbook_hash=one.lawbook_hash,
        code_version=one.code_version,
        circumstances=known,
        decision=again,
    )
    digest = seal(record).hash
    if digest != one.record_hash:
        yield _difference(one, "record", "record_hash", one.record_hash, digest)
    if one.event is None:
        yield _difference(one, "event", "", "no event", "clearance.decided.v1")
        return
    if one.event.facts.get("record_hash") != digest:
        yield _difference(one, "event", "record_hash", str(one.event.facts.get("record_hash")), digest)
    commitment = sha256(one.event.salt + one.event.committed_bytes).hexdigest()
    if commitment != one.event.commitment.hex():
        yield _difference(one, "event", "commitment", one.event.commitment.hex(), commitment)


def differing(stands: Any, comes: Any, at: str = "") -> Iterator[tuple[str, str, str]]:
    """Every place where two plain values differ: path, left, right."""
    if isinstance(stands, dict) and isinstance(comes, dict):
        for name in sorted(stands.keys() | comes.keys()):
            yield from differing(stands.get(name), comes.get(name), f"{at}/{name}")
    elif isinstance(stands, list | tuple) and isinstance(comes, list | tuple) and len(stands) == len(comes):
        for place, (left, right) in enumerate(zip(stands, comes, strict=True), start=1):
            yield from differing(left, right, f"{at}/{place}")
    elif stands != comes:
        yield at, _short(stands), _short(comes)


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= 200 else text[:200] + "…"


def _difference(one: StoredDecision, kind: str, at: str, stands: str, comes: str) -> Difference:
    return Difference(one.mrn, one.version, kind, at, stands, comes)
