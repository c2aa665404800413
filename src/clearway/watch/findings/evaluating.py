"""Cases are looked at: a scenario is asked about the keys that have changed, and findings follow."""

import logging
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

import msgspec
from django.db import DataError, connection, transaction

from clearway.core.watch import LAW, LOOKING, Difference, Found, Query, Scenario, by_key, difference, found, render
from clearway.core.watch import kept_to as restricted
from clearway.platform.events import log
from clearway.platform.events.event import Event
from clearway.watch.findings import events, models
from clearway.watch.intake import public as intake
from clearway.watch.rulebook.public import Book

logger = logging.getLogger(__name__)

_WHOLE: Final = re.compile(r"-?\d{1,18}")
_TEXTS: Final[dict[tuple[str, str, bool], str]] = {}
_MOST_TEXTS: Final = 2000
#: So many keys of a scenario are asked about at a time.
AT_ONCE: Final = 2000

_PICK = """
SELECT tenant, scenario FROM watch_findings_dirty WHERE fault = '' ORDER BY since, id LIMIT 1
"""
_TAKE = """
DELETE FROM watch_findings_dirty WHERE id IN (
    SELECT id FROM watch_findings_dirty WHERE tenant = %(tenant)s AND scenario = %(scenario)s AND fault = ''
    ORDER BY case_key LIMIT %(limit)s FOR UPDATE)
RETURNING case_key, by_clock
"""
_TAKE_REST = "DELETE FROM watch_findings_dirty WHERE tenant = %(tenant)s AND scenario = %(scenario)s"
_KNOWN = """
SELECT number, case_key, money, evidence, state FROM watch_findings_finding
WHERE tenant = %(tenant)s AND scenario = %(scenario)s AND state <> 'settled' {kept}
"""
_OPEN = """
INSERT INTO watch_findings_finding
    (tenant, scenario, version, case_key, state, money, evidence, mark, found_at, changed_at)
SELECT %(tenant)s, %(scenario)s, %(version)s, g.case_key, 'seen', g.money, g.evidence, %(mark)s, %(at)s, %(at)s
FROM jsonb_to_recordset(%(rows)s::jsonb) AS g(case_key TEXT, money NUMERIC, evidence JSONB) ORDER BY g.case_key
RETURNING case_key, number
"""
_CHANGE = """
UPDATE watch_findings_finding AS f
SET money = g.money, evidence = g.evidence, version = %(version)s, changed_at = %(at)s,
    mark = GREATEST(f.mark, g.mark)
FROM jsonb_to_recordset(%(rows)s::jsonb) AS g(number BIGINT, money NUMERIC, evidence JSONB, mark TIMESTAMPTZ)
WHERE f.number = g.number
RETURNING f.case_key, f.number
"""
_SETTLE = "UPDATE watch_findings_finding SET state = 'settled', settled_at = %s WHERE number = ANY(%s)"
_DROP_TIMERS = "DELETE FROM watch_findings_timer WHERE tenant = %(tenant)s AND scenario = %(scenario)s {kept}"
# Most days of a case stay as they are: only what differs is written. Both sides are grouped, for a join is planned
# for the one row that is expected of a query's days, and goes through all of them for each while these are young.
_SET_TIMERS = """
WITH told AS MATERIALIZED (
    SELECT DISTINCT d.case_key COLLATE "default" AS case_key, d.due FROM ({deadline}) AS d
    WHERE d.case_key IS NOT NULL AND d.due >= %(today)s {kept}
), gone AS (
    DELETE FROM watch_findings_timer WHERE id = ANY(ARRAY(
        SELECT MAX(o.id) FROM (
            SELECT id, case_key, due FROM watch_findings_timer
            WHERE tenant = %(tenant)s AND scenario = %(scenario)s {kept}
            UNION ALL SELECT NULL, case_key, due FROM told
        ) AS o
        GROUP BY o.case_key, o.due HAVING COUNT(o.id) = COUNT(*)))
)
INSERT INTO watch_findings_timer (tenant, scenario, case_key, due)
SELECT %(tenant)s, %(scenario)s, told.case_key, told.due FROM told
ON CONFLICT (tenant, scenario, case_key, due) DO NOTHING
"""
_FAULT = """
INSERT INTO watch_findings_dirty (tenant, scenario, case_key, since, by_clock, fault)
VALUES (%s, %s, %s, %s, FALSE, %s)
ON CONFLICT (tenant, scenario, case_key) DO UPDATE SET fault = EXCLUDED.fault
"""


class Looked(msgspec.Struct, frozen=True):
    """What one look came to."""

    keys: int = 0
    opened: int = 0
    changed: int = 0
    settled: int = 0
    faults: int = 0


