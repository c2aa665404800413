"""Giving out the work of officers: in batches, by chance and load; what lies with the absent is drawn anew.

Nobody is given a file they have a part in: one they lodged or answered on, one of a party they act for; and no appeal
against a decision they had a hand in.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Literal

import msgspec
from django.contrib.auth import get_user_model
from django.db import connection

from clearway.core.control import Work
from clearway.core.control import assign as drawn_for
from clearway.platform import numbering
from clearway.registers.offices import public as offices
from clearway.registers.traders import public as traders
from clearway.stations.controls import public as controls
from clearway.stations.controls.public import Assigned

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


class Waiting(msgspec.Struct, frozen=True):
    """A piece of work nobody present has in hand."""

    id: int
    mrn: str
    before: str
    parties: frozenset[str]
    touched: frozenset[str]


def assign_waiting(*, at: datetime, office: str | None = None) -> int:
    """Give out whatever waits for an officer, in every office or in one; says how much was given out."""
    hands = [row for row in controls.hands(at) if office in (None, row[1])]
    return sum(
        _of_office(code, [row for row in hands if row[1] == code], at) for code in sorted({h[1] for h in hands})
    )


def _of_office(office: str, hands: Sequence[tuple[str, str, str, int]], at: datetime) -> int:
    loads = dict.fromkeys(offices.present_officers(office), 0)
    for _what, _office, officer, number in hands:
        if officer in loads:
            loads[officer] += number
    lying = {what for what, _office, officer, _number in hands if officer not in loads}
    given = 0
    for what in ("control", "appeal") if loads else ():
        if what in lying:
            given += _give_out(what, office, loads, at)
    return given


def _give_out(what: What, office: str, loads: dict[str, int], at: datetime) -> int:
    waiting = _waiting(what, office, sorted(loads))
    acts_for = _parties_of(loads)
    work = [Work(one.id, one.touched | {name for name in loads if acts_for[name] & one.parties}) for one in waiting]
    drawn = drawn_for(work, loads, [numbering.draw() for _ in work])
    for officer in drawn.values():
        loads[officer] += 1
    return controls.assign(
        [
            Assigned(what, one.id, one.mrn, one.before, drawn[one.id], _reason(one))
            for one in waiting
            if one.id in drawn
        ],
        at=at,
    )


def _reason(one: Waiting) -> str:
    return "the officer is away" if one.before else "drawn by chance and load"


def _waiting(what: What, office: str, present: Sequence[str]) -> list[Waiting]:
    table, ended, acted = _TABLES[what]
    with connection.cursor() as cursor:
        # The names put in are this module's own.
        cursor.execute(_WAITING.format(table=table, ended=ended, acted=acted), [office, list(present), BATCH])
        return [_read(row) for row in cursor.fetchall()]


def _read(row: Sequence[Any]) -> Waiting:
    number, mrn, before, parties, touched = row
    return Waiting(number, mrn, before, frozenset(parties) - {""}, frozenset(touched) - {"", None})


def _parties_of(loads: dict[str, int]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for number, name in get_user_model().objects.filter(username__in=loads).values_list("id", "username"):
        found[name] = frozenset(party for party, _role in traders.parties_of(number))
    return found
