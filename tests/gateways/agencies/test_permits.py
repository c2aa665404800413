"""An agency's software fills its register over HTTP."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from clearway.platform.identity.actor import Actor
from clearway.registers.traders import public as traders
from tests.conftest import BROKER, TRADER
from tests.gateways.rest.web import Sender, Web
from tests.stations.permits.naming import ANIMALS, LICENCES, fresh, lodged, naming, standing

pytestmark = pytest.mark.usefixtures("country")
SCOPES = "permits:read permits:write"


class Agency(Sender):
    """An agency's software with a token of its own."""

    def __init__(self, house: Web, office: str) -> None:
        """Ask for a token with client credentials, then speak with it."""
        client, secret = f"tests-{office}", "a secret of the tests"
        traders.add_machine_client("", client, secret, office=office)
        super(Sender, self).__init__(base_url=house.url, timeout=60)
        form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret, "scope": SCOPES}
        self.headers["Authorization"] = f"Bearer {self.post('/oauth/token', data=form).json()['access_token']}"


@pytest.fixture
def vet(web: Web) -> Iterator[Agency]:
    with closing(Agency(web, ANIMALS)) as client:
        yield client


@pytest.fixture
def board(web: Web) -> Iterator[Agency]:
    with closing(Agency(web, LICENCES)) as client:
        yield client


def said(number: str, **changes: Any) -> dict[str, Any]:
    permit = {
        "number": number, "document": "N853", "holder": TRADER, "since": "2020-01-01", "goods": ["6911"],
        "countries": ["JP"], "quantities": [{"unit": "KGM", "quantity": "500"}],
    }  # fmt: skip
    return permit | changes


def test_a_permit_is_issued_once_and_lets_go_on_who_waited(vet: Agency, broker: Actor) -> None:
    number = fresh("API")
    file = lodged(naming(number), broker)
    assert file.mrn in vet.get("/v1/permits/waiting").text

    first, again = vet.post("/v1/permits", json=said(number)), vet.post("/v1/permits", json=said(number))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.headers["Location"] == f"/v1/permits/{number}"
    assert standing(file.mrn).state == "released"
    [balance] = vet.get(f"/v1/permits/{number}").json()["balances"]
    assert balance == {"unit": "KGM", "quantity": "500", "left": "400"}


def test_a_permit_is_changed_stopped_and_read_with_its_uses(vet: Agency) -> None:
    number = fresh("API")
    vet.post("/v1/permits", json=said(number))
    changes = {key: value for key, value in said(number).items() if key not in ("number", "document", "holder")}

    changed = vet.post(
        f"/v1/permits/{number}/changes", json=changes | {"quantities": [{"unit": "KGM", "quantity": "600.5"}]}
    )
    stopped = vet.post(f"/v1/permits/{number}/status", json={"status": "suspended", "reason": "Outbreak"})

    assert changed.json()["balances"] == [{"unit": "KGM", "quantity": "600.5", "left": "600.5"}]
    assert (stopped.status_code, stopped.json()["status"]) == (200, "suspended")
    assert vet.get(f"/v1/permits/{number}/uses").json() == []
    assert number in [one["number"] for one in vet.get("/v1/permits").json()["permits"]]


def test_another_agencys_permit_is_as_unknown_as_none(vet: Agency, board: Agency) -> None:
    number = fresh("API")
    vet.post("/v1/permits", json=said(number))

    for answer in (
        board.get(f"/v1/permits/{number}"),
        board.get(f"/v1/permits/{number}/uses"),
        board.post(f"/v1/permits/{number}/status", json={"status": "revoked", "reason": "theirs"}),
        board.post(f"/v1/permits/{number}/changes", json={"since": "2020-01-01"}),
        board.get("/v1/permits/never-was"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "PRM-001")
    assert number not in board.get("/v1/permits").text


@pytest.mark.parametrize(
    ("changes", "status", "code", "at"),
    [
        ({"document": "L001"}, 422, "PRM-003", "$.document"),
        ({"quantities": []}, 422, "PRM-003", "$.quantities"),
        ({"until": "2019-01-01"}, 422, "PRM-003", "$.until"),
        ({"holder": "DL9999999999"}, 422, "PRM-004", ""),
        ({"number": "a b"}, 400, "WEB-400", "$.number"),
        ({"goods": ["x"]}, 400, "WEB-400", "$.goods[0]"),
        ({"since": "soon"}, 400, "WEB-400", "$.since"),
        ({"unknown": 1}, 400, "WEB-400", "$"),
    ],
)
def test_what_is_wrong_is_named_at_its_place(
    vet: Agency, changes: dict[str, Any], status: int, code: str, at: str
) -> None:
    answer = vet.post("/v1/permits", json=said(fresh("API")) | changes)

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), problem
    places = [one.get("pointer") or one.get("at") for one in problem.get("findings") or problem.get("places", [])]
    assert places == ([at] if at else [])


def test_a_number_in_use_and_a_revoked_permit_are_conflicts(vet: Agency) -> None:
    number = fresh("API")
    vet.post("/v1/permits", json=said(number))

    taken = vet.post("/v1/permits", json=said(number, goods=["70"]))
    vet.post(f"/v1/permits/{number}/status", json={"status": "revoked", "reason": "Forged"})
    final = vet.post(f"/v1/permits/{number}/status", json={"status": "issued"})

    assert (taken.status_code, taken.json()["code"]) == (409, "PRM-002")
    assert (final.status_code, final.json()["code"]) == (409, "PRM-006")


def test_a_traders_software_writes_no_permits(web: Web) -> None:
    with closing(Sender(web, BROKER)) as sender:
        answer = sender.post("/v1/permits", json=said(fresh("API")))

    assert answer.status_code == 403
