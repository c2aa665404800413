"""Decisions as they are stored, read in one statement a batch: for replay, the file page and the answer to why."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec
from django.db import connection

from clearway.clearance.decide import Decision, Outcome
from clearway.core.assess.assessment import Assessment
from clearway.core.kernel.finding import Finding
from clearway.core.target.selection import Selection
from clearway.platform.events.evidence import StoredEvent

BATCH = 500

_SELECT = """
SELECT d.id, d.mrn, r.version, d.state, d.lane, d.version = r.version, r.decided_at,
       r.outcome, r.reached, r.waits_for, r.facts_hash, r.lawbook_hash, r.code_version,
       r.circumstances::text, r.findings::text, r.record_hash,
       v.facts::text, a.assessment::text, a.total, s.selection::text, s.lane,
       went.reached,
       e.id, e.type, e.subject, e.actor, e.at, e.facts::text, e.salt, e.commitment
FROM clearance_decisionrecord r
JOIN declarations_declaration d ON d.id = r.declaration_id
JOIN declarations_version v ON v.declaration_id = r.declaration_id AND v.number = r.version
LEFT JOIN duties_assessed a ON a.declaration_id = r.declaration_id AND a.version = r.version
LEFT JOIN targeting_selected s ON s.declaration_id = r.declaration_id AND s.version = r.version
LEFT JOIN LATERAL (
    SELECT * FROM events_event e
    WHERE e.subject = 'declaration/' || d.mrn AND e.type = 'clearance.decided.v1'
      AND (e.facts->>'version')::int = r.version
    ORDER BY e.id LIMIT 1
) e ON true
LEFT JOIN LATERAL (
    SELECT w.facts->>'reached' AS reached FROM events_event w
    WHERE w.subject = 'declaration/' || d.mrn AND w.type = 'clearance.advanced.v1'
      AND (w.facts->>'version')::int = r.version
    ORDER BY w.id DESC LIMIT 1
) went ON true
"""


class StoredDecision(msgspec.Struct, frozen=True):
    """Everything the tables say about one decision, as plain values."""

    id: int
    mrn: str
    version: int
    state: str
    lane: str
    is_current: bool
    decided_at: datetime
    outcome: str
    reached: str
    waits_for: str | None
    facts_hash: str
    lawbook_hash: str
    code_version: str
    circumstances: Any
    findings: Any
    record_hash: str
    facts: Any
    assessment: Any
    total: Decimal | None
    selection: Any
    selected_lane: str | None
    went_on_to: str | None
    event: StoredEvent | None


def decisions(*, mrn: str | None = None) -> Iterator[StoredDecision]:
    """Every stored decision, or those on one declaration, in the order of their numbers."""
    last = (-1, 0)
    while True:
        rows = _batch(last, mrn)
        yield from rows
        if len(rows) < BATCH:
            return
        last = (rows[-1].id, rows[-1].version)


def decision_of(mrn: str, version: int) -> Decision | None:
    """The stored decision on one version, whole."""
    for one in decisions(mrn=mrn):
        if one.version == version:
            return _decision(one)
    return None


def _decision(one: StoredDecision) -> Decision:
    return Decision(
        outcome=msgspec.convert(one.outcome, Outcome),
        reached=one.reached,
        waits_for=one.waits_for,
        findings=msgspec.convert(one.findings, tuple[Finding, ...], strict=False),
        assessment=msgspec.convert(one.assessment, Assessment | None, strict=False),
        selection=msgspec.convert(one.selection, Selection | None, strict=False),
    )


def _batch(last: tuple[int, int], mrn: str | None) -> list[StoredDecision]:
    condition = "WHERE (r.declaration_id, r.version) > (%s, %s)" + (" AND d.mrn = %s" if mrn else "")
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_SELECT} {condition} ORDER BY r.declaration_id, r.version LIMIT {BATCH}",
            [*last, mrn] if mrn else [*last],
        )
        return [_stored(row) for row in cursor.fetchall()]


def _stored(row: tuple[Any, ...]) -> StoredDecision:
    event = row[22:]
    return StoredDecision(
        *row[:13],
        circumstances=_decoded(row[13]),
        findings=_decoded(row[14]),
        record_hash=row[15],
        facts=_decoded(row[16]),
        assessment=_decoded(row[17]),
        total=row[18],
        selection=_decoded(row[19]),
        selected_lane=row[20],
        went_on_to=row[21],
        event=StoredEvent(*event[:5], _decoded(event[5]), bytes(event[6]), bytes(event[7])) if event[0] else None,
    )


def _decoded(text: str | None) -> Any:
    return None if text is None else msgspec.json.decode(text)
