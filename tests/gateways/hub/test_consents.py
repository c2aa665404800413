"""Organisations' software asks for consents over HTTP; the citizen decides on pages; look-ups follow at once."""

from typing import Any

import pytest

from clearway.hub.consents import public as consents
from clearway.platform.calendar import now
from tests.gateways.hub.test_looking_up import ASKED, bank, registers
from tests.gateways.rest.web import Sender
from tests.hub.citizen.people import citizen

__all__ = ["bank", "registers"]

PERSON = "P0000021"
WANTED: dict[str, Any] = {
    "subject": PERSON, "kind": "RES-001", "names": ["address", "is_of_age"], "article": "CR-12", "official": "k.lee",
}  # fmt: skip


def _look(bank: Sender) -> int:
    return int(bank.post("/v1/inquiries", json={**ASKED, "subject": PERSON}).status_code)


def test_a_consent_is_asked_given_used_and_taken_back(bank: Sender) -> None:
    asked = bank.post("/v1/consents", json=WANTED)
    assert asked.status_code == 201, asked.text
    number, client = asked.json()["number"], citizen(PERSON)
    assert (asked.json()["state"], _look(bank)) == ("asked", 403)

    client.post(f"/me/consents/{number}", {"verb": "give"})
    assert (bank.get(f"/v1/consents/{number}").json()["state"], _look(bank)) == ("given", 200)

    client.post(f"/me/consents/{number}", {"verb": "withdraw"})
    assert (bank.get(f"/v1/consents/{number}").json()["state"], _look(bank)) == ("withdrawn", 403)


def test_what_waits_is_not_asked_twice(bank: Sender) -> None:
    wanted = {**WANTED, "subject": "P0000022"}

    first, second = (bank.post("/v1/consents", json=wanted).json()["number"] for _ in range(2))

    assert first == second


@pytest.mark.parametrize("changes", [{"kind": "XXX-001"}, {"names": ["shoe_size"]}, {"article": "NO-1"}])
def test_only_what_the_catalogue_knows_is_asked_for(bank: Sender, changes: dict[str, Any]) -> None:
    answer = bank.post("/v1/consents", json={**WANTED, **changes})

    assert (answer.status_code, answer.json()["code"]) == (422, "CNS-005")


def test_a_consent_of_another_organisation_is_not_there(bank: Sender) -> None:
    foreign = consents.ask(PERSON, "DL700101", "RES-001", "LIC-7", ("address",), by="user:agency", at=now())

    assert bank.get(f"/v1/consents/{foreign}").status_code == 404
    assert bank.get("/v1/consents/00000000-0000-0000-0000-000000000000").status_code == 404
    assert bank.get("/v1/consents/none").status_code == 404
