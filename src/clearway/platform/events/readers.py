"""Readers of the event log: each goes through it once, in order, at its own pace, and remembers where it is.

Event numbers are handed out before their transactions commit, so a number says nothing about what may still come
below it. Transaction numbers do: below a snapshot's xmin every transaction has ended and none will show another row.
A reader therefore goes through the log by (transaction, number) and never beyond that mark. Its place moves in the
very transaction that writes what it did about the events, so that each event has its effect exactly once.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec
from django.db import InterfaceError, OperationalError, connection, transaction

from clearway.platform.events.errors import LogMoved
from clearway.platform.events.models import Cursor, SetAside

logger = logging.getLogger(__name__)

BATCH = 500
#: A place that only the passing of other transactions has left behind is written down this seldom.
QUIET_TRANSACTIONS = 10_000
#: An event that nobody could handle is tried again after this long, then twice as long, up to a day.
PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(days=1)

_MARK = """
SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, (SELECT system_identifier FROM pg_control_system())
"""
#: Ordered by the columns of the index, which the table's name before them says: ``xid`` alone would be what is
#: selected under that name, and everything that waits would be sorted for each batch.
_AFTER = """
SELECT id, at, type, subject, actor, facts::text, xid::text::bigint AS transaction
FROM events_event
WHERE (xid, id) > (%s::xid8, %s) AND xid < %s::xid8 AND type = ANY (%s)
ORDER BY events_event.xid, events_event.id LIMIT %s
"""
#: The oldest that waits for a reader; what could not be handled waits since it was set aside.
_WAITS = """
SELECT min(at) FROM (
    (SELECT e.at FROM events_event e
     WHERE (e.xid, e.id) > (coalesce((SELECT xid FROM events_cursor WHERE name = %(name)s), 0)::text::xid8,
                            coalesce((SELECT event FROM events_cursor WHERE name = %(name)s), 0))
       AND e.type = ANY (%(types)s)
     ORDER BY e.xid, e.id LIMIT 1)
    UNION ALL
    (SELECT since FROM events_setaside WHERE reader = %(name)s ORDER BY since LIMIT 1)
) AS waiting (at)
"""
_ONE = "SELECT id, at, type, subject, actor, facts::text FROM events_event WHERE id = %s"


#: A place in the log: (transaction, number of the event).
Place = tuple[int, int]


class _Quiet:
    """Up to where nothing was found for a reader, while its written place stays: what was searched is not again."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], tuple[Place, int]] = {}

    def note(self, reader: str, cluster: int, place: Place, oldest: int) -> None:
        """Between the written place and a transaction there is nothing for a reader."""
        self._known[reader, cluster] = (place, oldest)

    def beyond(self, reader: str, cluster: int, place: Place) -> Place:
        """Where to begin for a reader whose written place is this one."""
        written, oldest = self._known.get((reader, cluster), (place, 0))
        return max(place, (oldest, 0)) if written == place else place


_quiet = _Quiet()


class Happened(msgspec.Struct, frozen=True):
    """An event as a reader gets it; its facts are as they were written."""

    id: int
    at: datetime
    type: str
    subject: str
    actor: str
    facts: dict[str, Any]


#: What is done about events, in the order in which they happened. All it writes, it writes to this database.
Action = Callable[[Sequence[Happened]], None]


class Reader(NamedTuple):
    """Somebody who reads the log: under which name it remembers its place, and what it does about which events."""

    name: str
    actions: Mapping[str, Action]


@transaction.atomic
def read(reader: Reader, *, at: datetime, limit: int = BATCH) -> bool:
    """Take the next events; whether more are waiting. While somebody else reads under this name, nothing is done."""
    oldest, cluster = _mark()
    Cursor.objects.get_or_create(name=reader.name, defaults={"cluster": cluster})
    cursor = Cursor.objects.select_for_update(skip_locked=True).filter(name=reader.name).first()
    if cursor is None:
        return False
    if cursor.cluster != cluster:
        raise LogMoved(reader=reader.name)
    begin = _quiet.beyond(reader.name, cluster, (cursor.xid, cursor.event))
    places = _after(begin, oldest, reader, limit)
    _react(reader, [event for event, _ in places], at)
    is_all = len(places) < limit
    if not places:
        _quiet.note(reader.name, cluster, (cursor.xid, cursor.event), oldest)
    _move(cursor, (oldest, 0) if is_all else (places[-1][1], places[-1][0].id), moved=bool(places))
    return not is_all


