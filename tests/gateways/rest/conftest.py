"""Three senders at the one web process: a broker, a trader, a stranger to both."""

from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from tests.conftest import BROKER, TRADER
from tests.gateways.rest.web import Sender, Web

STRANGER = "DL0000001025"


@pytest.fixture
def anybody(web: Web) -> Iterator[httpx.Client]:
    """Somebody without a token."""
    with httpx.Client(base_url=web.url, timeout=60) as client:
        yield client


@pytest.fixture
def sender(web: Web) -> Iterator[Sender]:
    """A broker's software with both scopes."""
    with closing(Sender(web, BROKER)) as client:
        yield client


@pytest.fixture
def trader(web: Web) -> Iterator[Sender]:
    """A trader's own software."""
    with closing(Sender(web, TRADER)) as client:
        yield client


@pytest.fixture
def stranger(web: Web) -> Iterator[Sender]:
    """The software of a party that has nothing to do with the declarations of the others."""
    with closing(Sender(web, STRANGER)) as client:
        yield client
