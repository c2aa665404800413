"""The writing half of the conductor: decided files go to the store in groups, through one SQL function."""

import threading
from collections.abc import Sequence

import msgspec
import psycopg
from django.conf import settings

from clearway.clearance import errors
from clearway.clearance.events import DeclarationLodged, decided_event
from clearway.clearance.record import Record, Sealed, seal
from clearway.core.facts.answer import Answer
from clearway.core.facts.declaration import Declaration
from clearway.platform.database.group import GroupCommit
from clearway.platform.database.hot import CountingConnection
from clearway.platform.events import wake
from clearway.platform.events.event import Recorded, recorded


class Lodged(msgspec.Struct, frozen=True):
    """A declaration that has been decided and waits to be written, with the message it came in."""

    id: int
    key: str
    format: str
    content: bytes
    submitter: str
    payer: str
    waits_for: str
    actor: str
    declaration: Declaration
    facts: msgspec.Raw
    record: Record
    answer: Answer


class Written(msgspec.Struct, frozen=True):
    """What the store says: taken now, or known before, and the answer that holds."""

    is_new: bool
    content_hash: str
    answer: Answer


_WRITE = "SELECT is_new, content_hash, answer::text FROM clearance_write(%s::jsonb, %b::bytea[])"
_ANSWER: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)

_opened: dict[str, GroupCommit[Lodged, Written]] = {}
_opening = threading.Lock()


def store(batch: Sequence[Lodged]) -> list[Written | errors.ClearanceError]:
    """Write decided files and wait until they are durable; each stands for itself.

    One whose reference came before with other content is refused; else the stored answer stands.
    """
    try:
        outcomes = _writer().commit(batch)
    except TimeoutError as error:
        raise errors.StoreAway() from error
    return [_accepted(lodged, outcome) for lodged, outcome in zip(batch, outcomes, strict=True)]


def _accepted(lodged: Lodged, outcome: Written | psycopg.Error) -> Written | errors.ClearanceError:
    if isinstance(outcome, psycopg.OperationalError):
        raise errors.StoreAway() from outcome
    if isinstance(outcome, psycopg.Error):
        raise outcome
    if not outcome.is_new and outcome.content_hash != _bare(lodged.record.facts_hash):
        return errors.ReferenceReused(reference=lodged.declaration.reference or "")
    return outcome


def write(connection: CountingConnection, group: list[Lodged]) -> list[Written]:
    """Write a group in one transaction, then wake the readers of the event log."""
    # Groups that share keys take their locks in the same order, whoever comes first.
    order = sorted(range(len(group)), key=lambda index: (group[index].submitter, group[index].key))
    files = b"[" + b",".join(_row(group[index]) for index in order) + b"]"
    messages = [group[index].content for index in order]
    rows = connection.execute(_WRITE, (files.decode(), messages), binary=True).fetchall()
    wake.readers(connection)
    results: dict[int, Written] = {
        index: Written(row[0], row[1], _ANSWER.decode(row[2]) if row[2] else group[index].answer)
        for index, row in zip(order, rows, strict=True)
    }
    return [results[index] for index in range(len(group))]


def close() -> None:
    """Close the connections of the writer, for tests and at the end."""
    with _opening:
        for one in _opened.values():
            one.close()
        _opened.clear()


def _writer() -> GroupCommit[Lodged, Written]:
    if "writer" not in _opened:
        with _opening:
            _opened.setdefault("writer", GroupCommit(write, lanes=settings.CLEARWAY_WRITERS))
    return _opened["writer"]


class _Row(msgspec.Struct):
    id: int
    mrn: str
    submitter: str
    key: str
    payer: str
    standing: str
    format: str
    content_hash: str
    at: str
    reference: str
    declarant: str
    importer: str
    exporter: str
    regime: str
    type_code: str
    office: str
    state: str
    lane: str
    day: str
    outcome: str
    reached: str
    waits_for: str | None
    facts_hash: str
    lawbook_hash: str
    code_version: str
    record_hash: str
    facts: msgspec.Raw
    circumstances: msgspec.Raw
    findings: msgspec.Raw
    assessment: msgspec.Raw
    selection: msgspec.Raw
    answer: Answer
    events: tuple[Recorded, ...]


def _row(lodged: Lodged) -> bytes:
    record, declaration, sealed = lodged.record, lodged.declaration, seal(lodged.record)
    decision = record.decision
    row = _Row(
        id=lodged.id,
        mrn=record.mrn,
        submitter=lodged.submitter,
        key=lodged.key,
        payer=lodged.payer,
        standing=lodged.waits_for,
        format=lodged.format,
        content_hash=_bare(record.facts_hash),
        at=record.decided_at.isoformat(),
        reference=declaration.reference or "",
        declarant=_id(declaration.declarant),
        importer=_id(declaration.importer),
        exporter=_id(declaration.exporter),
        regime=declaration.regime,
        type_code=declaration.type_code or "",
        office=declaration.declaration_office or "",
        state=decision.state,
        lane=decision.selection.lane if decision.selection else "",
        day=record.circumstances.day.isoformat(),
        outcome=decision.outcome,
        reached=decision.reached,
        waits_for=decision.waits_for,
        facts_hash=record.facts_hash,
        lawbook_hash=record.lawbook_hash,
        code_version=record.code_version,
        record_hash=sealed.hash,
        facts=lodged.facts,
        circumstances=sealed.circumstances,
        findings=sealed.findings,
        assessment=sealed.assessment,
        selection=sealed.selection,
        answer=lodged.answer,
        events=_events(lodged, sealed),
    )
    return msgspec.json.encode(row)


def _events(lodged: Lodged, sealed: Sealed) -> tuple[Recorded, ...]:
    record = lodged.record
    subject = f"declaration/{record.mrn}"
    lodging = DeclarationLodged(
        mrn=record.mrn,
        version=record.version,
        submitter=lodged.submitter,
        reference=lodged.declaration.reference or "",
        format=lodged.format,
        facts_hash=record.facts_hash,
    )
    return (
        recorded(lodging, subject=subject, actor=lodged.actor, at=record.decided_at),
        recorded(decided_event(sealed), subject=subject, actor="clearway", at=record.decided_at),
    )


def _bare(digest: str) -> str:
    return digest.removeprefix("sha256:")


def _id(party: object) -> str:
    return getattr(party, "id", None) or ""
