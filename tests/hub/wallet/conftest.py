"""A citizen with a document in their wallet, and the house over HTTP."""

import itertools
import re
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

import httpx
import pytest
from django.test import Client

from clearway.hub.exchange import public as exchange
from clearway.hub.wallet import public as wallet
from tests.gateways.govstack.desk import BANK, Desk
from tests.gateways.hub.test_looking_up import HOLDER, registers
from tests.gateways.rest.conftest import anybody
from tests.gateways.rest.web import Web
from tests.hub.citizen.people import citizen
from tests.hub.wallet.device import Said

__all__ = ["anybody", "registers"]
_people = itertools.count(500)
KIND = "RES-001"


class Holding(NamedTuple):
    """A citizen's browser, and the document they hold."""

    client: Client
    person: str
    document: str

    @property
    def page(self) -> str:
        """The page of the document."""
        return f"/me/wallet/{self.document}"

    def offered(self, house: str) -> tuple[Said, str]:
        """An offer of the document as a device reads it, and the number to type."""
        page = self.client.post(self.page, {"verb": "offer"}).content.decode()
        found = re.search(r"wallet/offers/([0-9a-f-]{36})|wallet%2Foffers%2F([0-9a-f-]{36})", page)
        typed = re.search(r"<strong>(\d{6})</strong>", page)
        assert found and typed, page
        offer = httpx.get(f"{house}/wallet/offers/{found[1] or found[2]}", timeout=60)
        assert offer.status_code == 200, offer.text
        return offer.json(), typed[1]


@pytest.fixture
def holding(web: Web, registers: str) -> Holding:
    """A citizen who has asked for a document."""
    exchange.reach(HOLDER, f"{registers}/{HOLDER}")
    person = f"P{next(_people):07}"
    client = citizen(person)
    answer = client.post("/me/wallet", {"kind": KIND})
    assert answer.status_code == 302, answer.content.decode()
    return Holding(client, person, wallet.of_subject(person)[0].number)


@pytest.fixture
def bank(web: Web) -> Iterator[Desk]:
    """A bank's software that asks for documents."""
    with closing(Desk(web, ("hub:ask",), party=BANK)) as one:
        one.base_url = httpx.URL(web.url)
        yield one
