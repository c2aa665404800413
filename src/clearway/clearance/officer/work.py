"""What lies on the desks of an office, and how the office stands: read in few statements, whatever is stored."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from django.db import connection

from clearway.core.control import Clock
from clearway.stations.controls import public as controls

#: Of each kind of open work, so much is looked through for what is most urgent: the oldest, as each kind has one
#: standard, so that what came first is due first.
MOST: Final = 200

#: Everything an office has open, on files that are still on their way (or refused, and appealed against).
_PIECES: Final = """
SELECT w.what, w.id, w.since, w.officer, w.declaration_id,
       d.mrn, d.reference, d.importer, d.lane, d.state, d.waits_for
FROM (
    SELECT c.kind AS what, c.id, c.opened_at AS since, c.officer, c.declaration_id
    FROM controls_control c WHERE c.closed_at IS NULL AND c.office = %(office)s
    UNION ALL
    SELECT 'appeal', a.id, a.lodged_at, a.officer, a.declaration_id
    FROM controls_appeal a WHERE a.decided_at IS NULL AND a.office = %(office)s
    UNION ALL
    SELECT 'override', o.id, o.asked_at, '', o.declaration_id
    FROM controls_override o WHERE o.decided_at IS NULL
    UNION ALL
    SELECT h.kind, h.id, h.placed_at, h.placed_by, h.declaration_id
    FROM controls_hold h WHERE h.lifted_at IS NULL
    UNION ALL
    SELECT n.kind, n.id, n.at, n.by, n.declaration_id
    FROM controls_notice n WHERE n.ended_at IS NULL AND n.kind = 'detention'
) w
JOIN declarations_declaration d ON d.id = w.declaration_id
WHERE d.office = %(office)s AND d.state NOT IN ('released', 'reviewed', 'cancelled')
  AND (d.state <> 'refused' OR w.what = 'appeal')
"""

#: Whose work it is: one person's own, and every second signature where they may give one.
_MINE: Final = "(officer = %(officer)s OR (what = 'override' AND %(signs)s))"

_OPEN: Final = f"""
SELECT what, id, since, officer, declaration_id, mrn, reference, importer, lane, state, waits_for FROM (
    SELECT *, row_number() OVER (PARTITION BY what ORDER BY since, id) AS place FROM ({_PIECES}) p
    WHERE %(officer)s::text IS NULL OR {_MINE}
) p
WHERE place <= %(most)s ORDER BY since, id
"""

_COUNTED: Final = f"SELECT count(*), count(*) FILTER (WHERE {_MINE}) FROM ({_PIECES}) p"

_BY_OFFICER: Final = """
SELECT c.officer, d.lane, count(*), min(c.opened_at)
FROM controls_control c JOIN declarations_declaration d ON d.id = c.declaration_id
WHERE c.closed_at IS NULL AND c.office = %(office)s
GROUP BY c.officer, d.lane ORDER BY c.officer, d.lane
"""

_BY_AGE: Final = """
SELECT width_bucket(extract(epoch FROM %(at)s - c.opened_at) / 86400, ARRAY[1, 3, 7, 14]), c.kind, count(*)
FROM controls_control c WHERE c.closed_at IS NULL AND c.office = %(office)s
GROUP BY 1, 2 ORDER BY 1, 2
"""

_CLOSED: Final = """
SELECT c.kind, c.result, count(*)
FROM controls_control c
WHERE c.office = %(office)s AND c.closed_at > %(at)s - interval '30 days'
GROUP BY c.kind, c.result ORDER BY c.kind, c.result
"""


class Piece(msgspec.Struct, frozen=True):
    """Something that somebody of the office must do, on which file, and how its clock stands."""

    what: str
    id: int
    since: datetime
    officer: str
    declaration: int
    mrn: str
    reference: str
    importer: str
    lane: str
    state: str
    waits_for: str
    clock: Clock | None = None

    @property
    def urgency(self) -> tuple[int, datetime]:
        """Overdue first, then by when it is due; then what has no clock; last what waits for the trader."""
        if self.clock is None:
            return 2, self.since
        if self.clock.due_at is None:
            return 3, self.since
        return (0 if self.clock.is_overdue else 1), self.clock.due_at


def open_work(office: str, *, at: datetime, officer: str | None = None, signs: bool = False) -> tuple[Piece, ...]:
    """Open work of an office, the most urgent first: everybody's, or what an officer has in hand and may sign."""
    which = {"office": office, "most": MOST, "officer": officer, "signs": signs}
    pieces = [Piece(*row) for row in _rows(_OPEN, which)]
    timed = [(place, one.declaration, one.what, one.since) for place, one in enumerate(pieces)]
    clocks = controls.control_clocks(timed, at=at)
    found = [msgspec.structs.replace(one, clock=clocks.get(place)) for place, one in enumerate(pieces)]
    return tuple(sorted(found, key=lambda one: one.urgency))


def counted(office: str, officer: str, *, signs: bool) -> tuple[int, int]:
    """How much an office has open, and how much of it is one officer's."""
    [(every, mine)] = _rows(_COUNTED, {"office": office, "officer": officer, "signs": signs})
    return every, mine


def by_officer(office: str) -> list[tuple[str, str, int, datetime]]:
    """Open checks by officer and lane: how many, and since when the oldest waits."""
    return _rows(_BY_OFFICER, {"office": office})


def by_age(office: str, *, at: datetime) -> list[tuple[int, str, int]]:
    """Open checks by age (under 1, 3, 7, 14 days, or older: 0 to 4) and kind."""
    return _rows(_BY_AGE, {"office": office, "at": at})


def closed(office: str, *, at: datetime) -> list[tuple[str, str, int]]:
    """Checks closed in the last thirty days, by kind and result."""
    return _rows(_CLOSED, {"office": office, "at": at})


def _rows(statement: str, values: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: Sequence[Any] = cursor.fetchall()
    return list(rows)
