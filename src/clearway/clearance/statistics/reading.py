"""Reading the event log: whatever happened to a declaration, its row is made anew and the counts follow.

The log says which declarations changed and when they were decided; how they stand now is read from the rows of the
stations, many at once, as ``clearance_write`` writes them. Events come in the order of their transactions, and only
those of transactions that no running one can precede: none is left out and none is read twice, because the cursor
moves in the transaction that counts.
"""

from datetime import datetime
from typing import Final, NamedTuple

from django.db import connection, transaction

from clearway.clearance.statistics import models
from clearway.clearance.statistics.adding import COUNTS, EMPTIED

#: So many events are read in one transaction.
BATCH: Final = 2000
READER: Final = "statistics"

_EVENTS: Final = """
SELECT type, subject, at, xid::text::bigint, id FROM events_event
WHERE (xid, id) > (%s::text::xid8, %s) AND xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY xid, id LIMIT %s
"""

_PASSAGES: Final = """
INSERT INTO statistics_passage AS kept (mrn, office, regime, lane, outcome, lodged_at, decided_at, controlled_at,
                                        paid_at, released_at, controls, found, reasons)
SELECT d.mrn, d.office, d.regime, d.lane,
       CASE d.state WHEN 'refused' THEN 'refused' WHEN 'cancelled' THEN 'cancelled' WHEN 'held' THEN 'held'
                    WHEN 'released' THEN 'released' WHEN 'reviewed' THEN 'released' ELSE 'open' END,
       d.lodged_at, told.decided_at, control.closed_at, paid.at, release.at,
       coalesce(control.number, 0), coalesce(control.found, 0), coalesce(control.reasons, '[]')
FROM unnest(%(mrns)s::text[], %(decided)s::timestamptz[]) AS told (mrn, decided_at)
JOIN declarations_declaration d ON d.mrn = told.mrn
LEFT JOIN release_releaseorder release ON release.declaration_id = d.id
LEFT JOIN LATERAL (
    SELECT max(closed_at) AS closed_at, count(*) AS number,
           count(*) FILTER (WHERE result <> ALL (%(conforming)s)) AS found,
           (SELECT CASE WHEN bool_or(s.is_random) AND count(reason.class) = 0 THEN '["chance"]'
                        ELSE coalesce(jsonb_agg(DISTINCT reason.class), '[]') END
            FROM targeting_selected s
            LEFT JOIN LATERAL (SELECT r->>'reason_class' FROM jsonb_array_elements(s.selection->'reasons') AS r
                               WHERE r->>'lane' IN ('yellow', 'red')) AS reason (class) ON true
            WHERE s.declaration_id = d.id AND s.version = d.version) AS reasons
    FROM controls_control c WHERE c.declaration_id = d.id AND c.closed_at IS NOT NULL
    HAVING count(*) > 0
) AS control ON true
LEFT JOIN LATERAL (
    SELECT max(e.at) AS at FROM payments_entry e
    JOIN payments_order o ON o.declaration_id = d.id AND o.paid >= o.amount
    WHERE e.subject = d.mrn AND e.kind IN ('payment', 'draw')
) AS paid ON true
ON CONFLICT (mrn) DO UPDATE
SET office = EXCLUDED.office, regime = EXCLUDED.regime, lane = EXCLUDED.lane, outcome = EXCLUDED.outcome,
    decided_at = least(kept.decided_at, EXCLUDED.decided_at), controlled_at = EXCLUDED.controlled_at,
    paid_at = EXCLUDED.paid_at, released_at = EXCLUDED.released_at, controls = EXCLUDED.controls,
    found = EXCLUDED.found, reasons = EXCLUDED.reasons
"""

#: What was owed when, by tax type; credits on revenue are negative in the ledger.
_POSTED: Final = """
INSERT INTO statistics_posted (mrn, day, office, tax, currency, amount, postings)
SELECT d.mrn, (e.at AT TIME ZONE %(zone)s)::date, d.office, substr(p.account, 9), p.currency, -sum(p.amount), count(*)
FROM declarations_declaration d
JOIN payments_entry e ON e.subject = d.mrn
JOIN payments_posting p ON p.entry_id = e.id AND starts_with(p.account, 'revenue/')
WHERE d.mrn = ANY (%(mrns)s)
GROUP BY 1, 2, 3, 4, 5
"""

#: Results that say that everything was as declared.
CONFORMING: Final = ("", "conform", "conforms", "as declared")

_TABLES = (models.Passage, models.Count, models.Hit, models.Revenue, models.Posted, models.Duration)


class _Batch(NamedTuple):
    """The declarations that events are about, when each was first decided, and how far the log was read."""

    decided: dict[str, datetime | None]
    events: int
    xid: int
    event_id: int


@transaction.atomic
def read(*, time_zone: str, limit: int = BATCH) -> int:
    """Take the next events into the counts; how many there were. Whoever comes second finds nothing to do."""
    models.Cursor.objects.get_or_create(name=READER)
    cursor = models.Cursor.objects.select_for_update(skip_locked=True).filter(name=READER).first()
    if cursor is None:
        return 0
    batch = _next(cursor, limit)
    if batch.events:
        if batch.decided:
            _count(batch, time_zone)
        cursor.xid, cursor.event_id = batch.xid, batch.event_id
        cursor.save(update_fields=["xid", "event_id"])
    return batch.events


def read_all(*, time_zone: str) -> int:
    """Take everything that is committed into the counts; how many events there were."""
    total = 0
    while found := read(time_zone=time_zone):
        total += found
    return total


@transaction.atomic
def forget() -> None:
    """Empty the tables, so that the log is read from its beginning."""
    models.Cursor.objects.select_for_update().filter(name=READER).delete()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE " + ", ".join(table._meta.db_table for table in _TABLES))


def _next(cursor: models.Cursor, limit: int) -> _Batch:
    with connection.cursor() as store:
        store.execute(_EVENTS, [str(cursor.xid), cursor.event_id, limit])
        rows = store.fetchall()
    decided: dict[str, datetime | None] = {}
    for kind, subject, at, _xid, _id in rows:
        about, _slash, number = subject.partition("/")
        if about == "declaration":
            known = decided.get(number)
            decided[number] = known or (at if kind == "clearance.decided.v1" else None)
    last = rows[-1] if rows else (None, None, None, cursor.xid, cursor.event_id)
    return _Batch(decided, len(rows), last[3], last[4])


def _count(batch: _Batch, time_zone: str) -> None:
    told = {
        "mrns": list(batch.decided), "decided": list(batch.decided.values()), "zone": time_zone,
        "conforming": list(CONFORMING),
    }  # fmt: skip
    with connection.cursor() as store:
        for statement in COUNTS:
            store.execute(statement, {**told, "sign": -1})
        store.execute("DELETE FROM statistics_posted WHERE mrn = ANY (%(mrns)s)", told)
        store.execute(_PASSAGES, told)
        store.execute(_POSTED, told)
        for statement in COUNTS:
            store.execute(statement, {**told, "sign": 1})
        for statement in EMPTIED:
            store.execute(statement)
