"""Withdrawals against look-ups, on the real store: once one is acknowledged, nothing is answered by its consent."""

import os
import random
import threading
import time
from collections.abc import Callable

import msgspec
import pytest
from django.db import connection

from clearway.hub.consents import public as consents
from clearway.hub.exchange.public import Denied
from clearway.platform.calendar import now
from clearway.platform.events.evidence import StoredEvent, find
from clearway.platform.events.models import Event
from tests.hub.citizen.looking import ARTICLE, KIND, agreed, look
from tests.hub.citizen.people import BANK, fresh_number

CALLS = 10_000 if os.environ.get("CLEARWAY_PROVE") == "1" else 200
CALLERS, MOST_EACH = 4, 6


class Round(msgspec.Struct):
    """One consent and what came of it: answers with the instants of their calls, and when it was gone."""

    person: str
    consent: str
    answered: list[tuple[float, str]] = msgspec.field(default_factory=list)
    calls: int = 0
    acknowledged: float = 0.0


def _begun(after: int) -> tuple[Round, list[Callable[[], None]]]:
    """A round: callers who ask again and again, and a person who takes it back after some answers."""
    person = fresh_number()
    number = consents.ask(person, BANK, KIND, ARTICLE, ("address",), by="user:bank", at=now())
    consents.give(number, subject=person, by=f"person:{person}", at=now())
    one, enough, lock = Round(person, number), threading.Semaphore(0), threading.Lock()

    def call() -> None:
        for _ in range(MOST_EACH):
            started = time.monotonic()
            try:
                access = look(person).access
            except Denied:
                access = ""
            with lock:
                one.calls += 1
                if access:
                    one.answered.append((started, access))
            enough.release()

    def withdraw() -> None:
        for _ in range(after):
            enough.acquire(timeout=20)
        consents.withdraw(number, subject=person, by=f"person:{person}", at=now())
        one.acknowledged = time.monotonic()

    return one, [*(call for _ in range(CALLERS)), withdraw]


def _closing(work: Callable[[], None]) -> Callable[[], None]:
    def done() -> None:
        try:
            work()
        finally:
            connection.close()

    return done


def _withdrawn(one: Round) -> StoredEvent:
    found = find(f"person/{one.person}", "consents.moved.v1", consent=one.consent, state="withdrawn")
    assert found is not None
    return found


@pytest.mark.proof
@pytest.mark.usefixtures("country")
def test_no_call_is_answered_after_the_withdrawal_was_acknowledged(monkeypatch: pytest.MonkeyPatch) -> None:
    agreed(monkeypatch)
    chance, calls, answers = random.Random(4), 0, 0
    while calls < CALLS:
        one, works = _begun(chance.randrange(CALLERS * MOST_EACH // 2))
        threads = [threading.Thread(target=_closing(work)) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)

        assert one.acknowledged
        assert one.calls == CALLERS * MOST_EACH
        late = [access for started, access in one.answered if started >= one.acknowledged]
        assert not late
        # Stronger than clocks: in the log every answer stands before the withdrawal, for both hold the same lock.
        told = Event.objects.filter(
            subject=f"person/{one.person}", type="exchange.looked-up.v1", facts__outcome="answered"
        )
        assert all(event.id < _withdrawn(one).id for event in told)
        assert {event.facts["access"] for event in told} == {access for _, access in one.answered}
        with pytest.raises(Denied):
            look(one.person)
        calls, answers = calls + one.calls, answers + len(one.answered)
    # A race that somebody always wins proves nothing.
    assert 0 < answers < calls
