"""An operator's software reports cargo over HTTP."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from clearway.platform.identity.actor import Actor
from tests.gateways.rest.web import Sender, Web
from tests.stations.cargo.reporting import DEPOT, TERMINAL, fresh, lodged, naming, standing

pytestmark = pytest.mark.usefixtures("country")
SCOPES = "cargo:read cargo:write"


@pytest.fixture
def terminal(web: Web) -> Iterator[Sender]:
    with closing(Sender(web, TERMINAL, scopes=SCOPES)) as client:
        yield client


@pytest.fixture
def depot(web: Web) -> Iterator[Sender]:
    with closing(Sender(web, DEPOT, scopes=SCOPES)) as client:
        yield client


def announced(terminal: Sender, document: str, **changes: Any) -> str:
    number = fresh("API-")
    answer = terminal.post("/v1/cargo", json={"number": number, "document": document, "packages": 10} | changes)
    assert answer.status_code == 201, answer.text
    return number


def test_cargo_arrives_is_released_and_leaves(terminal: Sender, broker: Actor) -> None:
    bill = fresh()
    number = announced(terminal, bill, mass="120.50", containers=["CSQU3054383"])
    file = lodged(naming(bill), broker)
    assert file.waits_for == "arrival"

    arrived = terminal.post(f"/v1/cargo/{number}/arrival", json={"packages": 10, "place": "Shed 2"})

    assert arrived.json()["releases"][0]["mrn"] == file.mrn
    assert standing(file.mrn).state == "released"
    assert number in [one["number"] for one in terminal.get("/v1/cargo/released").json()]
    left = terminal.post(f"/v1/cargo/{number}/departure", json={"mrn": file.mrn}).json()
    assert (left["state"], left["mass"]) == ("left", "120.5")
    assert number not in terminal.get("/v1/cargo/released").text
    assert number in terminal.get("/v1/cargo?page=1").text


def test_what_is_not_released_or_not_here_does_not_leave(terminal: Sender) -> None:
    number = announced(terminal, fresh())

    early = terminal.post(f"/v1/cargo/{number}/departure", json={})
    terminal.post(f"/v1/cargo/{number}/arrival", json={"packages": 10})
    held = terminal.post(f"/v1/cargo/{number}/departure", json={})

    assert (early.status_code, early.json()["code"]) == (409, "CGO-004")
    assert (held.status_code, held.json()["code"]) == (409, "CGO-005")


def test_another_operators_cargo_is_as_unknown_as_none(terminal: Sender, depot: Sender) -> None:
    number = announced(terminal, fresh())

    for answer in (
        depot.get(f"/v1/cargo/{number}"),
        depot.post(f"/v1/cargo/{number}/arrival", json={}),
        depot.post(f"/v1/cargo/{number}/departure", json={}),
        depot.get("/v1/cargo/never-was"),
        depot.get("/v1/cargo/%00"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "CGO-001"), answer.text
    assert number not in depot.get("/v1/cargo").text


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"number": "a b"}, 400, "WEB-400"),
        ({"packages": -1}, 400, "WEB-400"),
        ({"mass": "many"}, 400, "WEB-400"),
        ({"operator": "DL0000001017"}, 422, "CGO-003"),
        ({"colour": "red"}, 400, "WEB-400"),
    ],
)
def test_what_is_wrong_is_named(terminal: Sender, said: dict[str, Any], status: int, code: str) -> None:
    answer = terminal.post("/v1/cargo", json={"number": fresh("API-"), "document": fresh()} | said)

    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


@pytest.mark.parametrize("page", ["0", "x", "401", "1e2", "99999999999"])
def test_a_page_that_is_none_is_refused(terminal: Sender, page: str) -> None:
    assert terminal.get("/v1/cargo", params={"page": page}).status_code == 400


def test_the_same_announcement_is_taken_once(terminal: Sender) -> None:
    said = {"number": fresh("API-"), "document": fresh()}

    answers = [terminal.post("/v1/cargo", json=said) for _ in range(2)]

    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert terminal.post("/v1/cargo", json=said | {"packages": 3}).json()["code"] == "CGO-002"
