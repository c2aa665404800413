"""Documents are issued to devices by OpenID4VCI, shown by OpenID4VP, and revoked: over real HTTP."""

import json
from typing import Any

import httpx
import jwt
import pytest

from clearway.gateways.simulators.registers.people import Registers
from clearway.hub.wallet import public as wallet
from clearway.platform.events import log
from tests.gateways.govstack.desk import Desk
from tests.gateways.rest.web import Web
from tests.hub.wallet.conftest import KIND, Holding
from tests.hub.wallet.device import Device, Said, disclosed, is_revoked, question
from tests.portal.people import words

ASKED: Said = {"kind": KIND, "names": ["address", "is_of_age"], "purpose": "To open an account"}


def _asked(bank: Desk) -> tuple[Said, Said]:
    made = bank.post("/wallet/requests", json=ASKED)
    assert made.status_code == 201, made.text
    return made.json(), question(made.json()["requestUri"])


def _answer(asked: Said, document: str, **changes: str) -> httpx.Response:
    form = {"vp_token": json.dumps({"document": [document]}), "state": asked["state"], **changes}
    return httpx.post(asked["response_uri"], data=form, timeout=60)


def test_a_device_takes_a_document_and_shows_of_it_what_is_asked(holding: Holding, web: Web, bank: Desk) -> None:
    device, record = Device(), Registers(1).record(KIND, holding.person)
    document = device.fetched(web.url, *holding.offered(web.url))
    assert record is not None
    assert disclosed(document)["address"] == record["address"]
    assert not is_revoked(web.url, document)

    made, asked = _asked(bank)
    names = {one["path"][0] for one in asked["dcql_query"]["credentials"][0]["claims"]}
    assert names == set(ASKED["names"])
    sent = _answer(asked, device.shown(document, names, asked["client_id"], asked["nonce"]))

    assert sent.status_code == 200, sent.text
    found = bank.get(f"/wallet/requests/{made['number']}").json()
    assert (found["state"], found["claims"]["address"]) == ("answered", record["address"])
    assert set(found["claims"]) == names
    told = log.about(f"person/{holding.person}")[-1]
    assert (told.type, told.facts["names"]) == ("wallet.document-sent.v1", ["address", "is_of_age"])
    assert record["address"] not in str(told)
    assert "To open an account" in words(holding.client.get("/me/wallet"))


@pytest.mark.parametrize(
    ("changes", "why"),
    [({"nonce": "another"}, "another question"), ({"aud": "somebody"}, "another question"),
     ({"sd_hash": "AAAA"}, "another document"), ({"iat": 1}, "just now")],
)  # fmt: skip
def test_a_binding_to_anything_else_is_not_taken(
    holding: Holding, web: Web, bank: Desk, changes: dict[str, Any], why: str
) -> None:
    device = Device()
    document = device.fetched(web.url, *holding.offered(web.url))
    made, asked = _asked(bank)
    shown = device.shown(document, set(ASKED["names"]), asked["client_id"], asked["nonce"], **changes)

    answer = _answer(asked, shown)

    assert (answer.status_code, answer.json()["error"], answer.json()["code"]) == (400, "invalid_request", "WLT-011")
    assert why in answer.text
    assert bank.get(f"/wallet/requests/{made['number']}").json()["state"] == "waiting"


def test_a_device_without_the_key_shows_nothing(holding: Holding, web: Web, bank: Desk) -> None:
    document = Device().fetched(web.url, *holding.offered(web.url))
    _made, asked = _asked(bank)

    thief = Device().shown(document, set(ASKED["names"]), asked["client_id"], asked["nonce"])

    assert _answer(asked, thief).status_code == 400
    assert _answer(asked, document).status_code == 400


def test_what_was_asked_for_is_shown_and_nothing_made_up(holding: Holding, web: Web, bank: Desk) -> None:
    device = Device()
    document = device.fetched(web.url, *holding.offered(web.url))
    _made, asked = _asked(bank)
    less = device.shown(document, {"address"}, asked["client_id"], asked["nonce"])
    forged = "WyJzYWx0IiwgImlzX29mX2FnZSIsIHRydWVd"
    signed, *rest = document.split("~")
    more = device.shown("~".join([signed, forged, *rest]), set(ASKED["names"]), asked["client_id"], asked["nonce"])

    assert "does not show is_of_age" in _answer(asked, less).text
    assert "was not signed" in _answer(asked, more).text


def test_a_question_is_answered_once_or_refused(holding: Holding, web: Web, bank: Desk) -> None:
    device = Device()
    document = device.fetched(web.url, *holding.offered(web.url))
    _made, asked = _asked(bank)
    shown = device.shown(document, set(ASKED["names"]), asked["client_id"], asked["nonce"])
    assert _answer(asked, shown).status_code == 200
    assert _answer(asked, shown).json()["code"] == "WLT-007"

    made, other = _asked(bank)
    form = {"error": "access_denied", "state": other["state"]}
    assert httpx.post(other["response_uri"], data=form, timeout=60).status_code == 200
    assert bank.get(f"/wallet/requests/{made['number']}").json()["state"] == "refused"


