"""Reading the event log: whatever happened to a declaration, its row is made anew and the counts follow.

The log says which declarations changed and when they passed what; which office, regime, lane and state they have now
is read from the rows of the stations, many at once, as ``clearance_write`` writes them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec
from django.db import connection, transaction

from clearway.clearance.statistics import models
from clearway.clearance.statistics.adding import COUNTS, EMPTIED
from clearway.platform.calendar import now
from clearway.platform.events import readers
from clearway.platform.events.models import Cursor
from clearway.platform.events.readers import Happened
from clearway.registers.lawbook import public as lawbook

#: So many events a rebuild reads in one transaction.
AT_ONCE: Final = 2000

_PASSAGES: Final = """
INSERT INTO statistics_passage AS kept (mrn, office, regime, lane, outcome, lodged_at, decided_at, controlled_at,
                                        paid_at, released_at, controls, found, is_refused, reasons)
SELECT d.mrn, d.office, d.regime, d.lane,
       CASE d.state WHEN 'refused' THEN 'refused' WHEN 'cancelled' THEN 'cancelled' WHEN 'held' THEN 'held'
                    WHEN 'released' THEN 'released' WHEN 'reviewed' THEN 'released' ELSE 'open' END,
       d.lodged_at, told.decided_at, told.controlled_at, told.paid_at, told.released_at, told.controls, told.found,
       told.is_refused, coalesce(selected.reasons, '[]')
FROM unnest(%(mrns)s::text[], %(decided)s::timestamptz[], %(controlled)s::timestamptz[], %(paid)s::timestamptz[],
            %(released)s::timestamptz[], %(controls)s::int[], %(found)s::int[], %(is_refused)s::bool[])
     AS told (mrn, decided_at, controlled_at, paid_at, released_at, controls, found, is_refused)
JOIN declarations_declaration d ON d.mrn = told.mrn
LEFT JOIN LATERAL (
    SELECT CASE WHEN count(reason.class) > 0 THEN jsonb_agg(DISTINCT reason.class)
                WHEN bool_or(s.is_random) THEN '["chance"]' ELSE '[]' END AS reasons
    FROM targeting_selected s
    LEFT JOIN LATERAL (SELECT r->>'reason_class' FROM jsonb_array_elements(s.selection->'reasons') AS r
                       WHERE r->>'lane' IN ('yellow', 'red')) AS reason (class) ON true
    WHERE d.lane IN ('yellow', 'red') AND s.declaration_id = d.id AND s.version = d.version
) AS selected ON true
ON CONFLICT (mrn) DO UPDATE
SET office = EXCLUDED.office, regime = EXCLUDED.regime, lane = EXCLUDED.lane, outcome = EXCLUDED.outcome,
    decided_at = least(kept.decided_at, EXCLUDED.decided_at),
    controlled_at = greatest(kept.controlled_at, EXCLUDED.controlled_at),
    paid_at = greatest(kept.paid_at, EXCLUDED.paid_at),
    released_at = greatest(kept.released_at, EXCLUDED.released_at),
    controls = kept.controls + EXCLUDED.controls, found = kept.found + EXCLUDED.found,
    is_refused = kept.is_refused OR EXCLUDED.is_refused, reasons = EXCLUDED.reasons
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

#: What a control says that was carried out, and whether it found something; one that was dropped says neither.
_FOUND: Final = {"conform": 0, "not conform": 1}

_TABLES = (models.Passage, models.Count, models.Hit, models.Revenue, models.Posted, models.Duration)


class Told(msgspec.Struct):
    """What some events say about one declaration."""

    decided: datetime | None = None
    controlled: datetime | None = None
    paid: datetime | None = None
    released: datetime | None = None
    controls: int = 0
    found: int = 0
    is_refused: bool = False


@transaction.atomic
def forget() -> None:
    """Empty the tables, so that the log is read from its beginning."""
    Cursor.objects.filter(name=READER.name).delete()
    with connection.cursor() as store:
        store.execute("TRUNCATE " + ", ".join(table._meta.db_table for table in _TABLES))


def read_all(*, at: datetime) -> None:
    """Take everything that is committed into the counts, in large batches."""
    while readers.read(READER, at=at, limit=AT_ONCE):
        pass


def counted(events: Sequence[Happened]) -> None:
    """Take events into the counts, on the days of the country."""
    count(events, time_zone=lawbook.current(now()).country.time_zone)


def count(events: Sequence[Happened], *, time_zone: str) -> None:
    """Take events into the counts, in the transaction that remembers that they were read."""
    told: dict[str, Told] = {}
    for event in events:
        about, _slash, number = event.subject.partition("/")
        if about == "declaration":
            _note(told.setdefault(number, Told()), event)
    if not told:
        return
    columns = {name: [getattr(one, name) for one in told.values()] for name in Told.__struct_fields__}
    batch = {"mrns": list(told), "zone": time_zone, **columns}
    with connection.cursor() as store:
        for statement in COUNTS:
            store.execute(statement, {**batch, "sign": -1})
        store.execute("DELETE FROM statistics_posted WHERE mrn = ANY (%(mrns)s)", batch)
        store.execute(_PASSAGES, batch)
        store.execute(_POSTED, batch)
        for statement in COUNTS:
            store.execute(statement, {**batch, "sign": 1})
        for statement in EMPTIED:
            store.execute(statement)


def _note(told: Told, event: Happened) -> None:
    match event.type:
        case "clearance.decided.v1":
            told.decided = told.decided or event.at
        case "controls.closed.v1":
            told.controlled = event.at
            told.controls += event.facts["result"] in _FOUND
            told.found += _FOUND.get(event.facts["result"], 0)
        case "controls.refused.v1":
            told.controlled = event.at
            told.is_refused = True
        case "payments.covered.v1" | "payments.deferred.v1":
            told.paid = event.at
        case "release.released.v1":
            told.released = event.at


#: Every event after which a declaration may stand elsewhere, or owe something else.
_TYPES: Final = (
    "declarations.lodged.v1", "declarations.amended.v1", "declarations.cancelled.v1", "clearance.decided.v1",
    "clearance.advanced.v1", "controls.closed.v1", "controls.detained.v1", "controls.detention-ended.v1",
    "controls.refused.v1", "controls.refusal-ended.v1", "payments.covered.v1", "payments.deferred.v1",
    "payments.debt-changed.v1", "payments.debt-cancelled.v1", "payments.debt-restored.v1", "release.released.v1",
)  # fmt: skip

READER: Final = readers.Reader("statistics", dict.fromkeys(_TYPES, counted))
