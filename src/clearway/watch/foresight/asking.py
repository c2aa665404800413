"""Scenarios are asked about rows that are not saved yet: those whose sources are touched, about the keys of the rows.

Everything is asked in one moment of the records and in two trips to the database: what the rows replace and what is
known of their keys, and then every scenario at once with what stands. Where keys have changed, some trips more tell
what they are now.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import msgspec
import psycopg
from psycopg.pq import TransactionStatus

from clearway.core.watch import LAW, LOOKING, Found, Scenario, by_key, difference, found, kept_to, named, render
from clearway.core.watch.overlay import laid_over
from clearway.core.watch.sources import cell_text
from clearway.platform.database import hot
from clearway.watch.foresight.contracts import Ahead, Foreseen, NotBegun, NotForeseen, Row
from clearway.watch.intake.public import Checked, checked_rows
from clearway.watch.linkage import public as linkage
from clearway.watch.rulebook.public import Book

_WHOLE: Final = re.compile(r"-?\d{1,18}")
_BEGIN: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
#: A plan serves every question; made anew for each, plans would take longer than the answers.
_PLANS: Final = "SET LOCAL plan_cache_mode = force_generic_plan"
_DAY: Final = "SELECT day FROM watch_findings_clock WHERE id = 1 AND edition = %(edition)s"
_KNOWN: Final = """
SELECT f.scenario, f.case_key, f.number, f.money, f.evidence FROM watch_findings_finding AS f
JOIN unnest(%(scenarios)s::text[], %(keys)s::text[]) AS g(scenario, case_key)
    ON f.scenario = g.scenario AND f.case_key = g.case_key
WHERE f.tenant = %(tenant)s AND f.state <> 'settled'
"""
#: Statements that a connection keeps planned; each scenario has some.
_KEPT_PLANS: Final = 400
_TEXTS: Final[dict[tuple[str, str, frozenset[str]], str]] = {}
_MOST_TEXTS: Final = 4000

Keys = Mapping[str, frozenset[str]]
Rows = Mapping[str, Sequence[Checked]]


class _Question(msgspec.Struct, frozen=True):
    """Rows of a government, and the scenarios that they touch."""

    tenant: str
    rows: Rows
    scenarios: tuple[Scenario, ...]
    book: Book
    patience: float | None

    @property
    def begins(self) -> tuple[str, ...]:
        """The statements with which it begins: one moment, and how long any other may take."""
        if self.patience is None:
            return (_BEGIN, _PLANS)
        return (_BEGIN, _PLANS, f"SET LOCAL statement_timeout = {round(self.patience * 1000)}")

    def given(self, scenario: Scenario, keys: frozenset[str], day: date) -> dict[str, Any]:
        """What a scenario's statement is given."""
        whole = [int(key) for key in keys if _WHOLE.fullmatch(key)]
        said: dict[str, Any] = {"tenant": self.tenant, "keys": sorted(keys), "whole_keys": whole, "today": day}
        for source in scenario.card.keys.keys() & self.rows.keys():
            said[f"ids_{source}"] = [one.row_id for one in self.rows[source]]
            rows = [one.cells for one in self.rows[source] if not one.is_gone]
            said[f"rows_{source}"] = msgspec.json.encode(rows).decode()
        return said


def foresee(tenant: str, rows: Sequence[Row], book: Book, *, patience: float | None = None) -> Foreseen:
    """What would be found if these rows were saved now, the last word on each row counting.

    Whoever has patience for some seconds only gets ``psycopg.Error`` where a connection or an answer takes longer.
    """
    given = _given(rows, book)
    looking = [one for one in book.scenarios if one.card.status in LOOKING]
    later = tuple(one.card.id for one in looking if given.keys() & set(one.card.reference))
    touched = tuple(one for one in looking if one.card.id not in later and given.keys() & one.card.keys.keys())
    question = _Question(tenant, given, touched, book, patience)
    with hot.pool().connection(timeout=patience) as connection:
        connection.prepared_max = max(connection.prepared_max or 0, _KEPT_PLANS)
        try:
            return _asked(connection, question, later)
        except psycopg.DataError:
            connection.rollback()
            return _one_by_one(connection, question, later)
        finally:
            # Pipelines that failed leave their transaction open.
            if connection.info.transaction_status != TransactionStatus.IDLE:
                connection.rollback()


def _asked(connection: hot.CountingConnection, question: _Question, later: tuple[str, ...]) -> Foreseen:
    """The answer, in two trips."""
    question, day, keys = _before(connection, question)
    with connection.pipeline():
        known = connection.execute(_KNOWN, _pairs(question.tenant, keys))
        asked = [
            (one, connection.execute(_text(one, question), question.given(one, keys[one.card.id], day)))
            for one in question.scenarios
            if keys[one.card.id]
        ]
        connection.execute("COMMIT")
    standing = _standing(known.fetchall(), question)
    ahead: list[Ahead] = []
    for scenario, answer in asked:
        ahead += _differences(scenario, keys[scenario.card.id], answer.fetchall(), standing)
    return Foreseen(day, tuple(ahead), later)


def _one_by_one(connection: hot.CountingConnection, question: _Question, later: tuple[str, ...]) -> Foreseen:
    """The answer where the calculation of some scenario fails; it keeps no other from being asked."""
    question, day, keys = _before(connection, question)
    standing = _standing(connection.execute(_KNOWN, _pairs(question.tenant, keys)).fetchall(), question)
    ahead: list[Ahead] = []
    failed: list[str] = []
    for one in question.scenarios:
        number = one.card.id
        try:
            with connection.transaction():
                given = question.given(one, keys[number], day)
                rows = connection.execute(_text(one, question), given).fetchall()
            ahead += _differences(one, keys[number], rows, standing)
        except psycopg.DataError:
            failed.append(number)
    return Foreseen(day, tuple(ahead), tuple(sorted({*later, *failed})))


