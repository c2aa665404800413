"""Kill any process while money comes in: no payment is lost or doubled, nothing leaves unpaid, nobody hears twice."""

import email
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import msgspec
import psycopg
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from clearway.gateways.banks import signing
from clearway.gateways.simulators.bank.account import Account
from clearway.platform.calendar import now
from tests.proofs.house import Client, House, declaration

FULL = os.environ.get("CLEARWAY_PROVE") == "1"
ROUNDS = 50 if FULL else 3
TRADES = 3
#: Seconds in which the house must take a payment again after a kill.
PATIENCE = 180
#: Whom a round kills, by words of the command line.
VICTIMS = {
    "web": "clearway.config web",
    "worker": "clearway.config worker",
    "postgres": "postgres -D",
    "bank": "simulators bank",
}
BROKER = "DL0000002010"


class Bank:
    """The demonstration bank's own software, in the test's hands: what it tells, it tells until it is answered."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.account = msgspec.json.decode((house.folder / "var" / "bank.json").read_bytes(), type=Account)
        self.token = ""

    def tell(self, number: str, reference: str, amount: Decimal) -> int:
        """The status that a payment was answered with; 503 where there was no answer."""
        message = {
            "id": number,
            "paidAt": "2026-11-22T09:00:00Z",
            "amount": {"amount": f"{amount:f}", "currency": "DML"},
            "reference": reference,
        }
        body = json.dumps(message).encode()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=30)
            self.token = self.token or self._fresh_token(connection)
            headers = signing.signed(self.account.private, number, now(), body)
            headers |= {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
            connection.request("POST", "/v1/banks/payments", body, headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return 503
        if answer.status == 401:
            self.token = ""
            return 503
        return answer.status

    def _fresh_token(self, connection: http.client.HTTPConnection) -> str:
        form = {"grant_type": "client_credentials", "client_id": self.account.client,
                "client_secret": self.account.secret, "scope": "payments:notify"}  # fmt: skip
        connection.request(
            "POST", "/oauth/token", urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"}
        )
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise OSError(f"no token: {answer.status}")
        return str(json.loads(content)["access_token"])


class Trade(threading.Thread):
    """Lodges a declaration and pays for it, again and again: exactly, repeated, twice, or in two parts."""

    def __init__(self, house: House, name: str, stop: threading.Event, seed: int) -> None:
        super().__init__(name=name, daemon=True)
        self.client, self.bank = Client(house), Bank(house)
        self.stop, self.chance = stop, random.Random(seed)
        self.paid: dict[str, Decimal] = {}
        self.covered: set[str] = set()
        self.unexpected: list[tuple[str, int]] = []
        self.answered = threading.Event()

    def run(self) -> None:
        number = 0
        while not self.stop.is_set():
            number += 1
            lodged = self._lodged(f"{self.name}-{number:06}")
            if lodged is not None:
                self._pay(*lodged)

    def _lodged(self, reference: str) -> tuple[str, Decimal] | None:
        while not self.stop.is_set():
            try:
                status, content = self.client.post("/v1/declarations", declaration(reference))
            except (OSError, http.client.HTTPException):
                status, content = 503, b""
            if status == 201:
                answer = json.loads(content)
                return answer["mrn"], Decimal(answer["total"]["amount"])
            if status != 503:
                self.unexpected.append((reference, status))
                return None
            self.stop.wait(0.05)
        return None

    def _pay(self, mrn: str, owed: Decimal) -> None:
        way = self.chance.choice(("exact", "exact", "repeated", "twice", "parts"))
        parts = [owed / 2, owed - owed / 2] if way == "parts" else [owed, owed] if way == "twice" else [owed]
        for part in parts:
            number = f"K-{uuid.uuid4().hex[:16]}"
            if not self._told(number, mrn, part.quantize(Decimal("0.0001"))):
                return
            if way == "repeated":
                self._told(number, mrn, part.quantize(Decimal("0.0001")))
        self.covered.add(mrn)

    def _told(self, number: str, mrn: str, amount: Decimal) -> bool:
        while True:
            status = self.bank.tell(number, mrn, amount)
            if status == 200:
                self.paid[number] = amount
                self.answered.set()
                return True
            if status != 503:
                self.unexpected.append((number, status))
                return False
            if self.stop.wait(0.05):
                return False


class Receiver:
    """A party's own software that takes webhooks, and counts what it has said yes to."""

    def __init__(self) -> None:
        taken: Counter[str] = Counter()
        heard = threading.Event()

        class Desk(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                taken[self.headers["webhook-id"]] += 1
                heard.set()
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.taken, self.heard = taken, heard
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/notices"


class PostOffice:
    """A mail server that takes every mail, and counts each by its own number."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.heard = threading.Event()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        self.taken[email.message_from_bytes(content)["Message-ID"]] += 1
        self.heard.set()
        return "250 taken"


@pytest.fixture
def post_office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    one = PostOffice()
    monkeypatch.setenv("CLEARWAY_SMTP", f"smtp://127.0.0.1:{one.port}")
    yield one
    one.controller.stop()


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setenv("CLEARWAY_WEBHOOKS_TO_PRIVATE", "1")
    one = Receiver()
    yield one
    one.server.shutdown()


@pytest.mark.proof
def test_no_payment_is_lost_or_doubled_and_nothing_leaves_unpaid(
    tmp_path: Path, receiver: Receiver, post_office: PostOffice, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(20261122)
    stop = threading.Event()
    with House(tmp_path) as house:
        _listen(house, receiver.url)
        trades = [Trade(house, f"MONEY-{number}", stop, number) for number in range(TRADES)]
        for trade in trades:
            trade.start()
        killed = [_kill_one(house, trades, chance) for _ in range(ROUNDS)]
        house.wait_until_it_answers()
        stop.set()
        for trade in trades:
            trade.join(60)
        for outside in (receiver, post_office):
            assert outside.heard.wait(PATIENCE), house.log.read_text()[-2000:]
        paid = {number: amount for trade in trades for number, amount in trade.paid.items()}
        covered = {mrn for trade in trades for mrn in trade.covered}
        with psycopg.connect(house.database_url()) as store:
            _check_payments(store, paid)
            _check_releases(store, covered)
            _check_notices(store)

    assert [one for trade in trades for one in trade.unexpected] == []
    assert len(paid) > ROUNDS
    for outside in (receiver, post_office):
        assert [number for number, times in outside.taken.items() if times > 1] == []
    result = (
        f"{ROUNDS} rounds, killed {Counter(killed)}; {len(paid)} payments acknowledged, 0 lost, 0 doubled;"
        f" {len(receiver.taken)} webhooks and {len(post_office.taken)} mails taken, none twice"
    )
    record_property("result", result)
    print(result)  # noqa: T201 - what a proof has to say.


def _check_payments(store: psycopg.Connection, paid: dict[str, Decimal]) -> None:
    taken = store.execute("SELECT number, count(*), sum(amount) FROM payments_bankmessage GROUP BY number").fetchall()
    known = {number: (times, amount) for number, times, amount in taken}
    assert {number: known.get(number) for number in paid} == {number: (1, amount) for number, amount in paid.items()}
    unbalanced = store.execute(
        "SELECT entry_id FROM payments_posting GROUP BY entry_id, currency HAVING sum(amount) <> 0"
    ).fetchall()
    assert unbalanced == []
    [[in_bank]] = store.execute("SELECT coalesce(sum(amount), 0) FROM payments_posting WHERE account = 'bank'")
    [[came]] = store.execute("SELECT coalesce(sum(amount), 0) FROM payments_bankmessage")
    [[went]] = store.execute("SELECT coalesce(sum(amount), 0) FROM payments_return WHERE returned_at IS NOT NULL")
    assert in_bank == came - went


def _check_releases(store: psycopg.Connection, covered: set[str]) -> None:
    unpaid = store.execute(
        "SELECT reference FROM payments_order JOIN release_releaseorder USING (declaration_id) WHERE paid < amount"
    ).fetchall()
    assert unpaid == []
    waiting = store.execute(
        "SELECT mrn, state, waits_for FROM declarations_declaration"
        " WHERE mrn = ANY (%s) AND lane IN ('green', 'blue') AND state <> 'released'",
        [sorted(covered)],
    ).fetchall()
    assert waiting == []


def _check_notices(store: psycopg.Connection) -> None:
    for table, same in (
        ("notifications_notice", "source, kind, user_id"),
        ("notifications_delivery", "source, kind, recipient, channel"),
    ):
        assert store.execute(f"SELECT {same} FROM {table} GROUP BY {same} HAVING count(*) > 1").fetchall() == []


#: The house seals an endpoint's secret with its own: so the house makes the endpoint.
_ADDS_ENDPOINT = """
import sys
import django
django.setup()
from clearway.platform.calendar import now
from clearway.platform.notifications import endpoints
endpoints.add(sys.argv[1], sys.argv[2], kinds=[], known=[], description="", by="proof", at=now())
"""


def _listen(house: House, url: str) -> None:
    """The broker's software is told everything, and the broker in person of every payment by mail."""
    environment = {
        **os.environ,
        "CLEARWAY_VAR": str(house.folder / "var"),
        "DATABASE_URL": house.database_url(),
        "DJANGO_SETTINGS_MODULE": "clearway.config.settings",
    }
    subprocess.run([sys.executable, "-c", _ADDS_ENDPOINT, BROKER, url], env=environment, timeout=120, check=True)
    with psycopg.connect(house.database_url(), autocommit=True) as store:
        store.execute(
            "INSERT INTO notifications_reach (user_id, email, phone)"
            " SELECT id, 'broker@trade.example', '' FROM identity_user WHERE username = 'broker'"
        )
        store.execute(
            "INSERT INTO notifications_choice (user_id, kind, channel, is_wanted)"
            " SELECT id, 'payment.received', 'email', true FROM identity_user WHERE username = 'broker'"
        )


def _kill_one(house: House, trades: list[Trade], chance: random.Random) -> str:
    """Kill somebody once a random number of payments has been acknowledged since the last time."""
    for _ in range(chance.randint(1, 12)):
        trade = chance.choice(trades)
        trade.answered.clear()
        assert trade.answered.wait(PATIENCE), house.log.read_text()[-2000:]
    victim = chance.choice(sorted(VICTIMS))
    running = house.processes(VICTIMS[victim])
    if running:
        os.kill(chance.choice(running), signal.SIGKILL)
    return victim
