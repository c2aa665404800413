"""Whoever checks the house without it finds its public keys where they are published."""

import httpx
import pytest
from django.test import Client

from clearway.hub.exchange import sealing
from clearway.platform.transparency.notes import Verifier
from tests.gateways.rest.web import Web


@pytest.mark.usefixtures("country")
def test_a_seal_is_checked_with_the_published_key() -> None:
    answer = Client().get("/.well-known/clearway-log-keys.json")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json()["answers"] == sealing.signer().vkey
    assert Verifier.parse(answer.json()["log"]).vkey == answer.json()["log"]


def test_everybody_may_fetch_them_from_anywhere(web: Web) -> None:
    answer = httpx.get(f"{web.url}/.well-known/clearway-log-keys.json")

    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert set(answer.json()) == {"log", "answers"}
