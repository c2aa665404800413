"""What clearance tells the house about a declaration."""

from typing import ClassVar

from clearway.clearance.record import Sealed
from clearway.platform.events.event import Event


class DeclarationLodged(Event, frozen=True, kw_only=True):
    """A declaration was handed in and is kept, whatever becomes of it."""

    name: ClassVar[str] = "declarations.lodged.v1"
    mrn: str
    version: int
    submitter: str
    reference: str
    format: str
    facts_hash: str


class DeclarationDecided(Event, frozen=True, kw_only=True):
    """A decision was made and recorded: how far the declaration came, its lane, what is owed."""

    name: ClassVar[str] = "clearance.decided.v1"
    mrn: str
    version: int
    outcome: str
    reached: str
    lane: str
    total: str
    currency: str
    record_hash: str


class DeclarationAdvanced(Event, frozen=True, kw_only=True):
    """A declaration went on along the route; whom it waits for now, if for anybody."""

    name: ClassVar[str] = "clearance.advanced.v1"
    mrn: str
    version: int
    reached: str
    waits_for: str


class DeclarationAmended(Event, frozen=True, kw_only=True):
    """A lodged declaration was changed; the new version was decided anew."""

    name: ClassVar[str] = "declarations.amended.v1"
    mrn: str
    version: int
    submitter: str
    reason: str
    facts_hash: str


class DeclarationCancelled(Event, frozen=True, kw_only=True):
    """A declaration was withdrawn before release."""

    name: ClassVar[str] = "declarations.cancelled.v1"
    mrn: str
    version: int
    submitter: str
    reason: str


class Forewarned(Event, frozen=True, kw_only=True):
    """An officer was shown what the watch would find if an act on a file were saved so; whether it was, acts tell."""

    name: ClassVar[str] = "clearance.forewarned.v1"
    mrn: str
    act: str
    findings: tuple[str, ...]


def decided_event(sealed: Sealed) -> DeclarationDecided:
    """What a decision record tells the house."""
    record = sealed.record
    decision = record.decision
    total = decision.assessment.total if decision.assessment else None
    return DeclarationDecided(
        mrn=record.mrn,
        version=record.version,
        outcome=decision.outcome,
        reached=decision.reached,
        lane=decision.selection.lane if decision.selection else "",
        total=str(total.amount) if total else "",
        currency=total.currency if total else "",
        record_hash=sealed.hash,
    )
