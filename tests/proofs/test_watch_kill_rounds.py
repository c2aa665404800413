"""Kill any process while systems deliver: nothing is lost or told twice, poison is set aside with reasons."""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from clearway.gateways.rest.watching import WATERMARK
from tests.proofs.house import ROOT, Client, House

ROUNDS = 60 if os.environ.get("CLEARWAY_PROVE") == "1" else 3
TENANT, BUILDINGS = "DL0101", 30
#: Seconds in which the house must take something again after a kill, and in which all must be told at the end.
PATIENCE, LAST_PATIENCE = 180, 180
VICTIMS = {"web": "clearway.config web", "worker": "clearway.config worker", "postgres": "postgres -D"}
CUT = (OSError, http.client.HTTPException)
#: So long ago that every period for declaring is over.
LONG_AGO = date(2026, 1, 5)
#: The sources of one scenario, each delivered by a system of its own.
SOURCES = ("building_permits", "buildings", "tax_assessments", "tax_exemptions")
Row = dict[str, Any]


class System(threading.Thread, Client):
    """Delivers one source, batch after batch; who gets no answer sends the same again."""

    def __init__(self, house: House, source: str, secret: Sequence[str], stop: threading.Event) -> None:
        threading.Thread.__init__(self, name=source, daemon=True)
        Client.__init__(self, house)
        self.source, self.secret, self.stop = source, secret, stop
        self.chance = random.Random(source)
        self.number = self.changed = 0
        self.truth: dict[str, Row | None] = {}
        self.taken: dict[int, int] = {}
        self.poisoned: set[int] = set()
        self.unexpected: list[tuple[int, int, bytes]] = []
        self.answered = threading.Event()

    def run(self) -> None:
        while not self.stop.is_set():
            self.number += 1
            if self.number % 5 == 0:
                self._must(422, self._line({"poison": "x"}))
                self.poisoned.add(self.number)
            rows = [self._row() for _ in range(self.chance.choice((0, 1, 1, 3)))]
            status, content = self._must(200, b"\n".join(self._line(row) for row in rows))
            if status != 200:
                return
            self.taken[self.number] = json.loads(content)["applied"]
            self.truth |= {_identity(row): row for row in rows}
            self.answered.set()

    def beat(self, until: datetime) -> None:
        """Nothing is new, and everything was told up to an instant."""
        self.number += 1
        self._must(200, b"", until)

    def poison(self) -> None:
        """A last delivery that nobody mends."""
        self.number += 1
        self._must(422, b'{"op":"upsert","changed":1,"row":{"area":"wide"}}\n{')
        self.poisoned.add(self.number)

    def _must(self, wanted: int, content: bytes, until: datetime | None = None) -> tuple[int, bytes]:
        """Send until there is an answer; it is as wanted, or remembered."""
        headers = {"Content-Type": "application/x-ndjson", WATERMARK: (until or datetime.now(UTC)).isoformat()}
        while True:
            try:
                said = self._send("PUT", self._address(), content, headers)
            except CUT:
                said = (503, b"")
            if said[0] != 503:
                break
            time.sleep(0.05)
        if said[0] != wanted:
            self.unexpected.append((self.number, *said))
        return said

    def _address(self) -> str:
        return f"/v1/watch/{TENANT}/deliveries/{self.source}/{self.number}"

    def _line(self, row: Row) -> bytes:
        self.changed += 1
        return json.dumps({"op": "upsert", "changed": self.changed, "row": row}).encode()

    def _row(self) -> Row:
        case = f"K{self.chance.randrange(BUILDINGS)}"
        is_so = self.chance.random() < 0.5
        match self.source:
            case "building_permits":
                return {"permit": f"P-{case}", "building": case, "kind": "new" if is_so else "repair",
                        "owner": "P1", "declared_value": "1000000.00", "permitted_on": str(LONG_AGO),
                        "use_approved_on": str(LONG_AGO + timedelta(days=30))}  # fmt: skip
            case "buildings":
                return {"building": case, "purpose": "dwelling", "standard_value": f"{900 + is_so}000.00"}
            case "tax_assessments":
                return {"assessment": f"A-{case}", "tax": "acquisition", "property": case, "amount": "36000.00",
                        "assessed_on": str(LONG_AGO + timedelta(days=40)),
                        "state": "standing" if is_so else "cancelled"}  # fmt: skip
        return {"exemption": f"X-{case}", "tax": "acquisition", "property": case, "granted_on": str(LONG_AGO),
                "scope": "whole" if is_so else "half"}  # fmt: skip

    def _new_token(self) -> str:
        form = f"grant_type=client_credentials&client_id={self.secret[0]}&client_secret={self.secret[1]}"
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        status, content = self._once("POST", "/oauth/token", form.encode(), kind)
        if status != 200:
            raise OSError(f"no token: {status} {content[:200]!r}")
        return str(json.loads(content)["access_token"])


