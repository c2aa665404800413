"""What stands after any changes, in any order, is what a full run on another engine finds."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from tests.watch.changes import Changes
from tests.watch.country import DEMOLAND, PACK, Town

PROVE = os.environ.get("CLEARWAY_PROVE") == "1"


@pytest.fixture(autouse=True)
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32), st.integers(1, 40))
def test_delta_equals_full(seed: int, steps: int) -> None:
    """The records of two small scenarios change, with a reference source and a surcharge that grows by the day."""
    town = Town(f"delta-{seed}-{steps}", day=date(2026, 1, 20))
    changes = Changes(town, Random(seed))
    for _ in range(steps):
        changes.step()
    changes.settle()
    assert changes.differences() == []


#: Ten thousand batches where everything is proved, some dozens else: in pieces, each a town of its own.
PIECES, IN_A_PIECE, BETWEEN = (40, 250, 50) if PROVE else (1, 60, 30)
_FOUND: dict[str, set[str]] = {}


@pytest.mark.proof
@pytest.mark.parametrize("piece", range(PIECES))
@pytest.mark.parametrize("pack", [PACK, DEMOLAND], ids=["two", "demoland"])
def test_many_batches_make_no_difference(pack: Path, piece: int) -> None:
    """What stands is compared with full runs again and again on the way."""
    town = Town(f"many-{pack.name}-{piece}", pack, day=date(2025, 6, 1))
    changes = Changes(town, Random(20261122 + piece))
    following = BETWEEN
    while changes.batches < IN_A_PIECE:
        changes.step()
        if changes.batches >= following:
            following += BETWEEN
            town.look()
            assert changes.differences() == []
    changes.settle()
    assert changes.differences() == []
    found = _FOUND.setdefault(pack.name, set())
    found |= changes.found
    # Where nothing is ever found, nothing can differ.
    assert not PROVE or piece < PIECES - 1 or found == {one.card.id for one in changes.looking}
