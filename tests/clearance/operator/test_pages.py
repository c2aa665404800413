"""An operator reports cargo by its pages, and lets go what may leave."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clearway.clearance.operator.urls import PAGES
from clearway.platform.identity.actor import Actor
from tests.portal.people import member, signed_in, words
from tests.portal.people import officer as employed
from tests.stations.cargo.reporting import CARRIER, DEPOT, TERMINAL, fresh, lodged, naming, standing

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture
def gate() -> Client:
    """The browser of somebody at the terminal."""
    return signed_in(member("operator", TERMINAL))


def announced(who: Client, document: str, **changes: str) -> str:
    number = fresh("PG-")
    fields = {"number": number, "document": document, "packages": "10", "place": "Berth 4", **changes}
    response = who.post("/cargo/announce", fields)
    assert response.status_code == 302, words(response)
    return number


def test_goods_that_arrive_are_released_and_may_leave(gate: Client, broker: Actor) -> None:
    bill = fresh()
    number = announced(gate, bill, containers="csqu3054383", mass="120.5")
    file = lodged(naming(bill), broker)
    assert file.waits_for == "arrival"
    assert "120.5" in words(gate.get(f"/cargo/records/{number}"))

    assert gate.post(f"/cargo/records/{number}/arrive", {"packages": "10", "place": "Shed 2"}).status_code == 302

    assert standing(file.mrn).state == "released"
    listed = words(gate.get("/cargo"))
    assert number in listed and file.mrn in listed
    assert gate.post(f"/cargo/records/{number}/leave", {"mrn": file.mrn}).status_code == 302
    assert file.mrn not in words(gate.get("/cargo"))
    assert number in words(gate.get(f"/cargo/records?state=left&q={number}"))


def test_what_is_not_released_does_not_leave(gate: Client) -> None:
    number = announced(gate, fresh())

    early = gate.post(f"/cargo/records/{number}/leave", {"mrn": ""})
    assert early.status_code == 409 and "CGO-004" in words(early)
    gate.post(f"/cargo/records/{number}/arrive", {"packages": "10"})
    held = gate.post(f"/cargo/records/{number}/leave", {"mrn": ""})
    assert held.status_code == 409 and "CGO-005" in words(held)
    assert gate.post(f"/cargo/records/{number}/leave", {"mrn": "26DL00000000000000"}).status_code == 400


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"document": ""}, 400, "id_document_error"),
        ({"packages": "-1"}, 400, "id_packages_error"),
        ({"mass": "NaN"}, 400, "id_mass_error"),
        ({"number": "a b"}, 422, "CGO-007"),
        ({"containers": "m"}, 422, "CGO-007"),
        ({"operator": "DL0000001017"}, 422, "CGO-003"),
    ],
)
def test_what_is_wrong_is_said(gate: Client, changes: dict[str, str], status: int, said: str) -> None:
    fields = {"number": fresh("PG-"), "document": fresh(), "packages": "10", **changes}

    response = gate.post("/cargo/announce", fields)

    assert response.status_code == status
    assert said in words(response)


def test_a_carrier_sees_what_it_announced_and_reports_nothing_more() -> None:
    carrier, depot = signed_in(member("operator", CARRIER)), signed_in(member("operator", DEPOT))
    number = announced(carrier, fresh(), operator=DEPOT)

    assert carrier.get(f"/cargo/records/{number}").status_code == 200
    assert carrier.get(f"/cargo/records/{number}/arrive").status_code == 404
    assert depot.get(f"/cargo/records/{number}/arrive").status_code == 200


def test_another_operators_cargo_is_as_unknown_as_none(gate: Client) -> None:
    number = announced(gate, fresh())
    other = signed_in(member("operator", DEPOT))

    for page in PAGES:
        if "<str:number>" in page.path:
            address = "/" + page.path.replace("<str:number>", number)
            assert other.get(address).status_code == 404, address
    assert f"/cargo/records/{number}" not in words(other.get(f"/cargo/records?q={number}"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nobody_but_an_operator_comes_in(gate: Client, page: object) -> None:
    address = "/" + page.path.replace("<str:number>", announced(gate, fresh()))  # type: ignore[attr-defined] - rows of the table.

    for stranger in (signed_in(member("owner")), signed_in(employed("officer"))):
        assert stranger.get(address).status_code == 403
    assert signed_in(None).get(address).status_code == 302


def test_a_page_needs_few_statements(gate: Client) -> None:
    number = announced(gate, fresh())

    for address in ("/cargo", "/cargo/records", "/cargo/announce", f"/cargo/records/{number}"):
        with CaptureQueriesContext(connection) as asked:
            assert len(gate.get(address).content) < 150_000
        assert len(asked) <= 12, address
