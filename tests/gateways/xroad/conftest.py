"""The web process gives tokens, the edge takes calls, and the registers of other agencies answer."""

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import httpx
import pytest

from clearway.core.kernel.period import Period
from clearway.core.share import Agreement
from clearway.gateways.simulators.registers.people import Registers
from clearway.gateways.simulators.registers.serving import server
from clearway.hub.agreements import public as agreements
from clearway.hub.consents import public as consents
from clearway.hub.exchange import public as exchange
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook
from clearway.registers.offices import public as offices
from tests.conftest import PACK
from tests.gateways.rest.web import Web
from tests.gateways.xroad.edge import BANK, HOLDER, EdgeProcess, token


@pytest.fixture(scope="session")
def _edge(django_db_setup: None) -> Iterator[EdgeProcess]:
    one = EdgeProcess()
    try:
        one.wait()
        yield one
    finally:
        one.stop()


@pytest.fixture
def edge(_edge: EdgeProcess, country: None) -> EdgeProcess:
    """The edge, on a country with its offices."""
    offices.load_offices(PACK)
    return _edge


@pytest.fixture(scope="session")
def registers() -> Iterator[str]:
    """The registers of other agencies, on a port of their own."""
    one = server(Registers(1), 0)
    threading.Thread(target=one.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{one.server_port}"
    one.shutdown()
    one.server_close()


@pytest.fixture
def bank(web: Web, edge: EdgeProcess, registers: str) -> Iterator[httpx.Client]:
    """A bank's software; its bank has an agreement with the residents' registry."""
    exchange.reach(HOLDER, f"{registers}/{HOLDER}")
    _agreed()
    with closing(httpx.Client(base_url=edge.url, timeout=30)) as one:
        one.headers["Authorization"] = f"Bearer {token(web, ('hub:ask',), party=BANK)}"
        one.headers["X-Road-Client"] = f"DL/COM/{BANK}/loans"
        one.headers["X-Road-UserId"] = "k.lee"
        yield one


@pytest.fixture
def anybody(edge: EdgeProcess) -> Iterator[httpx.Client]:
    """Somebody without a token."""
    with httpx.Client(base_url=edge.url, timeout=30) as one:
        yield one


def _agreed() -> None:
    if any(one.state == "approved" for one in agreements.of_organisation(BANK)):
        return
    at = now()
    wanted = Agreement(
        "2026-001", 1, "RES-001", BANK, "CR-12", frozenset({"is_of_age", "address", "lives_here"}),
        frozenset({"loan clerk"}), Period(date(2026, 1, 1)), case_kinds=frozenset({"loan"}),
    )  # fmt: skip
    written = agreements.propose(wanted, lawbook.current(at).sharing, by="user:bank", at=at)
    agreements.move("2026-001", written.version, "approved", holder=HOLDER, reason="", by="user:registry", at=at)


@pytest.fixture
def consented(country: None) -> Any:
    """Lets a person give the bank consent."""

    def give(subject: str) -> str:
        at = now()
        number = consents.ask(subject, BANK, "RES-001", "CR-12", ("is_of_age", "address"), by="user:bank", at=at)
        consents.give(number, subject=subject, by=f"person:{subject}", at=at)
        return str(number)

    return give