@pytest.mark.proof
def test_nothing_delivered_is_lost_and_nothing_is_told_twice_whoever_was_killed(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    chance, stop = random.Random(20261122), threading.Event()
    with House(tmp_path) as house:
        secret = _watch(house, "client", "--tenant", TENANT, "--name", "systems of the proof").split()[-2:]
        systems = [System(house, source, secret, stop) for source in SOURCES]
        for one in systems:
            one.start()
        killed = [_kill_one(house, systems, chance) for _ in range(ROUNDS)]
        house.wait_until_it_answers()
        stop.set()
        for one in systems:
            one.join(60)
        # One instant for all: what is found from here on waits for no later word of any of them.
        over = datetime.now(UTC)
        for one in systems:
            one.beat(over)
        systems[0].poison()
        with psycopg.connect(house.database_url(), autocommit=True) as store:
            _wait_until_told(store)
            assert [wrong for one in systems for wrong in one.unexpected] == []
            for one in systems:
                _must_be_kept(store, one)
            with store.transaction():
                store.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                told = _must_be_told_once(store)
        said = _watch(house, "aside", "--tenant", TENANT)
        assert f"{SOURCES[0]} {systems[0].number}, 2 rows" in said
        assert "row 1: WAT-061 at area" in said and "row 2: WAT-063" in said
        assert "1 deliveries set aside" in said
        assert " 0 waiting, 0 unequal" in _watch(house, "prove", "--tenant", TENANT)

    taken, poisoned = sum(len(one.taken) for one in systems), sum(len(one.poisoned) for one in systems)
    assert taken > ROUNDS and poisoned and told
    record_property(
        "result",
        f"{ROUNDS} rounds, killed {Counter(killed)}; {taken} deliveries taken, 0 lost; {told} findings told, 0 twice;"
        f" {poisoned} poisoned, all set aside",
    )


def _identity(row: Row) -> str:
    return str(next(iter(row.values())))


def _watch(house: House, *arguments: str) -> str:
    """What a command of the watch says, at the house's own database."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"CLEARWAY_VAR": str(house.folder / "var"), "DJANGO_SETTINGS_MODULE": "clearway.config.settings"}
    command = [sys.executable, "-m", "clearway.config", "watch", *arguments]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _kill_one(house: House, systems: Sequence[System], chance: random.Random) -> str:
    """Kill somebody once a random number of deliveries has been taken since the last time."""
    for _ in range(chance.randint(1, 20)):
        one = chance.choice(systems)
        one.answered.clear()
        said = one.answered.wait(PATIENCE)
        assert said, (one.source, one.number, one.unexpected, house.log.read_text()[-2000:])
    victim = chance.choice(sorted(VICTIMS))
    running = house.processes(VICTIMS[victim])
    if running:
        os.kill(chance.choice(running), signal.SIGKILL)
    return victim


def _wait_until_told(store: "psycopg.Connection[Any]") -> None:
    """Return once nothing waits to be looked at, and every finding that is sure was told, its end as well."""
    waiting = (
        "SELECT (SELECT count(*) FROM watch_findings_dirty),"
        " (SELECT count(*) FROM watch_findings_finding WHERE state = 'seen' AND scenario = 'LT-01'),"
        " (SELECT count(*) FROM watch_findings_finding"
        "  WHERE state = 'settled' AND told_at IS NOT NULL AND settlement_told_at IS NULL),"
        " (SELECT count(*) FROM watch_findings_finding AS f"
        "  LEFT JOIN watch_cases_case AS c ON c.finding_id = f.number"
        "  WHERE f.told_at IS NOT NULL AND c.finding_id IS NULL)"
    )
    deadline = time.monotonic() + LAST_PATIENCE
    left: Any = None
    while time.monotonic() < deadline:
        left = store.execute(waiting).fetchone()
        if left == (0, 0, 0, 0):
            return
        time.sleep(0.5)
    raise AssertionError(f"still waiting: {left}")


def _must_be_kept(store: "psycopg.Connection[Any]", system: System) -> None:
    """Every delivery that was answered stands, with what it was answered; every row is as it was last told."""
    rows = store.execute(
        "SELECT number, state, applied FROM watch_intake_delivery WHERE tenant = %s AND source = %s",
        [TENANT, system.source],
    ).fetchall()
    stood = {number: applied for number, state, applied in rows if state == "applied"}
    assert {number: stood.get(number) for number in system.taken} == system.taken
    assert len(stood) == max(stood), "and none is missing between them"
    columns = ", ".join(f'"{name}"::text' for name in system._row())
    kept = store.execute(
        f"SELECT row_id, {columns} FROM watch_sources.{system.source} WHERE tenant = %s AND row_id LIKE '%%K%%'",  # type: ignore[arg-type] - our own names.
        [TENANT],
    ).fetchall()
    assert {row[0]: tuple(row[1:]) for row in kept} == {
        identity: tuple(row.values()) for identity, row in system.truth.items() if row is not None
    }
    poisoned = store.execute(
        "SELECT facts->>'number', count(*) FROM events_event WHERE type = 'watch.delivery-set-aside.v1'"
        " AND facts->>'source' = %s GROUP BY 1",
        [system.source],
    ).fetchall()
    assert dict(poisoned) == {str(number): 1 for number in system.poisoned}


def _must_be_told_once(store: "psycopg.Connection[Any]") -> int:
    """Every finding is seen once, told at most once, settled at most once; and so say the log and the inboxes."""
    findings = store.execute(
        "SELECT 'finding/' || number, told_at IS NOT NULL, state = 'settled' FROM watch_findings_finding"
    ).fetchall()
    happened = Counter(
        store.execute("SELECT subject, type FROM events_event WHERE subject LIKE 'finding/%'").fetchall()
    )
    expected: Counter[tuple[str, str]] = Counter()
    for subject, was_told, is_settled in findings:
        expected[subject, "watch.finding-seen.v1"] = 1
        expected[subject, "watch.finding-told.v1"] = int(was_told)
        expected[subject, "watch.finding-settled.v1"] = int(is_settled)
    once = {about: number for about, number in happened.items() if about[1] != "watch.finding-changed.v1"}
    assert once == {about: number for about, number in expected.items() if number}
    notices = store.execute(
        "SELECT subject, kind, count(*), count(DISTINCT user_id) FROM notifications_notice"
        " WHERE subject LIKE 'finding/%' GROUP BY 1, 2"
    ).fetchall()
    assert all(number == people for _, _, number, people in notices)
    told = {subject for subject, was_told, _ in findings if was_told}
    for line in ("official", "manager", "auditor"):
        assert {subject for subject, kind, *_ in notices if kind == f"watch.{line}"} == told
    ended = {subject for subject, was_told, is_settled in findings if was_told and is_settled}
    assert {subject for subject, kind, *_ in notices if kind == "watch.settled"} == ended
    return len(told)