class _Ask(msgspec.Struct, frozen=True):
    """A scenario asked about keys of a government; no keys stand for all, no scenario for one that looks no more."""

    tenant: str
    number: str
    scenario: Scenario | None
    keys: tuple[str, ...] | None
    by_clock: frozenset[str]
    clock: models.Clock
    at: datetime

    @property
    def kept(self) -> dict[str, Any]:
        """What its statements are given."""
        whole = [int(key) for key in self.keys or () if _WHOLE.fullmatch(key)]
        return {"tenant": self.tenant, "scenario": self.number, "keys": list(self.keys or ()), "whole_keys": whole,
                "today": self.clock.day, "at": self.at}  # fmt: skip


class _Known(msgspec.Struct, frozen=True):
    """A finding that stands."""

    number: int
    state: str
    found: Found


@transaction.atomic
def look(book: Book, *, at: datetime, limit: int = AT_ONCE) -> Looked | None:
    """Look at cases of the scenario that has waited longest; nothing where no case waits."""
    with connection.cursor() as cursor:
        cursor.execute(_PICK)
        picked = cursor.fetchone()
        if picked is None:
            return None
        given = {"tenant": picked[0], "scenario": picked[1], "limit": limit}
        # Two that look at one scenario of a government would find the same twice.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%(tenant)s), hashtext(%(scenario)s))", given)
        cursor.execute(_TAKE, given)
        taken = cursor.fetchall()
        is_whole = any(key == models.ALL for key, _ in taken)
        if is_whole:
            cursor.execute(_TAKE_REST, given)
    if not taken:
        return Looked()
    scenario = next((one for one in book.scenarios if one.card.id == picked[1]), None)
    ask = _Ask(
        picked[0], picked[1], scenario if scenario is not None and scenario.card.status in LOOKING else None,
        None if is_whole else tuple(sorted(key for key, _ in taken)), frozenset(key for key, clock in taken if clock),
        models.Clock.objects.get(pk=1), at,
    )  # fmt: skip
    return _careful(ask, book)


def _careful(ask: _Ask, book: Book) -> Looked:
    """What cannot be calculated keeps no other case from being looked at: it is found by halves and kept with why."""
    try:
        with transaction.atomic():
            return _look(ask, book)
    except DataError as error:
        if ask.keys is None or len(ask.keys) == 1:
            fault = str(error).splitlines()[0][:500]
            logger.error("%s cannot be asked about %s of %s: %s", ask.number, ask.keys, ask.tenant, fault)
            with connection.cursor() as cursor:
                key = ask.keys[0] if ask.keys else models.ALL
                cursor.execute(_FAULT, [ask.tenant, ask.number, key, ask.at, fault])
            return Looked(keys=1, faults=1)
        half = len(ask.keys) // 2
        first = _careful(msgspec.structs.replace(ask, keys=ask.keys[:half]), book)
        second = _careful(msgspec.structs.replace(ask, keys=ask.keys[half:]), book)
        both = zip(msgspec.structs.astuple(first), msgspec.structs.astuple(second), strict=True)
        return Looked(*(one + other for one, other in both))


def _look(ask: _Ask, book: Book) -> Looked:
    after = _asked(ask, book) if ask.scenario is not None else {}
    known = _known(ask)
    changes = difference({key: one.found for key, one in known.items()}, after)
    _set_timers(ask, book)
    _write(ask, changes, known)
    keys = len(ask.keys) if ask.keys is not None else len(after)
    return Looked(keys, len(changes.opened), len(changes.changed), len(changes.cleared))


def whole(tenant: str, scenario: Scenario, book: Book, today: date) -> dict[str, Found]:
    """Everything that a scenario finds for a government, whatever has changed: the full run on PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute(_text(scenario.query, scenario, book, is_whole=True), {"tenant": tenant, "today": today})
        rows = cursor.fetchall()
    return by_key(found(tuple(scenario.query.columns), row) for row in rows)


def _text(query: Query, scenario: Scenario, book: Book, *, is_whole: bool) -> str:
    """A query's text on PostgreSQL, kept to changed keys or whole."""
    made = (book.digest, query.text, is_whole)
    if made not in _TEXTS:
        if len(_TEXTS) > _MOST_TEXTS:
            _TEXTS.clear()
        columns = {name: tuple(one.name for one in table.columns) for name, table in book.sources.tables.items()}
        columns[LAW.name] = tuple(one.name for one in LAW.columns)
        keys = {} if is_whole else scenario.card.keys
        types = {source: book.sources.table(source).column(column).type for source, column in keys.items()}
        _TEXTS[made] = render(query, "postgres", restricted(keys, columns, types))
    return _TEXTS[made]


def _asked(ask: _Ask, book: Book) -> dict[str, Found]:
    assert ask.scenario is not None
    query = ask.scenario.query
    with connection.cursor() as cursor:
        cursor.execute(_text(query, ask.scenario, book, is_whole=ask.keys is None), ask.kept)
        rows = cursor.fetchall()
    names = tuple(query.columns)
    return by_key((found(names, row) for row in rows), None if ask.keys is None else frozenset(ask.keys))


