"""What must be looked at again: cases of changed records, of days that have come, of scenarios that were changed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from clearway.core.watch import LOOKING, CountedRow, Scenario
from clearway.platform.events import log
from clearway.watch.findings import events, models
from clearway.watch.intake import public as intake
from clearway.watch.intake.public import Batch, Taken, Touched
from clearway.watch.linkage import public as linkage
from clearway.watch.rulebook.public import Book, local

_MARK = """
INSERT INTO watch_findings_dirty (tenant, scenario, case_key, since, by_clock, fault)
SELECT g.tenant, g.scenario, g.case_key, %(at)s, %(clock)s, ''
FROM unnest(%(tenants)s::text[], %(scenarios)s::text[], %(keys)s::text[]) AS g(tenant, scenario, case_key)
ORDER BY 1, 2, 3
ON CONFLICT (tenant, scenario, case_key)
DO UPDATE SET fault = '', by_clock = watch_findings_dirty.by_clock AND EXCLUDED.by_clock
"""
_DUE = """
SELECT DISTINCT tenant, scenario, case_key FROM watch_findings_timer WHERE due BETWEEN %s AND %s
UNION
SELECT tenant, scenario, case_key FROM watch_findings_finding WHERE state <> 'settled' AND scenario = ANY(%s)
"""


def looking(book: Book) -> tuple[Scenario, ...]:
    """The scenarios that look, live or on trial."""
    return tuple(one for one in book.scenarios if one.card.status in LOOKING)


def deliver(batch: Batch, book: Book, *, at: datetime) -> Taken:
    """Take a delivery; every case whose records it has changed is to be looked at."""

    def heard(one: Batch, touched: Touched) -> None:
        # Rows that are linked otherwise have changed as much as those that were delivered.
        moved = linkage.follow(one.tenant, one.source, touched, book.sources)
        cases = [case for other in moved for case in _cases(one.tenant, other.source, other.touched, book)]
        mark([*_cases(one.tenant, one.source, touched, book), *cases], at=at)

    with transaction.atomic():
        linkage.hold(batch.tenant, batch.source, book.sources)
        return intake.take(batch, book.sources, at=at, heard=heard)


def _cases(tenant: str, source: str, touched: Touched, book: Book) -> Iterator[tuple[str, str, str]]:
    """The cases that rows of a source may be of, by what they were and are."""
    for scenario in looking(book):
        key = scenario.card.keys.get(source)
        if key is not None:
            yield from ((tenant, scenario.card.id, value) for value in touched.values[key] if value)
        elif source in scenario.card.reference and touched.rows:
            yield tenant, scenario.card.id, models.ALL


def mark(cases: Iterable[tuple[str, str, str]], *, at: datetime, by_clock: bool = False) -> int:
    """Cases are to be looked at: of which government, which scenario, which key; how many there are."""
    chosen = sorted(set(cases))
    if chosen:
        tenants, scenarios, keys = (list(column) for column in zip(*chosen, strict=True))
        given = {"tenants": tenants, "scenarios": scenarios, "keys": keys, "at": at, "clock": by_clock}
        with connection.cursor() as cursor:
            cursor.execute(_MARK, given)
    return len(chosen)


@transaction.atomic
def tick(book: Book, today: date, *, at: datetime) -> int:
    """A day has come, or more: cases whose answer may be another are to be looked at; how many there are."""
    clock = models.Clock.objects.select_for_update().filter(pk=1).first()
    if clock is None:
        models.Clock.objects.get_or_create(pk=1, defaults={"day": today, "ticked_at": at})
        return 0
    if clock.day >= today:
        return 0
    # A deadline may be the last day on which something was in time, or the first on which it is not.
    before, clock.day, clock.ticked_at = clock.day, today, at
    clock.save(update_fields=["day", "ticked_at"])
    daily = [one.card.id for one in looking(book) if one.query.asks_today]
    with connection.cursor() as cursor:
        cursor.execute(_DUE, [before, today, daily])
        due = cursor.fetchall()
    models.Timer.objects.filter(due__lt=before).delete()
    turned = {tenant: _turned(law, before, today) for tenant, law in local.laws(book).items()}
    whole = [
        (tenant, one.card.id, models.ALL)
        for tenant in intake.tenants()
        for one in looking(book)
        if _is_moved(one, turned.get(tenant, turned[""]))
    ]
    return mark([*due, *whole], at=at, by_clock=True)


@transaction.atomic
def adopt(book: Book, today: date, *, at: datetime) -> tuple[str, ...]:
    """Put a book to work: its tables, its numbers of law; what it changes is looked at anew, by scenario."""
    # Asked at every round of the watch: what is at work already costs one question and no lock.
    if models.Clock.objects.filter(pk=1, edition=book.digest).exists():
        return ()
    intake.prepare(book.sources, {pair for one in book.scenarios for pair in one.card.keys.items()})
    linkage.begin(book.sources)
    models.Clock.objects.get_or_create(pk=1, defaults={"day": today, "ticked_at": at})
    clock = models.Clock.objects.select_for_update().get(pk=1)
    if clock.edition == book.digest:
        return ()
    for tenant, rows in local.laws(book).items():
        intake.put_law(tenant, rows)
    scenarios = looking(book)
    gone = _no_longer(scenarios)
    mark([*_whole(book, scenarios), *gone], at=at)
    clock.edition = book.digest
    clock.save(update_fields=["edition"])
    changed = tuple(sorted(one.card.id for one in scenarios))
    told = events.RulebookAdopted(edition=book.digest, scenarios=len(book.scenarios), changed=changed)
    log.record(told, subject="watch/rulebook", actor="clearway", at=at)
    return changed


def _whole(book: Book, scenarios: Sequence[Scenario]) -> list[tuple[str, str, str]]:
    """All keys of scenarios, for every government that anything was delivered for."""
    tenants = intake.tenants() if scenarios else ()
    return [(tenant, one.card.id, models.ALL) for tenant in tenants for one in scenarios]


def _no_longer(scenarios: Sequence[Scenario]) -> list[tuple[str, str, str]]:
    """Findings of scenarios that do not look any more; looked at anew, they are settled."""
    known = {one.card.id for one in scenarios}
    rows = models.Finding.objects.exclude(state="settled").exclude(scenario__in=known)
    return [(tenant, number, models.ALL) for tenant, number in rows.values_list("tenant", "scenario").distinct()]


def _turned(law: Iterable[CountedRow], before: date, today: date) -> frozenset[str]:
    """The numbers of law that become others between two days."""
    days = ((code, day) for code, since, until, *_ in law for day in (since, until and until + timedelta(days=1)))
    return frozenset(code for code, day in days if day is not None and before < day <= today)


def _is_moved(scenario: Scenario, turned: frozenset[str]) -> bool:
    """Whether numbers that have become others may decide what a scenario finds; which it asks for may be reckoned."""
    asked = scenario.query.laws | (scenario.deadline.laws if scenario.deadline else frozenset())
    return scenario.asks_law and bool(turned & asked if asked else turned)
