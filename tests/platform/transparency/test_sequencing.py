"""Events enter the log beside whatever else the worker does, until it is told to stop."""

import threading
from collections.abc import Callable
from contextlib import closing

import pytest
from django.db import connection

from clearway.platform.transparency import errors, log, sequencing
from clearway.platform.transparency.models import Checkpoint, Leaf
from tests.platform.transparency.build import SIGNER
from tests.platform.transparency.test_erasing import OTHER, PERSON, look_up

pytestmark = pytest.mark.django_db(transaction=True)


def beside(stop: threading.Event) -> threading.Thread:
    def run() -> None:
        with closing(connection):
            sequencing.companion(SIGNER)(stop)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def test_what_is_recorded_is_signed_without_being_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds, stop = threading.Semaphore(0), threading.Event()
    entered = log.sequence

    def told(*arguments: object, **options: object) -> object:
        found = entered(*arguments, **options)
        rounds.release()
        return found

    monkeypatch.setattr(log, "sequence", told)
    thread = beside(stop)
    for number in (1, 2):
        look_up(PERSON if number == 1 else OTHER, 1)
        # The round that is under way may have looked before; the one after it has not.
        for _ in range(3):
            assert rounds.acquire(timeout=30)
        assert Leaf.objects.count() == number
    stop.set()
    thread.join(30)

    assert not thread.is_alive()
    assert [one.size for one in Checkpoint.objects.order_by("size")] == [1, 2]


def test_a_tree_that_was_tampered_with_is_said_and_nothing_is_signed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def damaged(*_: object, **__: object) -> Callable[[], None]:
        raise errors.TreeDamaged(size=3)

    monkeypatch.setattr(log, "sequence", damaged)
    stop = threading.Event()
    monkeypatch.setattr(
        stop, "wait", lambda seconds: stop.is_set() or (seconds == sequencing.DAMAGED_SECONDS and stop.set()) or False
    )
    beside(stop).join(30)

    assert [one.message[:7] for one in caplog.records] == ["LOG-011"]
