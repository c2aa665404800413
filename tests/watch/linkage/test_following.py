"""However deliveries come, links are what they would be if everything had come at once, and delta equals full."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from clearway.core.watch import named, sides
from clearway.core.watch.linking import HOWS
from clearway.core.watch.sources import Cell
from clearway.watch.backtest import public as backtest
from clearway.watch.intake import public as intake
from tests.watch.country import DEMOLAND, Town, instant
from tests.watch.linkage.scratch import LinkedChanges, linked, on_duck

PACK = Path(__file__).parent / "pack"
PROVE = os.environ.get("CLEARWAY_PROVE") == "1"
_WAYS: set[str] = set()


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def links(town: Town, source: str, column: str) -> list[tuple[str, Cell, str | None]]:
    """The keys of a column: as they came, as they are linked, and how they were found."""
    asked = f"{sides.came(column)}, {named(column)}, {sides.how(column)}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked} FROM {intake.table_name(source)} WHERE tenant = %s", [town.code])
        return sorted(cursor.fetchall(), key=str)


def wrong(changes: LinkedChanges) -> list[str]:
    """Columns whose links are not what they would be from scratch."""
    now, found = changes.now(), []
    fresh = linked(now, changes.town.book.sources)
    assert on_duck(now, changes.town.book.sources) == {
        name: [{column: cell for column, (cell, _) in row.items()} for row in rows] for name, rows in fresh.items()
    }
    for name, table in changes.town.book.sources.tables.items():
        for column in (one.name for one in table.columns if one.refers):
            pairs = zip(now.get(name, []), fresh[name], strict=True)
            wanted = sorted(((row[column], *to[column]) for row, to in pairs), key=str)
            have = links(changes.town, name, column)
            _WAYS.update(one[2] for one in have if one[2])
            if have != wanted:
                found.append(f"{name}.{column}: {set(have) ^ set(wanted)}")
    return found


@settings(max_examples=200 if PROVE else 25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32), st.integers(1, 60))
def test_links_and_findings_are_those_of_everything_at_once(seed: int, steps: int) -> None:
    """Rows, registers and changes of keys come late, repeated, corrected and deleted."""
    town = Town(f"linked-{seed}-{steps}", PACK, day=date(2026, 1, 20))
    changes = LinkedChanges(town, Random(seed))
    for _ in range(steps):
        changes.step()
    assert wrong(changes) == []
    changes.settle()
    assert wrong(changes) == []
    assert changes.differences() == []
    proof = backtest.prove(town.code, town.book, at=instant(town.day))
    assert (proof.waiting, proof.unequal) == (0, ())


def test_every_way_was_found() -> None:
    """Where something is never found, nothing can be wrong with it."""
    town = Town("ways", PACK, day=date(2026, 1, 20))
    changes = LinkedChanges(town, Random(7))
    while not (changes.batches > 400 and set(HOWS) == _WAYS) and changes.batches < 2000:
        changes.step()
        if changes.batches % 5 == 0:
            assert wrong(changes) == []
    assert set(HOWS) == _WAYS


@pytest.mark.proof
def test_keys_of_a_whole_country_change_and_delta_equals_full() -> None:
    """All scenarios of Demoland, with changes of the keys that its rows have."""
    chance = Random(20261123)
    town = Town("country", DEMOLAND, day=date(2025, 6, 1))
    changes = LinkedChanges(town, chance)
    registers = {name for table in changes.tables.values() for one in table.columns for name in one.refers}
    changes.pool["key_changes"] = [row for name in sorted(registers) for row in _told(name, changes, chance)]
    for following in range(50, 1001 if PROVE else 151, 50):
        while changes.batches < following:
            changes.step()
        town.look()
        assert wrong(changes) == []
        assert changes.differences() == []


def _told(register: str, changes: LinkedChanges, chance: Random) -> Iterator[dict[str, Cell]]:
    key = changes.tables[register].row[0]
    keys = sorted({str(row[key]) for row in changes.pool.get(register, ())})
    for number in range(6 if len(keys) > 1 else 0):
        old, new = chance.sample(keys, 2)
        kind = chance.choice(("split", "merge", "renumber", "re-use", "variant"))
        yield {"change": f"{register}-{number}", "numbers": register, "kind": kind, "old_key": old, "new_key": new,
               "from_on": date(2024, 1, 1) + (date(2026, 1, 1) - date(2024, 1, 1)) * chance.random()}  # fmt: skip
