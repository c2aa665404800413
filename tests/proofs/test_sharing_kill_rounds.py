"""Kill any process while officials look things up: every answer that was given is on record, counted and sealed."""

import http.client
import json
import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from benchmarks import calls, sharing
from clearway.config.together import EDGE_IS_FURTHER
from clearway.hub.exchange import sealing
from clearway.platform.transparency import keys
from tests.proofs.house import House

ROUNDS = 200 if os.environ.get("CLEARWAY_PROVE") == "1" else 4
CLIENTS, PERSONS = 4, 25
#: Seconds in which the house must answer something again after a kill.
PATIENCE = 180
#: Whom a round kills, by words of the command line; the edge more often than others, for it is on trial.
VICTIMS = {
    "edge": "clearway.config.edge:application",
    "the edge again": "clearway.config.edge:application",
    "postgres": "postgres -D",
    "worker": "clearway.config worker",
}
CUT = (OSError, http.client.HTTPException)


class Official(threading.Thread):
    """Looks up one person after another; who gets no answer asks again."""

    def __init__(self, house: House, bearer: str, number: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.port, self.stop, self.chance = house.port + EDGE_IS_FURTHER, stop, random.Random(number)
        self.headers = sharing.headers(bearer)
        self.answers: list[tuple[dict[str, Any], str, str]] = []
        self.unexpected: list[tuple[int, bytes]] = []
        self.answered = threading.Event()
        self.line: http.client.HTTPConnection | None = None

    def run(self) -> None:
        while not self.stop.is_set():
            person = calls.person(self.chance.randrange(PERSONS))
            try:
                status, content, seal = self._ask(sharing.target(person))
            except CUT:
                self.line = None
                self.stop.wait(0.05)
                continue
            if status == 200:
                self.answers.append((json.loads(content), person, seal))
                self.answered.set()
            elif b"store is away" not in content:
                self.unexpected.append((status, content))

    def _ask(self, target: str) -> tuple[int, bytes, str]:
        if self.line is None:
            self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        self.line.request("GET", target, headers=self.headers)
        answer = self.line.getresponse()
        return answer.status, answer.read(), answer.headers.get("Clearway-Seal", "")


@pytest.mark.proof
def test_every_look_up_that_was_answered_is_on_record_whoever_was_killed(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    chance, stop = random.Random(20261122), threading.Event()
    with sharing.holder(0.0) as port, House(tmp_path) as house:
        bearer = sharing.prepared(house, port, persons=PERSONS)
        officials = [Official(house, bearer, number, stop) for number in range(CLIENTS)]
        for one in officials:
            one.start()
        killed = [_kill_one(house, officials, chance) for _ in range(ROUNDS)]
        house.wait_until_it_answers()
        stop.set()
        for one in officials:
            one.join(60)
        answers = [answer for one in officials for answer in one.answers]
        assert [wrong for one in officials for wrong in one.unexpected] == []
        _must_be_on_record(house, answers)
        vkey = _vkey(house)

    assert len(answers) > ROUNDS
    for said, _, seal in answers:
        at = datetime.fromisoformat(said["at"])
        assert sealing.holds(seal, vkey, access=said["access"], at=at, shown=said["values"])
    record_property("result", f"{ROUNDS} rounds, killed {Counter(killed)}; {len(answers)} answered, 0 not on record")


def _must_be_on_record(house: House, answers: Sequence[tuple[dict[str, Any], str, str]]) -> None:
    with psycopg.connect(house.database_url()) as store:
        kept = store.execute("SELECT number::text, subject, ordinal FROM exchange_access").fetchall()
        counted: dict[str, int] = dict(store.execute("SELECT name, accesses FROM exchange_subject").fetchall())
        told = store.execute(
            "SELECT facts->>'access', subject, (facts->>'ordinal')::bigint FROM events_event"
            " WHERE type = 'exchange.looked-up.v1'"
        ).fetchall()
    on_record = {(number, subject) for number, subject, _ in kept}
    lost = [said["access"] for said, person, _ in answers if (said["access"], f"person/{person}") not in on_record]
    assert lost == []
    assert sorted(kept) == sorted(told)
    for subject, count in counted.items():
        assert sorted(ordinal for _, about, ordinal in kept if about == subject) == list(range(1, count + 1))
    assert {subject for _, subject, _ in kept} == set(counted)
    ordinals = {number: ordinal for number, _, ordinal in kept}
    assert all(json.loads(seal)["ordinal"] == ordinals[said["access"]] for said, _, seal in answers)


def _kill_one(house: House, officials: Sequence[Official], chance: random.Random) -> str:
    """Kill somebody once a random number of look-ups has been answered since the last time."""
    for _ in range(chance.randint(1, 40)):
        one = chance.choice(officials)
        one.answered.clear()
        assert one.answered.wait(PATIENCE), house.log.read_text()[-2000:]
    victim = chance.choice(sorted(VICTIMS))
    running = house.processes(VICTIMS[victim])
    if running:
        os.kill(chance.choice(running), signal.SIGKILL)
    return victim


def _vkey(house: House) -> str:
    """The public key of the house's answers."""
    path = house.folder / "var" / "keys" / "answers.key"
    return keys.load(path, path.read_text().removeprefix(keys.PREFIX).partition("+")[0]).vkey