@transaction.atomic
def retry(reader: Reader, *, at: datetime) -> bool:
    """Try one event again that could not be handled when it was read; whether there was one."""
    due = SetAside.objects.filter(reader=reader.name, due_at__lte=at).order_by("due_at")
    row = due.select_for_update(skip_locked=True).first()
    if row is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [row.event])
        found = cursor.fetchone()
    error = _tried(reader.actions[found[2]], [_happened(found)]) if found and found[2] in reader.actions else ""
    if error:
        row.tries += 1
        row.due_at = at + min(PAUSE * 2 ** min(row.tries - 1, 20), LONGEST_PAUSE)
        row.error = error
        row.save(update_fields=["tries", "due_at", "error"])
    else:
        row.delete()
    return True


def waits_since(reader: Reader) -> datetime | None:
    """Since when the oldest event that a reader has not handled waits for it; nothing where none waits."""
    with connection.cursor() as asked:
        asked.execute(_WAITS, {"name": reader.name, "types": list(reader.actions)})
        found: datetime | None = asked.fetchone()[0]
    return found


def begin_anew(reader: str) -> None:
    """A reader whose log was restored into another cluster begins with what is recorded from now on.

    What it had not handled before the restoration, it does not handle any more.
    """
    oldest, cluster = _mark()
    Cursor.objects.update_or_create(name=reader, defaults={"cluster": cluster, "xid": oldest, "event": 0})


def _mark() -> tuple[int, int]:
    """The oldest transaction that still runs, read before the events are, and which cluster counts so."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK)
        oldest, cluster = cursor.fetchone()
    return oldest, cluster


def _after(begin: Place, oldest: int, reader: Reader, limit: int) -> list[tuple[Happened, int]]:
    # The cursor's row was locked after the mark was read. Whoever moved it meanwhile may have gone beyond the mark;
    # then there is nothing between the two, which is right.
    with connection.cursor() as asked:
        asked.execute(_AFTER, [str(begin[0]), begin[1], str(oldest), list(reader.actions), limit])
        return [(_happened(row), row[6]) for row in asked.fetchall()]


def _happened(row: tuple[Any, ...]) -> Happened:
    number, at, kind, subject, actor, facts = row[:6]
    return Happened(number, at, kind, subject, actor, msgspec.json.decode(facts))


def _move(cursor: Cursor, place: Place, *, moved: bool) -> None:
    """Remember the place; where nothing was found and little time has passed, the row is left as it is."""
    if place <= (cursor.xid, cursor.event):
        return
    if moved or place[0] - cursor.xid >= QUIET_TRANSACTIONS:
        cursor.xid, cursor.event = place
        cursor.save(update_fields=["xid", "event"])


def _react(reader: Reader, events: Sequence[Happened], at: datetime) -> None:
    """Each action gets its events together; where it cannot, each by itself, and one that fails is set aside."""
    chosen: dict[Action, list[Happened]] = {}
    for event in events:
        chosen.setdefault(reader.actions[event.type], []).append(event)
    for action, group in chosen.items():
        if not _tried(action, group):
            continue
        for event in group:
            error = _tried(action, [event])
            if error:
                logger.error(
                    "%s sets event %s (%s) aside and tries it again: %s", reader.name, event.id, event.type, error
                )
                SetAside.objects.create(
                    reader=reader.name, event=event.id, error=error, tries=1, due_at=at + PAUSE, since=at
                )


def _tried(action: Action, events: Sequence[Happened]) -> str:
    """Why an action failed and left nothing behind; the empty word where it did not.

    A store that is away, or a lock that was not to be had, says nothing about the events: the whole batch is read
    again.
    """
    try:
        with transaction.atomic():
            action(events)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        logger.debug("an action failed", exc_info=error)
        return f"{type(error).__name__}: {error}"[:1000]
    return ""
