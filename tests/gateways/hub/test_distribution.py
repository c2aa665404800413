"""A bank's software receives a register over HTTP, says what it has, and gives a receipt at the end."""

import gzip
import json
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from clearway.hub.exchange import public as exchange
from clearway.platform.calendar import now
from clearway.registers.traders.public import clients
from tests.conftest import today
from tests.gateways.rest.web import Sender, Web
from tests.hub.distribution.receiving import ARTICLE, KIND, NAMES, Receiver, Register

BANK = "DL0000005026"
KEYS = [f"P78{n:05}" for n in range(7)]
ASKED = {"kind": KIND, "names": sorted(NAMES), "article": ARTICLE}


@pytest.fixture
def register(web: Web) -> Iterator[Register]:
    """A holder with seven residents."""
    one = Register("received")
    one.put(*KEYS)
    yield one
    one.close()


@pytest.fixture
def bank(web: Web, register: Register) -> Iterator[Sender]:
    """A bank's software, with an agreement for bulk."""
    Receiver(BANK).agree()
    with closing(Sender(web, BANK, scopes="hub:receive")) as one:
        yield one


def _subscribed(bank: Sender, **changes: Any) -> str:
    body = {**ASKED, "keepUntil": str(today() + timedelta(days=30)), "partRows": 3, **changes}
    answer = bank.post("/v1/distributions", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def _acknowledged(bank: Sender, place: str, content: bytes) -> int:
    head = json.loads(content.partition(b"\n")[0])
    checksum = f"sha256:{sha256(content).hexdigest()}"
    return bank.post(f"{place}/parts/{head['part']}/acknowledgement", json={"checksum": checksum}).status_code


def test_a_register_is_received_over_http(bank: Sender, register: Register) -> None:
    before = exchange.count(f"person/{KEYS[0]}")
    check = bank.post("/v1/distributions/check", json=ASKED)
    assert (check.status_code, check.json()["rows"], check.json()["leftOut"]) == (200, 7, 0)
    assert exchange.count(f"person/{KEYS[0]}") == before
    place = _subscribed(bank)
    receiver = Receiver(BANK)
    receiver.seal = bytes.fromhex(bank.get(place).json()["seal"])

    while (answer := bank.get(f"{place}/parts/next")).status_code == 200:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["X-Part-Checksum"] == f"sha256:{sha256(answer.content).hexdigest()}"
        receiver.apply(answer.content)
        assert _acknowledged(bank, place, answer.content) == 200
        assert _acknowledged(bank, place, answer.content) == 200

    assert answer.status_code == 204, answer.text
    assert receiver.rows == register.records
    assert exchange.count(f"person/{KEYS[0]}") == before + 1
    told = bank.get(place).json()
    assert (told["parts"], told["acknowledged"], told["rows"], told["state"]) == (3, 3, 7, "active")
    fingerprints = [{"number": number, "digest": one} for number, one in receiver.fingerprints().items()]
    assert bank.post(f"{place}/comparison", json={"ranges": fingerprints}).json() == {"ranges": []}
    register.put(KEYS[4], address="9 New Street")
    assert bank.post(f"{place}/changes").json() == {"waiting": 1}
    assert told["comparedAt"] == told["openedAt"] < bank.get(place).json()["comparedAt"]
    plain = bank.get(f"{place}/parts/4", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    receiver.apply(plain.content)
    assert receiver.rows == register.records


def test_what_cannot_be_done_says_what_would_pass(bank: Sender, web: Web) -> None:
    place = _subscribed(bank)
    early = bank.get(f"{place}/parts/5")
    assert (early.status_code, early.json()["code"]) == (409, "DST-002")
    assert "next part is 1" in early.json()["detail"]
    content = bank.get(f"{place}/parts/1").content
    wrong = bank.post(f"{place}/parts/1/acknowledgement", json={"checksum": "sha256:" + "0" * 64})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "DST-004")
    assert _acknowledged(bank, place, content) == 200
    assert bank.get(f"{place}/parts/1").json()["code"] == "DST-003"
    receipt = {"method": "crypto-erase", "rows": 3}
    assert bank.post(f"{place}/destruction", json=receipt).json()["code"] == "DST-007"
    assert bank.post(f"{place}/comparison", json={"ranges": [{"number": 9, "digest": "0" * 64}]}).status_code == 422
    with closing(Sender(web, "DL0000005018", scopes="hub:receive")) as other:
        assert other.get(place).json()["code"] == "DST-001"
        assert other.get("/v1/distributions").json() == []
        assert other.post("/v1/distributions/check", json=ASKED).json()["places"][0]["code"][:4] == "SHR-"


def test_at_the_end_the_receiver_gives_a_receipt(bank: Sender) -> None:
    place = _subscribed(bank)
    content = bank.get(f"{place}/parts/next").content
    assert _acknowledged(bank, place, content) == 200
    ended = bank.post(f"{place}/status", json={"state": "ended", "reason": "The loan book is sold"})
    assert ended.json()["state"] == "ended"
    assert bank.get(f"{place}/parts/next").json()["code"] == "DST-005"

    receipt = bank.post(f"{place}/destruction", json={"method": "crypto-erase", "rows": 3})

    assert (receipt.status_code, receipt.json()["state"], receipt.json()["seal"]) == (200, "destroyed", "")


def test_a_client_for_trying_receives_nobody(bank: Sender, web: Web) -> None:
    place = _subscribed(bank)
    made = clients.make("trial", ("hub:receive",), party=BANK, is_sandbox=True, by="user:tests", at=now())
    form = {
        "grant_type": "client_credentials",
        "client_id": made.client_id,
        "client_secret": made.secret,
        "scope": "hub:receive",
    }
    token = bank.post("/oauth/token", data=form).json()["access_token"]

    refused = bank.get(f"{place}/parts/next", headers={"Authorization": f"Bearer {token}"})

    assert (refused.status_code, refused.json()["code"]) == (403, "DST-009")


def test_nobody_is_on_record_for_headers_alone(bank: Sender) -> None:
    place = _subscribed(bank)
    before = exchange.count(f"person/{KEYS[0]}")

    assert bank.head(f"{place}/parts/next").status_code == 405

    assert exchange.count(f"person/{KEYS[0]}") == before
    assert bank.get(place).json()["parts"] == 0


def test_parts_come_compressed_where_asked(bank: Sender) -> None:
    place = _subscribed(bank)
    with bank.stream("GET", f"{place}/parts/next", headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert gzip.decompress(raw).count(b"\n") == 4
