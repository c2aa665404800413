"""A citizen asks for a document, looks inside, sends it from a page, and has it revoked."""

from collections.abc import Iterator
from typing import Any

import pytest

from clearway.gateways.simulators.registers.people import Registers
from clearway.hub.wallet import public as wallet
from tests.gateways.govstack.desk import Desk
from tests.gateways.rest.web import Web
from tests.hub.citizen.people import citizen
from tests.hub.wallet.conftest import KIND, Holding
from tests.hub.wallet.device import Verifier
from tests.hub.wallet.test_devices import ASKED
from tests.portal.people import words


@pytest.fixture
def verifier(settings: Any) -> Iterator[Verifier]:
    """Somebody elsewhere who asks for documents."""
    settings.CLEARWAY_WEBHOOKS_TO_PRIVATE = True
    one = Verifier()
    yield one
    one.stop()


def test_a_document_is_asked_for_and_says_what_is_on_record(holding: Holding) -> None:
    record = Registers(1).record(KIND, holding.person)
    assert record is not None

    said = words(holding.client.get(holding.page))

    assert record["address"] in said
    assert "In your wallet" in said
    assert holding.page in words(holding.client.get("/me/wallet"))


def test_nobody_else_sees_it(holding: Holding) -> None:
    stranger = citizen("P0000052")

    assert stranger.get(holding.page).status_code == 404
    assert stranger.post(holding.page, {"verb": "revoke"}).status_code == 404


def test_who_is_not_on_record_gets_no_document(holding: Holding) -> None:
    answer = citizen("P9999999").post("/me/wallet", {"kind": KIND})

    assert answer.status_code == 400
    assert "Nothing is on record about you there" in words(answer)


def test_an_organisation_is_answered_from_the_page(holding: Holding, bank: Desk) -> None:
    made = bank.post("/wallet/requests", json=ASKED).json()
    asked = holding.client.get("/me/wallet/send?" + made["portalUri"].partition("?")[2])
    assert "To open an account" in words(asked)

    sent = holding.client.post("/me/wallet/send", {"link": made["walletUri"], "document": holding.document})

    assert sent.status_code == 302, words(sent)
    found = bank.get(f"/wallet/requests/{made['number']}").json()
    assert (found["state"], set(found["claims"])) == ("answered", set(ASKED["names"]))
    assert "To open an account" in words(holding.client.get(holding.page))


def test_a_verifier_elsewhere_gets_what_it_asked_for_and_nothing_else(
    holding: Holding, verifier: Verifier, web: Web
) -> None:
    link = verifier.link(f"https://any.example/wallet/types/{KIND}", "address")
    assert "known by this address alone" in words(holding.client.post("/me/wallet/send", {"link": link}))
    assert verifier.taken == []

    sent = holding.client.post("/me/wallet/send", {"link": link, "document": holding.document})

    assert sent.status_code == 302, words(sent)
    assert set(verifier.checked(web.url)) == {"address"}
    assert verifier.taken[0]["state"] == "s-1"
    assert wallet.sent(holding.person)[0].to == "127.0.0.1"


def test_what_is_not_taken_is_not_on_record_as_sent(holding: Holding, settings: Any) -> None:
    settings.CLEARWAY_WEBHOOKS_TO_PRIVATE = True
    refusing = Verifier(status=400)
    before = len(wallet.sent(holding.person))

    answer = holding.client.post(
        "/me/wallet/send", {"link": refusing.link(f"x/{KIND}", "address"), "document": holding.document}
    )

    refusing.stop()
    assert answer.status_code == 400
    assert "did not take it" in words(answer)
    assert len(wallet.sent(holding.person)) == before


def test_no_address_inside_the_house_is_called(holding: Holding, settings: Any) -> None:
    settings.CLEARWAY_WEBHOOKS_TO_PRIVATE = False
    inside = Verifier()

    answer = holding.client.post(
        "/me/wallet/send", {"link": inside.link(f"x/{KIND}", "address"), "document": holding.document}
    )

    inside.stop()
    assert (answer.status_code, inside.taken) == (400, [])


@pytest.mark.parametrize(
    "changes",
    [{"client_id": "redirect_uri:https://else.example"}, {"response_mode": "fragment"}, {"nonce": ""},
     {"dcql_query": "{}"}, {"dcql_query": "[["}, {"request_uri": "https://else.example/question"},
     {"request_uri": "https://["}, {"client_id": "redirect_uri:ftp://a", "response_uri": "ftp://a"},
     {"client_id": "redirect_uri:https://a\x00b/", "response_uri": "https://a\x00b/"},
     {"dcql_query": '{"credentials": [{"meta": {"vct_values": [[]]}, "claims": [{"path": [null]}]}]}'}],
)  # fmt: skip
def test_a_question_that_is_none_is_said_to_be(holding: Holding, verifier: Verifier, changes: dict[str, str]) -> None:
    link = verifier.link(f"x/{KIND}", "address", **changes)

    answer = holding.client.post("/me/wallet/send", {"link": link, "document": holding.document})

    assert (answer.status_code, verifier.taken) == (400, [])
    assert "cannot be answered" in words(answer)


def test_what_is_revoked_is_not_sent_any_more(holding: Holding, verifier: Verifier) -> None:
    holding.client.post(holding.page, {"verb": "revoke"})
    link = verifier.link(f"x/{KIND}", "address")

    answer = holding.client.post("/me/wallet/send", {"link": link, "document": holding.document})

    assert (answer.status_code, verifier.taken) == (400, [])
    assert "Revoked" in words(holding.client.get(holding.page))
