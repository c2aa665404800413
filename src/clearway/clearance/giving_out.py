"""Giving out the work of officers: in batches, by chance and load; what lies with the absent is drawn anew.

A file that could not be assessed has no lane and so no check; it is given out as a decision that it waits for.
Nobody is given a file they have a part in: one they lodged or answered on, one of a party they act for; and no appeal
against a decision they had a hand in.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Literal

import msgspec
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from clearway.core.control import Work
from clearway.core.control import assign as drawn_for
from clearway.platform import numbering
from clearway.registers.offices import public as offices
from clearway.registers.traders import public as traders
from clearway.stations.controls import public as controls
from clearway.stations.controls.public import desks
from clearway.stations.controls.public.desks import Assigned

#: So many pieces of work an office are given out at once.
BATCH: Final = 500
What = Literal["control", "appeal"]

_TABLES: Final[dict[What, tuple[str, str, str]]] = {
    "control": ("controls_control", "closed_at", "AND e.actor LIKE 'user:%%'"),
    "appeal": ("controls_appeal", "decided_at", ""),
}
_WAITING: Final = """
SELECT w.id, d.mrn, w.officer, ARRAY[d.submitter, d.declarant, d.importer, d.exporter],
       ARRAY(SELECT DISTINCT split_part(e.actor, ':', 2) FROM events_event e
             WHERE e.subject = 'declaration/' || d.mrn {acted}
             UNION
             SELECT e.facts->>'before' FROM events_event e
             WHERE e.subject = 'declaration/' || d.mrn AND e.type = 'controls.assigned.v1'
               AND e.facts->>'officer' = '')
FROM {table} w JOIN declarations_declaration d ON d.id = w.declaration_id
WHERE w.{ended} IS NULL AND w.office = %s AND NOT w.officer = ANY(%s)
ORDER BY w.id LIMIT %s
"""
#: Files that wait for an officer though nobody was asked, and since when: as they are now, or since an appeal.
_UNDECIDED: Final = """
SELECT d.id, d.mrn, d.version, d.office, d.state,
       greatest(v.at, (SELECT max(a.decided_at) FROM controls_appeal a WHERE a.declaration_id = d.id))
FROM declarations_declaration d
JOIN declarations_version v ON v.declaration_id = d.id AND v.number = d.version
WHERE d.waits_for = 'officer' AND d.state IN ('validated', 'assessed')
  AND (%(office)s::text IS NULL OR d.office = %(office)s)
  AND NOT EXISTS (SELECT FROM controls_control c
                  WHERE c.declaration_id = d.id AND c.kind = 'decision' AND c.closed_at IS NULL)
ORDER BY d.id LIMIT %(most)s
"""
# What is being amended is left for the next time: it may need nobody any more.
_UNDECIDED_LOCKED: Final = _UNDECIDED + " FOR UPDATE OF d SKIP LOCKED"


class Waiting(msgspec.Struct, frozen=True):
    """A piece of work nobody present has in hand."""

    id: int
    mrn: str
    before: str
    parties: frozenset[str]
    touched: frozenset[str]


def assign_waiting(*, at: datetime, office: str | None = None, most: int = BATCH) -> int:
    """Give out what waits for an officer, in every office or in one, so much of each kind; says how much it was."""
    ask_for_decisions(at=at, office=office, most=most)
    hands = desks.hands(at, office)
    return sum(
        _of_office(code, [row for row in hands if row[1] == code], at, most) for code in sorted({h[1] for h in hands})
    )


def ask_for_decisions(*, at: datetime, office: str | None = None, most: int = BATCH) -> int:
    """Files that could not be assessed ask for an officer's decision; says how many did now."""
    which = {"office": office, "most": most}
    if not _undecided(_UNDECIDED, which):
        return 0
    with transaction.atomic():
        return sum(
            desks.ask_for_decision(controls.FileNow(*row[:5]), since=row[5], at=at)
            for row in _undecided(_UNDECIDED_LOCKED, which)
        )


def _undecided(statement: str, which: dict[str, Any]) -> list[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, which)
        return list(cursor.fetchall())


def _of_office(office: str, hands: Sequence[tuple[str, str, str, int]], at: datetime, most: int) -> int:
    loads = dict.fromkeys(offices.present_officers(office), 0)
    for _what, _office, officer, number in hands:
        if officer in loads:
            loads[officer] += number
    lying = {what for what, _office, officer, _number in hands if officer not in loads}
    given = 0
    for what in ("control", "appeal") if loads else ():
        if what in lying:
            given += _give_out(what, office, loads, at, most)
    return given


def _give_out(what: What, office: str, loads: dict[str, int], at: datetime, most: int) -> int:
    waiting = _waiting(what, office, sorted(loads), most)
    acts_for = _parties_of(loads)
    work = [Work(one.id, one.touched | {name for name in loads if acts_for[name] & one.parties}) for one in waiting]
    drawn = drawn_for(work, loads, [numbering.draw() for _ in work])
    for officer in drawn.values():
        loads[officer] += 1
    return desks.assign(
        [
            Assigned(what, one.id, one.mrn, one.before, drawn[one.id], _reason(one))
            for one in waiting
            if one.id in drawn
        ],
        at=at,
    )


def _reason(one: Waiting) -> str:
    return "the officer is away" if one.before else "drawn by chance and load"


def _waiting(what: What, office: str, present: Sequence[str], most: int) -> list[Waiting]:
    table, ended, acted = _TABLES[what]
    with connection.cursor() as cursor:
        # The names put in are this module's own.
        cursor.execute(_WAITING.format(table=table, ended=ended, acted=acted), [office, list(present), most])
        return [_read(row) for row in cursor.fetchall()]


def _read(row: Sequence[Any]) -> Waiting:
    number, mrn, before, parties, touched = row
    return Waiting(number, mrn, before, frozenset(parties) - {""}, frozenset(touched) - {"", None})


def _parties_of(loads: dict[str, int]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for number, name in get_user_model().objects.filter(username__in=loads).values_list("id", "username"):
        found[name] = frozenset(party for party, _role in traders.parties_of(number))
    return found
