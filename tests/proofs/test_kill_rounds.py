"""Kill any process at any instruction: nothing acknowledged is lost, nothing happens twice."""

import http.client
import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg
import pytest

from tests.proofs.house import Client, House, declaration

FULL = os.environ.get("CLEARWAY_PROVE") == "1"
ROUNDS = 50 if FULL else 4
CLIENTS = 4
#: Seconds in which the house must acknowledge something again after a kill.
PATIENCE = 180
#: Whom a round kills, by words of the command line.
VICTIMS = {"web": "clearway.config web", "worker": "clearway.config worker", "postgres": "postgres -D"}


class Sender(threading.Thread):
    """Lodges declarations one after another; one without an answer is sent again until there is one."""

    def __init__(self, house: House, name: str, stop: threading.Event) -> None:
        super().__init__(name=name, daemon=True)
        self.client = Client(house)
        self.stop = stop
        self.acknowledged: dict[str, str] = {}
        self.unexpected: list[tuple[str, int, bytes]] = []
        self.repeats = 0
        self.answered = threading.Event()

    def run(self) -> None:
        number = 0
        while not self.stop.is_set():
            number += 1
            reference = f"{self.name}-{number:06}"
            self._lodge(reference)
            if number % 7 == 0:
                self._lodge(reference)

    def _lodge(self, reference: str) -> None:
        while True:
            try:
                status, content = self.client.post("/v1/declarations", declaration(reference))
            except (OSError, http.client.HTTPException):
                status, content = 503, b""
            if status == 201:
                self.answered.set()
                mrn = _mrn(content)
                if self.acknowledged.setdefault(reference, mrn) != mrn:
                    self.unexpected.append((reference, status, content))
                return
            if status != 503:
                self.unexpected.append((reference, status, content))
                return
            self.repeats += 1
            if self.stop.wait(0.05):
                return


@pytest.mark.proof
def test_nothing_acknowledged_is_lost_and_nothing_happens_twice(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(20261122)
    stop = threading.Event()
    with House(tmp_path) as house:
        senders = [Sender(house, f"KILL-{number}", stop) for number in range(CLIENTS)]
        for sender in senders:
            sender.start()
        killed = [_kill_one(house, senders, chance) for _ in range(ROUNDS)]
        house.wait_until_it_answers()
        stop.set()
        for sender in senders:
            sender.join(60)
        acknowledged = {reference: mrn for sender in senders for reference, mrn in sender.acknowledged.items()}
        unexpected = [one for sender in senders for one in sender.unexpected]
        stored, decided = _stored(house)

    assert unexpected == []
    assert len(acknowledged) > ROUNDS
    lost = {reference: mrn for reference, mrn in acknowledged.items() if stored.get(reference) != [mrn]}
    assert lost == {}
    assert all(len(mrns) == 1 for mrns in stored.values())
    assert all(decided.get(mrns[0]) == 1 for mrns in stored.values())
    result = f"{ROUNDS} rounds, killed {Counter(killed)}; {len(acknowledged)} acknowledged, 0 lost, 0 doubled"
    record_property("result", result)


def _kill_one(house: House, senders: Sequence[Sender], chance: random.Random) -> str:
    """Kill somebody once a random number of declarations has been acknowledged since the last time."""
    for _ in range(chance.randint(1, 40)):
        sender = chance.choice(senders)
        sender.answered.clear()
        assert sender.answered.wait(PATIENCE), house.log.read_text()[-2000:]
    victim = chance.choice(sorted(VICTIMS))
    running = house.processes(VICTIMS[victim])
    if running:
        os.kill(chance.choice(running), signal.SIGKILL)
    return victim


def _stored(house: House) -> tuple[dict[str, list[str]], dict[str, int]]:
    with psycopg.connect(house.database_url()) as connection:
        rows = connection.execute(
            "SELECT reference, array_agg(mrn) FROM declarations_declaration WHERE reference LIKE 'KILL-%' GROUP BY 1"
        ).fetchall()
        decided = connection.execute(
            "SELECT facts->>'mrn', count(*) FROM events_event WHERE type = 'clearance.decided.v1' GROUP BY 1"
        ).fetchall()
    return dict(rows), dict(decided)


def _mrn(content: bytes) -> str:
    return content.split(b'"mrn":"')[1][:18].decode()