def test_what_is_revoked_is_so_in_the_list_and_for_every_verifier(holding: Holding, web: Web, bank: Desk) -> None:
    device = Device()
    document = device.fetched(web.url, *holding.offered(web.url))
    copy = wallet.of_subject(holding.person)[0]
    assert copy.state == "elsewhere"

    holding.client.post(f"/me/wallet/{copy.number}", {"verb": "revoke"})

    assert is_revoked(web.url, document)
    _made, asked = _asked(bank)
    shown = device.shown(document, set(ASKED["names"]), asked["client_id"], asked["nonce"])
    assert "not in force any more" in _answer(asked, shown).text


def test_an_offer_is_taken_once_by_who_has_the_number(holding: Holding, web: Web) -> None:
    offer, typed = holding.offered(web.url)
    wrong = f"{(int(typed) + 1) % 1_000_000:06}"
    device = Device()
    refused = device.token(web.url, offer, wrong)
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_grant")

    assert device.token(web.url, offer, typed).status_code == 200
    assert device.token(web.url, offer, typed).json()["error"] == "invalid_grant"


def test_an_offer_is_closed_to_who_guesses(holding: Holding, web: Web) -> None:
    offer, typed = holding.offered(web.url)
    wrong = f"{(int(typed) + 1) % 1_000_000:06}"
    device = Device()
    for _ in range(5):
        device.token(web.url, offer, wrong)

    assert device.token(web.url, offer, typed).json()["code"] == "WLT-004"


@pytest.mark.parametrize("changes", [{"aud": "https://elsewhere.example"}, {"nonce": "made up"}])
def test_a_proof_for_somebody_else_fetches_nothing(holding: Holding, web: Web, changes: dict[str, str]) -> None:
    offer, typed = holding.offered(web.url)
    device = Device()
    token = device.token(web.url, offer, typed).json()
    proof = device.proof(web.url, token["c_nonce"], **changes)

    answer = httpx.post(
        f"{web.url}/wallet/credential", json={"credential_configuration_id": KIND, "proofs": {"jwt": [proof]}},
        headers={"Authorization": f"Bearer {token['access_token']}"}, timeout=60,
    )  # fmt: skip

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_proof")


@pytest.mark.parametrize(
    ("method", "path", "said"),
    [("POST", "/wallet/token", {"data": {"grant_type": "authorization_code"}}),
     ("POST", "/wallet/token", {"content": b"\xff"}),
     ("POST", "/wallet/credential", {"json": {"proofs": {"jwt": []}}}),
     ("POST", "/wallet/credential", {"json": {}}),
     ("GET", "/wallet/offers/none", {}),
     ("GET", "/wallet/types/XXX-001", {}),
     ("GET", "/wallet/requests/none/object", {}),
     ("POST", "/wallet/requests/none/response", {"data": {"state": "none", "vp_token": "{}"}})],
)  # fmt: skip
def test_what_is_wrong_is_said_as_oauth_says_it(
    anybody: httpx.Client, method: str, path: str, said: dict[str, Any]
) -> None:
    form = {} if "json" in said or method == "GET" else {"Content-Type": "application/x-www-form-urlencoded"}

    answer = anybody.request(method, path, headers=form, **said)

    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json()["error"]
    assert answer.json()["error_description"]


@pytest.mark.parametrize(
    "header", [{}, {"jwk": 1}, {"jwk": {"kty": []}}, {"jwk": {"kty": "EC", "crv": "P-256", "x": 1, "y": {}}}]
)
def test_a_proof_with_a_key_that_is_none_fetches_nothing(holding: Holding, web: Web, header: Said) -> None:
    offer, typed = holding.offered(web.url)
    device = Device()
    token = device.token(web.url, offer, typed).json()
    claims = {"aud": web.url, "nonce": token["c_nonce"]}
    proof = jwt.encode(claims, device.key, algorithm="ES256", headers={"typ": "openid4vci-proof+jwt", **header})

    answer = httpx.post(
        f"{web.url}/wallet/credential", json={"proof": {"proof_type": "jwt", "jwt": proof}},
        headers={"Authorization": f"Bearer {token['access_token']}"}, timeout=60,
    )  # fmt: skip

    assert (answer.status_code, answer.json()["code"]) == (400, "WLT-006")


def test_only_kinds_and_names_of_the_catalogue_are_asked_for(bank: Desk, anybody: httpx.Client) -> None:
    assert bank.post("/wallet/requests", json={**ASKED, "names": ["shoe_size"]}).json()["code"] == "WLT-003"
    assert bank.post("/wallet/requests", json={**ASKED, "kind": "XXX-001"}).json()["code"] == "WLT-003"
    assert anybody.post("/wallet/requests", json=ASKED).status_code == 401


def test_the_metadata_name_every_document_and_its_claims(anybody: httpx.Client) -> None:
    issuer = anybody.get("/.well-known/openid-credential-issuer").json()

    one = issuer["credential_configurations_supported"][KIND]
    assert issuer["credential_issuer"] == str(anybody.base_url).rstrip("/")
    assert one["format"] == "dc+sd-jwt"
    described = httpx.get(one["vct"], timeout=60).json()
    assert described["vct"] == one["vct"]
    assert ["address"] in [claim["path"] for claim in described["claims"]]