def _given(rows: Sequence[Row], book: Book) -> Rows:
    found, reasons = checked_rows([(one.source, one.op, one.cells) for one in rows], book.sources)
    if reasons:
        raise NotForeseen(reasons)
    return found


def _before(connection: hot.CountingConnection, question: _Question) -> tuple[_Question, date, Keys]:
    """The rows by linked keys, the day for which findings stand, and the keys of each scenario.

    Keys are those of the rows as they are and as they will be.
    """
    unsaved = linkage.Unsaved(question.tenant, question.rows, question.book.sources)
    with connection.pipeline():
        for one in question.begins:
            connection.execute(one)
        clock = connection.execute(_DAY, {"edition": question.book.digest})
        old = [
            (source, connection.execute(_old(source, question), {"tenant": question.tenant, "ids": ids}))
            for source, ids in _identities(question)
        ]
        known = [connection.execute(*one) for one in unsaved.questions()]
    day = clock.fetchone()
    if day is None:
        raise NotBegun

    def ask(further: linkage.Question) -> Sequence[tuple[Any, ...]]:
        return connection.execute(*further).fetchall()

    question = msgspec.structs.replace(question, rows=unsaved.linked([one.fetchall() for one in known], ask))
    values: dict[tuple[str, str], set[str]] = {}
    for source, answer in old:
        columns = _columns(source, question)
        cells = [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
        cells += [one.cells for one in question.rows[source] if not one.is_gone]
        for column in columns:
            values[source, column] = {cell_text(row[column]) for row in cells if row[column] not in (None, "")}
    keys = {one.card.id: frozenset(_keys(one, question, values)) for one in question.scenarios}
    return question, day[0], keys


def _identities(question: _Question) -> Iterator[tuple[str, list[str]]]:
    """The rows of sources that any scenario looks at."""
    for source, rows in question.rows.items():
        if _columns(source, question):
            yield source, [one.row_id for one in rows]


def _keys(
    scenario: Scenario, question: _Question, values: Mapping[tuple[str, str], Collection[str]]
) -> Iterator[str]:
    for source, column in scenario.card.keys.items():
        if source in question.rows:
            yield from values[source, column]


def _columns(source: str, question: _Question) -> list[str]:
    """The columns of a source that lead to a case of some scenario."""
    return sorted({one.card.keys[source] for one in question.scenarios if source in one.card.keys})


def _old(source: str, question: _Question) -> str:
    columns = ", ".join(map(named, _columns(source, question)))
    return f"SELECT {columns} FROM watch_sources.{named(source)} WHERE tenant = %(tenant)s AND row_id = ANY(%(ids)s)"


def _pairs(tenant: str, keys: Keys) -> dict[str, Any]:
    pairs = [(scenario, key) for scenario, some in keys.items() for key in some]
    return {"tenant": tenant, "scenarios": [one for one, _ in pairs], "keys": [one for _, one in pairs]}


def _text(scenario: Scenario, question: _Question) -> str:
    """A scenario's statement with the touched sources laid over."""
    book, touched = question.book, frozenset(scenario.card.keys.keys() & question.rows.keys())
    made = (book.digest, scenario.card.id, touched)
    if made not in _TEXTS:
        if len(_TEXTS) > _MOST_TEXTS:
            _TEXTS.clear()
        tables, keys = book.sources.tables, scenario.card.keys
        columns = {name: tuple(one.name for one in table.columns) for name, table in tables.items()}
        columns[LAW.name] = tuple(one.name for one in LAW.columns)
        types = {source: tables[source].column(column).type for source, column in keys.items()}
        place = laid_over(kept_to(keys, columns, types), keys, tables, touched)
        _TEXTS[made] = render(scenario.query, "postgres", place)
    return _TEXTS[made]


def _standing(rows: Sequence[tuple[Any, ...]], question: _Question) -> dict[str, dict[str, tuple[int, Found]]]:
    """What stands, by scenario and case."""
    names = {one.card.id: tuple(one.query.columns)[2:] for one in question.scenarios}
    standing: dict[str, dict[str, tuple[int, Found]]] = {}
    for scenario, key, number, money, evidence in rows:
        order = [*(one for one in names[scenario] if one in evidence), *sorted(set(evidence) - set(names[scenario]))]
        known = Found(key, money, tuple((name, evidence[name]) for name in order))
        standing.setdefault(scenario, {})[key] = (number, known)
    return standing


def _differences(
    scenario: Scenario,
    keys: frozenset[str],
    rows: Sequence[tuple[Any, ...]],
    standing: Mapping[str, Mapping[str, tuple[int, Found]]],
) -> Iterator[Ahead]:
    number, names = scenario.card.id, tuple(scenario.query.columns)
    after = by_key((found(names, row) for row in rows), keys)
    known = standing.get(number, {})
    before = {key: one for key, (_, one) in known.items()}
    changes = difference(before, after)
    for one in changes.opened:
        yield Ahead("opened", number, one.case_key, None, one, None)
    for one in changes.changed:
        yield Ahead("changed", number, one.case_key, before[one.case_key], one, known[one.case_key][0])
    for key in changes.cleared:
        yield Ahead("settled", number, key, before[key], None, known[key][0])
