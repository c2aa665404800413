"""Looking at what has changed costs what has changed, whatever else is known."""

import sys
import time
from collections.abc import Iterator
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from clearway.watch.findings import public as findings
from clearway.watch.rulebook import public as rulebook
from tests.watch.country import DEMOLAND, Town, instant

#: So many keys change; each scenario is asked about all of them.
KEYS = 1000


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.mark.proof
def test_a_thousand_keys_of_every_scenario_are_asked_about_set_by_set() -> None:
    """Rows of fixtures under a thousand keys; the statements do not grow with the keys, and the time is told."""
    town, chance = Town("cost", DEMOLAND), Random(5)
    book = rulebook.read(rulebook.gather(DEMOLAND))
    for name, table in sorted(book.sources.tables.items()):
        rows = [row for cases in book.cases.values() for case in cases for row in case.rows.get(name, ())]
        keys = sorted({card.keys[name] for card in (one.card for one in book.scenarios) if name in card.keys})
        changes = []
        for number in range(KEYS if rows else 0):
            row = dict(chance.choice(rows))
            for column in (*table.row, *keys):
                row[column] = f"{row[column]}-{number}" if isinstance(row[column], str) else row[column]
            changes.append(town.change(row))
        if changes:
            town.deliver(name, *changes)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    waiting = len(findings.waiting(town.code).cases)
    begun, looks = time.perf_counter(), 0
    with CaptureQueriesContext(connection) as asked:
        while findings.look(town.book, at=instant()) is not None:
            looks += 1
    seconds = time.perf_counter() - begun
    told = (
        f"{waiting} cases, {len(book.scenarios)} scenarios, {looks} looks, {len(asked)} statements, {seconds:.2f} s"
    )
    sys.stdout.write(f"{told}\n")
    assert waiting > KEYS
    assert len(asked) <= 22 * (looks + 1)
