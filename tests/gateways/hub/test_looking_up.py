"""A bank looks facts up where they are held, with the customer's consent, and every access is on record."""

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from clearway.core.kernel.period import Period
from clearway.core.share import Agreement
from clearway.gateways.simulators.registers.people import Registers
from clearway.gateways.simulators.registers.serving import server
from clearway.hub.agreements import public as agreements
from clearway.hub.consents import public as consents
from clearway.hub.exchange import public as exchange
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.registers.lawbook import public as lawbook
from tests.gateways.rest.web import Sender, Web

BANK, HOLDER = "DL0000005018", "DL800101"
ASKED = {
    "kind": "RES-001", "names": ["is_of_age", "address"], "subject": "P0000007", "article": "CR-12",
    "official": "k.lee", "role": "loan clerk", "case": {"number": "L-1", "kind": "loan"},
}  # fmt: skip


@pytest.fixture(scope="module")
def registers() -> Iterator[str]:
    """The registers of other agencies, on a port of their own."""
    one = server(Registers(1), 0)
    threading.Thread(target=one.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{one.server_port}"
    one.shutdown()
    one.server_close()


@pytest.fixture
def bank(web: Web, registers: str) -> Iterator[Sender]:
    """A bank's software; its bank has an agreement with the residents' registry."""
    exchange.reach(HOLDER, f"{registers}/{HOLDER}")
    at = now()
    wanted = Agreement(
        "2026-001", 1, "RES-001", BANK, "CR-12", frozenset({"is_of_age", "address", "lives_here"}),
        frozenset({"loan clerk"}), Period(date(2026, 1, 1)), case_kinds=frozenset({"loan"}),
    )  # fmt: skip
    written = agreements.propose(wanted, lawbook.current(at).sharing, by="user:bank", at=at)
    agreements.move("2026-001", written.version, "approved", holder=HOLDER, reason="", by="user:registry", at=at)
    with closing(Sender(web, BANK, scopes="hub:ask")) as one:
        yield one


def _consented(subject: str = "P0000007", *grants: str) -> str:
    at = now()
    number = consents.ask(
        subject, BANK, "RES-001", "CR-12", grants or ("is_of_age", "address"), by="user:bank", at=at
    )
    consents.give(number, subject=subject, by=f"person:{subject}", at=at)
    return number


def _ask(bank: Sender, path: str = "", **changes: Any) -> Any:
    return bank.post(f"/v1/inquiries{path}", json={**ASKED, **changes})


def test_a_fact_is_looked_up_with_consent_and_the_access_is_on_record(bank: Sender) -> None:
    consent = _consented()
    before = exchange.count("person/P0000007")

    answer = _ask(bank)

    assert answer.status_code == 200, answer.text
    said, record = answer.json(), Registers(1).record("RES-001", "P0000007")
    assert record is not None
    assert said["values"]["address"] == record["address"]
    assert set(said["values"]) == {"is_of_age", "address"}
    newest = exchange.about("person/P0000007")[0]
    assert (newest.number, newest.ordinal, newest.basis_is) == (said["access"], before + 1, consent)
    assert newest.official.endswith("/k.lee")
    told = log.about("person/P0000007")[-1]
    assert (told.type, told.facts["ordinal"]) == ("exchange.looked-up.v1", before + 1)
    assert record["address"] not in str(told)


def test_without_consent_nothing_is_shown_and_the_denial_says_what_would_pass(bank: Sender) -> None:
    answer = _ask(bank, subject="P0000008")

    assert answer.status_code == 403
    [place] = answer.json()["places"]
    assert (place["code"], place["passes"]) == ("SHR-114", "a consent that covers address, is_of_age")
    assert exchange.about("person/P0000008")[0].outcome == "denied"


def test_a_dry_run_says_the_same_and_looks_nothing_up(bank: Sender) -> None:
    _consented("P0000009")
    before = exchange.count("person/P0000009")

    may, may_not = _ask(bank, "/check", subject="P0000009"), _ask(bank, "/check", subject="P0000010")

    assert may.json() == {"allowed": True, "rule": may.json()["rule"], "basis": "consent"}
    assert [one["code"] for one in may_not.json()["missing"]] == ["SHR-114"]
    assert exchange.count("person/P0000009") == before


def test_after_withdrawal_the_next_call_is_refused(bank: Sender) -> None:
    consent = _consented("P0000011")
    assert _ask(bank, subject="P0000011").status_code == 200

    consents.withdraw(consent, subject="P0000011", by="person:P0000011", at=now())

    answer = _ask(bank, subject="P0000011")
    assert (answer.status_code, answer.json()["places"][0]["code"]) == (403, "SHR-116")


def test_a_holder_that_is_away_is_said_to_be_and_the_try_is_on_record(bank: Sender) -> None:
    _consented("P0000012")
    exchange.reach(HOLDER, "http://127.0.0.1:9/nobody")

    answer = _ask(bank, subject="P0000012")

    assert (answer.status_code, answer.json()["code"]) == (503, "SHR-202")
    assert exchange.about("person/P0000012")[0].outcome == "holder-away"


def test_a_subject_that_nobody_knows_is_not_found_and_on_record(bank: Sender) -> None:
    _consented("P9999999")

    answer = _ask(bank, subject="P9999999")

    assert (answer.status_code, answer.json()["found"], answer.json()["values"]) == (200, False, {})
    assert exchange.about("person/P9999999")[0].outcome == "not-found"


def test_a_suspended_agreement_is_used_no_more(bank: Sender) -> None:
    _consented("P0000013", "lives_here")
    version = max(one.version for one in agreements.of_organisation(BANK) if one.number == "2026-001")
    # Of all that a bank has agreed, only this one speaks of where somebody lives.
    asked = {"subject": "P0000013", "names": ["lives_here"]}
    assert _ask(bank, "/check", **asked).json()["allowed"]
    agreements.move("2026-001", version, "suspended", holder=HOLDER, reason="An audit", by="user:r", at=now())

    answer = _ask(bank, **asked)

    assert answer.status_code == 403