def _known(ask: _Ask) -> dict[str, _Known]:
    kept = "" if ask.keys is None else "AND case_key = ANY(%(keys)s)"
    names = tuple(ask.scenario.query.columns)[2:] if ask.scenario else ()
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN.format(kept=kept), ask.kept)
        rows = cursor.fetchall()
    return {
        key: _Known(number, state, Found(key, money, _ordered(msgspec.json.decode(evidence), names)))
        for number, key, money, evidence, state in rows
    }


def _ordered(evidence: Mapping[str, str | None], names: Sequence[str]) -> tuple[tuple[str, str | None], ...]:
    """Evidence in the order of the query's columns, and then what an earlier version had besides."""
    order = [*(name for name in names if name in evidence), *sorted(set(evidence) - set(names))]
    return tuple((name, evidence[name]) for name in order)


def _set_timers(ask: _Ask, book: Book) -> None:
    kept = "" if ask.keys is None else "AND case_key = ANY(%(keys)s)"
    with connection.cursor() as cursor:
        if ask.scenario is None or ask.scenario.deadline is None:
            cursor.execute(_DROP_TIMERS.format(kept=kept), ask.kept)
            return
        text = _text(ask.scenario.deadline, ask.scenario, book, is_whole=ask.keys is None)
        cursor.execute(_SET_TIMERS.format(deadline=text, kept=kept), ask.kept)


def _write(ask: _Ask, changes: Difference, known: Mapping[str, _Known]) -> None:
    told: list[tuple[Event, str]] = []
    if changes.opened or changes.changed:
        marked = _mark_of(ask)
        told += _opened(ask, changes.opened, marked)
        told += _changed(ask, changes.changed, known, marked)
    if changes.cleared:
        gone = [known[key] for key in changes.cleared]
        with connection.cursor() as cursor:
            cursor.execute(_SETTLE, [ask.at, [one.number for one in gone]])
        told += [
            (
                events.FindingSettled(
                    tenant=ask.tenant, scenario=ask.number, case_key=one.found.case_key, was_told=one.state == "open"
                ),
                f"finding/{one.number}",
            )
            for one in gone
        ]
    log.record_all(told, actor="clearway", at=ask.at)


def _opened(ask: _Ask, opened: Sequence[Found], marked: datetime) -> list[tuple[Event, str]]:
    if not opened:
        return []
    rows = [{"case_key": one.case_key, "money": one.money, "evidence": dict(one.evidence)} for one in opened]
    numbers = dict(_written(_OPEN, ask, rows, marked))
    return [
        (events.FindingSeen(**_facts(ask, one)), f"finding/{number}")
        for one in opened
        if (number := numbers[one.case_key])
    ]


def _changed(
    ask: _Ask, changed: Sequence[Found], known: Mapping[str, _Known], marked: datetime
) -> list[tuple[Event, str]]:
    """What the clock alone has changed, as interest that grows, is written down and told to nobody."""
    if not changed:
        return []
    by_records = [one for one in changed if one.case_key not in ask.by_clock]
    moved = {one.case_key for one in by_records}
    rows = [
        {
            "number": known[one.case_key].number, "money": one.money, "evidence": dict(one.evidence),
            "mark": marked.isoformat() if one.case_key in moved else None,
        }
        for one in changed
    ]  # fmt: skip
    _written(_CHANGE, ask, rows, marked)
    return [
        (events.FindingChanged(**_facts(ask, one)), f"finding/{known[one.case_key].number}") for one in by_records
    ]


def _written(statement: str, ask: _Ask, rows: list[dict[str, Any]], marked: datetime) -> list[tuple[str, int]]:
    assert ask.scenario is not None
    said = msgspec.json.encode(rows).decode()
    with connection.cursor() as cursor:
        cursor.execute(statement, {**ask.kept, "version": ask.scenario.version, "rows": said, "mark": marked})
        return list(cursor.fetchall())


def _facts(ask: _Ask, one: Found) -> dict[str, Any]:
    assert ask.scenario is not None
    money = None if one.money is None else str(one.money)
    return {
        "tenant": ask.tenant, "scenario": ask.number, "version": ask.scenario.version, "case_key": one.case_key,
        "money": money,
    }  # fmt: skip


def _mark_of(ask: _Ask) -> datetime:
    """How far sources have told, at most: what is found now may rest on the latest of it, or on the day's coming."""
    assert ask.scenario is not None
    seen = [one.seen for one in intake.standing(ask.tenant, ask.scenario.sources) if one.seen]
    if ask.by_clock:
        seen.append(ask.clock.ticked_at)
    return max(seen, default=ask.at)
