"""The web process and the registers of the tests of coming aboard."""

import threading
from collections.abc import Iterator

import pytest

from clearway.gateways.simulators.registers.people import Registers
from clearway.gateways.simulators.registers.serving import server
from clearway.registers.offices import public as offices
from tests.conftest import PACK


@pytest.fixture(scope="module")
def registers() -> Iterator[str]:
    """The registers of other agencies, on a port of their own."""
    one = server(Registers(1), 0)
    threading.Thread(target=one.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{one.server_port}"
    one.shutdown()
    one.server_close()


@pytest.fixture(autouse=True)
def _agencies(country: None) -> None:
    """Agencies and holders stand in the register of offices."""
    offices.load_offices(PACK)
