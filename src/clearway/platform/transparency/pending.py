"""Which committed events are not in the log yet: a question of transactions, not of event numbers.

Event numbers are handed out before their transactions commit. An event with a small number may therefore
become visible after one with a larger number has entered the log, and "everything above the last number"
would lose it. Worse, a transaction may draw an event number before it has a transaction number at all, so
no list of running transactions shows that a small number is still on its way.

Transaction numbers are exact where event numbers are not. A snapshot's xmin is the number of the oldest
transaction still running: all below it have ended, and none of them will ever show another row. So the mark
is kept in transaction numbers: whatever lies below it is in the log for good; whatever lies above is asked for
again and again, and what has a leaf already is left out. An event row keeps its transaction's number in a
column `xid xid8 NOT NULL DEFAULT pg_current_xact_id()`, and an index on (xid, id) makes the question cheap.
"""

from collections.abc import Sequence

import msgspec
from django.db import connection

from clearway.platform.transparency.models import Progress

DEFAULT_TABLE = "events_event"

#: Where the mark may move to, in which cluster. For the rest of the transaction the planner is held to walking the
#: index from the mark on: left alone it may, on stale statistics, join and sort both tables from end to end.
_BEARINGS = """
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, system_identifier,
           set_config('enable_sort', 'off', true), set_config('enable_hashjoin', 'off', true),
           set_config('enable_mergejoin', 'off', true)
    FROM pg_control_system()
"""


class Pending(msgspec.Struct, frozen=True):
    """Events to enter, and what may be remembered once they have."""

    commitments: Sequence[tuple[int, bytes]]
    is_complete: bool
    finished_before: int
    cluster: int
    is_bounded: bool

    @classmethod
    def look(cls, table: str, *, limit: int) -> "Pending":
        """At most `limit` events without a leaf; those of the oldest transactions, in the order of their numbers.

        The oldest running transaction is read before the events: read after them, it could lie above a
        transaction that ended between the two questions, and its events would never be asked for.
        """
        with connection.cursor() as cursor:
            cursor.execute(_BEARINGS)
            oldest_running, cluster, *_ = cursor.fetchone()
            progress = Progress.objects.filter(cluster=cluster).first() or Progress()
            cursor.execute(*_question(table, progress, limit))
            rows = cursor.fetchall()
        is_complete = len(rows) < limit
        return cls(
            commitments=sorted((number, bytes(commitment)) for number, commitment, _ in rows),
            is_complete=is_complete,
            # A batch cut off leaves the rest of its last transaction, and all later ones, to be asked for.
            finished_before=oldest_running if is_complete else min(oldest_running, rows[-1][2]),
            cluster=cluster,
            is_bounded=is_complete or progress.is_bounded,
        )

    def remember(self) -> None:
        """The next look begins where all that lies before is in the log."""
        found = {
            "finished_before": self.finished_before,
            "cluster": self.cluster,
            "is_bounded": self.is_bounded,
        }
        Progress.objects.update_or_create(id=1, defaults=found)


def _question(table: str, progress: Progress, limit: int) -> tuple[str, list[object]]:
    bound = " AND event.xid < pg_snapshot_xmax(pg_current_snapshot())" if progress.is_bounded else ""
    question = (
        f"SELECT event.id, event.commitment, event.xid::text::bigint"
        f" FROM {connection.ops.quote_name(table)} AS event"
        " WHERE NOT EXISTS (SELECT FROM transparency_leaf AS leaf WHERE leaf.event_id = event.id)"
        f" AND event.xid >= %s::xid8{bound} ORDER BY event.xid, event.id LIMIT %s"
    )
    return question, [str(progress.finished_before), limit]
