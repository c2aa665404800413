"""What registers hold about people is found nowhere but in the answer: not in the public tree, logs or metrics.

Every person has values of their own that stand nowhere else. They are looked up over the edge: answered, denied,
unknown, and with a holder that answers nonsense. Then everything that leaves the database is searched for them.
"""

import os
import random
import re
import threading
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx
import msgspec
import pytest

from clearway.core.kernel.period import Period
from clearway.core.share import Agreement
from clearway.hub.agreements import public as agreements
from clearway.hub.exchange import public as exchange
from clearway.platform.calendar import now
from clearway.platform.transparency import log, proofs
from clearway.platform.transparency.verify import Proven, verify
from clearway.registers.lawbook import public as lawbook
from tests.gateways.rest.web import Web
from tests.gateways.xroad.conftest import _edge, edge
from tests.gateways.xroad.edge import BANK, HOLDER, EdgeProcess, token
from tests.platform.transparency.build import SIGNER

__all__ = ["_edge", "edge"]
PERSONS = 10_000 if os.environ.get("CLEARWAY_PROVE") == "1" else 200
TAXES = "DL800103"
#: Values that are like no other: a name with this in it, and numbers and amounts of so many digits.
MARK, DIGITS = "Kanarienvogel", 14
_NUMBERS, _NAMES = re.compile(rb"\d{14}"), re.compile(rb"Kanarienvogel[0-9a-f]{8}")


class Person:
    """One person with values of their own."""

    def __init__(self, chance: random.Random) -> None:
        self.number, self.amount = (f"7{chance.randrange(10 ** (DIGITS - 1)):0{DIGITS - 1}}" for _ in range(2))
        self.name, self.street = (f"{MARK}{chance.randrange(16**8):08x}" for _ in range(2))

    @property
    def values(self) -> tuple[str, ...]:
        """What is theirs."""
        return self.number, self.amount, self.name, self.street


@pytest.fixture
def people() -> dict[str, Person]:
    chance = random.Random(20261122)
    made = [Person(chance) for _ in range(PERSONS)]
    return {one.number: one for one in made}


