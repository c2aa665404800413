"""What an organisation receives, as of one instant: one statement reads it all, so nothing contradicts itself."""

from datetime import date, datetime
from typing import Any, Final

import msgspec
from django.db import connection

from clearway.platform.identity.actor import Actor

#: No list shows more.
MOST: Final = 50
_RECEIVED: Final = """
SELECT now() AS at, d.number::text, d.kind, d.holder, d.article, d.names, d.state, d.reason, d.opened_at, d.loaded_at,
       d.keep_until, d.changes_hours, d.destroyed_at, d.is_overdue, d.parts,
       sent.acknowledged, sent.put, sent.removed, sent.left_out, held.oldest, held.newest, waiting.ranges AS waiting
FROM distribution_distribution d,
LATERAL (SELECT count(*) FILTER (WHERE state = 'acknowledged') AS acknowledged, coalesce(sum(count), 0) AS put,
                coalesce(sum(removed), 0) AS removed, coalesce(sum(left_out), 0) AS left_out
         FROM distribution_part WHERE distribution_id = d.number) sent,
LATERAL (SELECT min(last) AS oldest, max(last) AS newest
         FROM (SELECT max(sent_at) AS last FROM distribution_part WHERE distribution_id = d.number
               GROUP BY range_id) AS by_range) held,
LATERAL (SELECT count(*) AS ranges FROM distribution_range
         WHERE distribution_id = d.number AND state <> 'held') waiting
WHERE d.organisation = %s AND (%s = '' OR d.number::text = %s)
ORDER BY d.opened_at DESC LIMIT %s
"""


class Received(msgspec.Struct, frozen=True):
    """A distribution at an instant: ``oldest`` and ``newest`` are when the holder was read for what the copy has."""

    at: datetime
    number: str
    kind: str
    holder: str
    article: str
    names: tuple[str, ...]
    state: str
    reason: str
    opened_at: datetime
    loaded_at: datetime | None
    keep_until: date
    changes_hours: int | None
    destroyed_at: datetime | None
    is_overdue: bool
    parts: int
    acknowledged: int
    put: int
    removed: int
    left_out: int
    oldest: datetime | None
    newest: datetime | None
    waiting: int

    @property
    def is_complete(self) -> bool:
        """Whether everything was sent and is on record as kept, and nothing waits to be compared."""
        return self.loaded_at is not None and not self.waiting and self.acknowledged == self.parts


def received(by: Actor, number: str = "") -> tuple[Received, ...]:
    """What an organisation receives, newest first; or one of it alone."""
    mine = by.party or by.office or "-"
    with connection.cursor() as cursor:
        cursor.execute(_RECEIVED, [mine, number, number, MOST])
        names = [one.name for one in cursor.description]
        found: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return tuple(msgspec.convert(one, Received, strict=False) for one in found)
