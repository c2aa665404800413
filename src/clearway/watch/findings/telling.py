"""Findings are told: to the official, the manager and the auditor at once, when every source has told as much."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

import msgspec
from django.db import connection, transaction

from clearway.core.watch import Scenario
from clearway.platform.events import log
from clearway.platform.events.event import Event
from clearway.platform.notifications import telling
from clearway.platform.notifications.telling import Telling
from clearway.watch.findings import events
from clearway.watch.rulebook.public import Book

#: So many findings are told at a time.
AT_ONCE: Final = 500
_WAYS: Final = frozenset({"portal"})
_LINES: Final = ("official", "manager", "auditor")
#: What people are told, and the facts that each text may name.
KINDS: Final = frozenset({*(f"watch.{line}" for line in _LINES), "watch.settled", "watch.unequal", "watch.late"})
FACTS: Final = frozenset({"finding", "scenario", "case", "tenant", "money", "due"})

_SURE = """
UPDATE watch_findings_finding SET state = 'open', told_at = %(at)s WHERE number IN (
    SELECT f.number FROM watch_findings_finding AS f
    WHERE f.state = 'seen' AND f.scenario = ANY(%(live)s)
      AND NOT EXISTS (
        SELECT 1 FROM unnest(%(scenarios)s::text[], %(sources)s::text[]) AS n(scenario, source)
        LEFT JOIN watch_intake_mark AS m ON m.tenant = f.tenant AND m.source = n.source
        WHERE n.scenario = f.scenario AND (m.reached IS NULL OR m.reached < f.mark))
      AND NOT EXISTS (
        SELECT 1 FROM watch_findings_dirty AS d
        WHERE d.tenant = f.tenant AND d.scenario = f.scenario AND d.case_key IN (f.case_key, ''))
    ORDER BY f.number LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
RETURNING number, tenant, scenario, case_key, money, evidence
"""
_SETTLED = """
UPDATE watch_findings_finding SET settlement_told_at = %(at)s WHERE number IN (
    SELECT number FROM watch_findings_finding
    WHERE state = 'settled' AND told_at IS NOT NULL AND settlement_told_at IS NULL
    ORDER BY number LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
RETURNING number, tenant, scenario, case_key, money, evidence
"""


class Subject(msgspec.Struct, frozen=True):
    """A finding as those who are told of it, and those who say who they are, get it.

    ``record`` is the owner's record that the scenario names: a permit, levy or contract.
    """

    number: int
    tenant: str
    scenario: str
    area: str
    owner: str
    case_key: str
    money: Decimal | None
    record: str


class Audience(msgspec.Struct, frozen=True):
    """Who is told of a finding, by user names, on the three lines."""

    official: frozenset[str] = frozenset()
    manager: frozenset[str] = frozenset()
    auditor: frozenset[str] = frozenset()


#: Says of several findings at once who is told of each; a finding that is not named is told to nobody.
Audiences = Callable[[Sequence[Subject]], Mapping[int, Audience]]


@transaction.atomic
def tell(book: Book, audiences: Audiences, *, at: datetime, limit: int = AT_ONCE) -> int:
    """Tell findings that are sure, and to those who were told that others are settled; how many there were.

    Sure is what a live scenario has found where every one of its sources has told as much.
    """
    return _tell_sure(book, audiences, at, limit) + _tell_settled(book, audiences, at, limit)


def _tell_sure(book: Book, audiences: Audiences, at: datetime, limit: int) -> int:
    live = [one for one in book.scenarios if one.card.status == "live"]
    needs = [(one.card.id, source) for one in live for source in sorted(one.sources)]
    given = {
        "at": at, "limit": limit, "live": [one.card.id for one in live],
        "scenarios": [number for number, _ in needs], "sources": [source for _, source in needs],
    }  # fmt: skip
    subjects = _subjects(_SURE, given, book)
    to_whom = audiences(subjects) if subjects else {}
    told = [(_event(one, to_whom.get(one.number, Audience())), f"finding/{one.number}") for one in subjects]
    log.record_all(told, actor="clearway", at=at)
    _notify(subjects, to_whom, "watch.{line}", at)
    return len(subjects)


def _tell_settled(book: Book, audiences: Audiences, at: datetime, limit: int) -> int:
    subjects = _subjects(_SETTLED, {"at": at, "limit": limit}, book)
    _notify(subjects, audiences(subjects) if subjects else {}, "watch.settled", at)
    return len(subjects)


def _subjects(statement: str, given: Mapping[str, object], book: Book) -> list[Subject]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        rows = sorted(cursor.fetchall())
    known = {one.card.id: one for one in book.scenarios}
    return [_subject(row, known.get(row[2])) for row in rows]


def _subject(row: tuple[int, str, str, str, Decimal | None, str], scenario: Scenario | None) -> Subject:
    number, tenant, name, case_key, money, evidence = row
    card = scenario.card if scenario else None
    said = msgspec.json.decode(evidence, type=dict[str, str | None])
    record = said.get(card.assigned_by) if card and card.assigned_by else None
    return Subject(
        number, tenant, name, card.area if card else "", card.owner if card else "", case_key, money, record or ""
    )


def _event(one: Subject, whom: Audience) -> Event:
    return events.FindingTold(
        tenant=one.tenant, scenario=one.scenario, case_key=one.case_key, officials=len(whom.official),
        managers=len(whom.manager), auditors=len(whom.auditor),
    )  # fmt: skip


def _notify(subjects: Sequence[Subject], to_whom: Mapping[int, Audience], kind: str, at: datetime) -> None:
    """Each line reads its own words; a finding is told once, whoever asks again."""
    tellings: dict[tuple[int, str], Telling] = {}
    for one in subjects:
        for line in _LINES:
            people = getattr(to_whom.get(one.number, Audience()), line)
            if people:
                named = kind.format(line=line)
                before = tellings.get((one.number, named))
                everybody = people | before.people if before else people
                tellings[one.number, named] = _telling(one, named, everybody, at)
    telling.tell(list(tellings.values()))


def _telling(one: Subject, kind: str, people: frozenset[str], at: datetime) -> Telling:
    facts = {
        "finding": str(one.number), "scenario": one.scenario, "case": one.case_key, "tenant": one.tenant,
        "money": "-" if one.money is None else f"{one.money:,.2f}",
    }  # fmt: skip
    subject = f"finding/{one.number}"
    return Telling(kind, f"{subject}/{kind}", subject, at, facts, _WAYS, people=people)