@pytest.fixture
def holders(people: dict[str, Person]) -> Iterator[str]:
    """Two registers; of every eleventh person they tell nonsense, with everything they know in it."""

    class Holding(BaseHTTPRequestHandler):
        protocol_version, wbufsize = "HTTP/1.1", 65_536

        def do_GET(self) -> None:
            kind, key = urlsplit(self.path).path.strip("/").split("/")[-2:]
            person = people.get(unquote(key))
            if person is None:
                return self.answer(404, None)
            if int(person.number) % 11 == 0:
                return self.answer(200, list(person.values))
            if kind == "TAX-002":
                return self.answer(200, {"person": person.number, "income": person.amount})
            record = {"person": person.number, "name": person.name, "born": "1990-01-01", "address": person.street}
            return self.answer(200, {**record, "moved_in": "2015-01-01", "moved_out": None})

        def answer(self, status: int, said: object) -> None:
            content = msgspec.json.encode(said)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    one = ThreadingHTTPServer(("127.0.0.1", 0), Holding)
    threading.Thread(target=one.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{one.server_port}"
    one.shutdown()
    one.server_close()


@pytest.mark.proof
def test_nothing_personal_is_in_the_tree_in_logs_or_in_metrics(
    web: Web, edge: EdgeProcess, holders: str, people: dict[str, Person], tmp_path: Path,
    record_property: Callable[[str, object], None], capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    for holder in (HOLDER, TAXES):
        exchange.reach(holder, f"{holders}/{holder}")
    _agreed("RES-001", HOLDER, {"name", "address"})
    _agreed("TAX-002", TAXES, {"income"})
    answers = dict[int, int]()
    seen = set[str]()
    with httpx.Client(base_url=edge.url, timeout=60) as bank:
        bank.headers["Authorization"] = f"Bearer {token(web, ('hub:ask',), party=BANK)}"
        bank.headers["X-Road-Client"] = f"DL/COM/{BANK}/loans"
        bank.headers["X-Road-UserId"] = "k.lee"
        for place, person in enumerate(people.values()):
            answer = bank.get(_asked(person, place))
            answers[answer.status_code] = answers.get(answer.status_code, 0) + 1
            seen |= {value for value in person.values if value in answer.text}
    while (batch := log.sequence(SIGNER, at=now())) and not batch.is_exhausted:
        pass
    proofs.export(tmp_path / "copy")
    assert isinstance(verify(tmp_path / "copy", SIGNER.vkey), Proven)

    places = {
        "tree": b"\n".join(path.read_bytes() for path in sorted((tmp_path / "copy").rglob("*")) if path.is_file()),
        "edge's log": Path(edge.log.name).read_bytes(),
        "web's log": Path(web.log.name).read_bytes(),
        "own log": "".join(capfd.readouterr()).encode(),
        "metrics": _metrics(web, edge),
    }
    known = {value.encode() for person in people.values() for value in person.values}
    found = {where: {*_NUMBERS.findall(text), *_NAMES.findall(text)} & known for where, text in places.items()}

    # The test could find something: most values were shown to whoever asked.
    assert len(seen) > PERSONS // 2, answers
    assert {where: values for where, values in found.items() if values} == {}
    assert _hashes(people) & _entries(tmp_path / "copy") == set()
    record_property("result", f"{PERSONS} persons, answers {answers}, {len(known)} values: none found in {[*places]}")


def _asked(person: Person, place: int) -> str:
    """Most look-ups are allowed; some ask for what is not granted, and some for nobody."""
    kind, holder, names = ("TAX-002", TAXES, "income") if place % 3 == 0 else ("RES-001", HOLDER, "name,address")
    if place % 13 == 0:
        kind, holder, names = "RES-001", HOLDER, "born"
    number = f"{person.number}9" if place % 17 == 0 else person.number
    return f"/r1/DL/GOV/{holder}/registers/{kind}/{number}?names={names}&article=CR-12&role=loan%20clerk"


def _agreed(kind: str, holder: str, grants: set[str]) -> None:
    """The bank may ask without consent, so that ten thousand look-ups need no ten thousand consents."""
    at, number = now(), f"2026-9{kind[-1]}{kind[0]}"
    wanted = Agreement(number, 1, kind, BANK, "CR-12", frozenset(grants), frozenset({"loan clerk"}),
                       Period(date(2026, 1, 1)), exemption="CR-12")  # fmt: skip
    written = agreements.propose(wanted, lawbook.current(at).sharing, by="user:bank", at=at)
    agreements.move(number, written.version, "approved", holder=holder, reason="", by="user:holder", at=at)


def _metrics(web: Web, edge: EdgeProcess) -> bytes:
    """Whatever says how the house is doing; how calls went is for the ministry, and is no less searched."""
    asked = [f"{web.url}/metrics", f"{web.url}/v1/health", f"{web.url}/status", f"{edge.url}/v2/heartbeat",
             f"{edge.url}/metrics", f"{web.url}/v1/statistics"]  # fmt: skip
    said = b"\n".join(httpx.get(one, timeout=30).content for one in asked)
    bearer = {"Authorization": f"Bearer {token(web, ('events:read',), party=BANK)}"}
    records, since = list[bytes](), 0
    while True:
        answer = httpx.get(f"{edge.url}/operational-data?recordsFrom={since}", headers=bearer, timeout=60)
        records.append(answer.content)
        following = int(answer.json().get("nextRecordsFrom", 0))
        if following <= since:
            return b"\n".join([said, *records])
        since = following


def _hashes(people: dict[str, Person]) -> set[bytes]:
    """What a value would be in the tree if it were hashed without a salt."""
    found = set[bytes]()
    for person in people.values():
        for value in (*person.values, f"person/{person.number}"):
            bare = sha256(value.encode()).digest()
            found |= {bare, sha256(b"\x00" + value.encode()).digest(), sha256(b"\x00" + bare).digest()}
    return found


def _entries(copy: Path) -> set[bytes]:
    found = set[bytes]()
    for path in (copy / "tile").rglob("*"):
        if path.is_file():
            data, step, skip = path.read_bytes(), *((34, 2) if "entries" in path.parts else (32, 0))
            found |= {data[at + skip : at + step] for at in range(0, len(data), step)}
    return found
