"""An agency keeps its register by its pages, and sees nobody else's."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clearway.clearance.agency.urls import PAGES
from clearway.platform.identity.actor import Actor
from tests.conftest import TRADER
from tests.portal.people import member, signed_in, words
from tests.portal.people import officer as employed
from tests.stations.permits.naming import ANIMALS, LICENCES, fresh, lodged, naming, standing

pytestmark = pytest.mark.usefixtures("country")


@pytest.fixture
def vet() -> Client:
    """The browser of somebody who issues permits for animals."""
    return signed_in(employed("permit officer", ANIMALS))


def filled(number: str, **changes: str) -> dict[str, str]:
    fields = {
        "number": number, "document": "N853", "holder": TRADER, "goods": "6911", "countries": "jp",
        "quantities": "500 KGM", "since": "2020-01-01", "until": "",
    }  # fmt: skip
    return fields | changes


def issued(vet: Client, **changes: str) -> str:
    number = fresh("PAGE")
    assert vet.post("/agency/issue", filled(number, **changes)).status_code == 302
    return number


def test_an_issued_permit_is_shown_with_what_is_left(vet: Client) -> None:
    number = issued(vet)

    page = words(vet.get(f"/agency/permits/{number}"))

    assert "Veterinary entry document" in page
    assert "500\u00a0kg</td>" in page and "5E+2" not in page
    assert number in words(vet.get(f"/agency?q={number}"))


def test_a_declaration_that_waited_goes_on_and_is_in_the_history(vet: Client, broker: Actor) -> None:
    number = fresh("PAGE")
    file = lodged(naming(number), broker)
    waiting = words(vet.get("/agency/waiting"))
    assert file.mrn in waiting and "PRM-102" in waiting
    assert f"number={number}" in waiting

    vet.post("/agency/issue", filled(number))

    assert standing(file.mrn).state == "released"
    assert file.mrn in words(vet.get(f"/agency/permits/{number}"))
    assert file.mrn not in words(vet.get("/agency/waiting"))


def test_a_suspended_permit_lets_nobody_through_until_it_is_given_back(vet: Client, broker: Actor) -> None:
    number = issued(vet)
    assert vet.post(f"/agency/permits/{number}/suspend", {"reason": "Outbreak at origin"}).status_code == 302
    file = lodged(naming(number), broker)
    assert file.waits_for == "permit"
    assert "Outbreak at origin" in words(vet.get(f"/agency/permits/{number}"))

    vet.post(f"/agency/permits/{number}/reinstate", {"reason": "Outbreak over"})

    assert standing(file.mrn).state == "released"


def test_a_change_gives_those_who_waited_enough(vet: Client, broker: Actor) -> None:
    number = issued(vet, quantities="50 KGM")
    file = lodged(naming(number), broker)
    assert file.waits_for == "permit"
    assert "50 KGM" in words(vet.get(f"/agency/permits/{number}/change"))

    assert vet.post(f"/agency/permits/{number}/change", filled("", quantities="150 KGM")).status_code == 302

    assert standing(file.mrn).state == "released"


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"number": ""}, 400, "id_number_error"),
        ({"quantities": "many"}, 400, "id_quantities_error"),
        ({"quantities": "1 KGM\n2 kgm"}, 400, "id_quantities_error"),
        ({"quantities": "1 NAR"}, 422, "KGM"),
        ({"document": "L001"}, 400, "id_document_error"),
        ({"goods": "porcelain"}, 422, "2 to 10 digits"),
        ({"until": "2019-12-31"}, 422, "id_until_error"),
        ({"holder": "DL9999999999"}, 409, "PRM-004"),
        ({"number": "a/b"}, 422, "id_number_error"),
        ({"number": "x\0y"}, 400, "id_number_error"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(vet: Client, changes: dict[str, str], status: int, said: str) -> None:
    response = vet.post("/agency/issue", filled(fresh("PAGE")) | changes)

    assert response.status_code == status
    assert said in words(response)


def test_a_permit_is_stopped_for_a_reason_and_revoked_for_good(vet: Client) -> None:
    number = issued(vet)

    assert vet.post(f"/agency/permits/{number}/revoke", {"reason": ""}).status_code == 400
    assert vet.post(f"/agency/permits/{number}/revoke", {"reason": "Forged"}).status_code == 302
    refused = vet.post(f"/agency/permits/{number}/reinstate", {"reason": "again"})
    assert refused.status_code == 409 and "PRM-006" in words(refused)


def test_another_agencys_permit_is_as_unknown_as_none(vet: Client) -> None:
    number = issued(vet)
    other = signed_in(employed("permit officer", LICENCES))

    for page in PAGES:
        if "<str:number>" in page.path:
            address = "/" + page.path.replace("<str:number>", number)
            assert other.get(address).status_code == 404, address
            assert other.get(address.replace(number, "never-was")).status_code == 404
    assert f"/agency/permits/{number}" not in words(other.get(f"/agency?q={number}"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nobody_but_an_agency_comes_in(vet: Client, page: object) -> None:
    address = "/" + page.path.replace("<str:number>", issued(vet))  # type: ignore[attr-defined] - rows of the table.

    for stranger in (signed_in(member("owner")), signed_in(employed("officer"))):
        assert stranger.get(address).status_code == 403
    assert signed_in(None).get(address).status_code == 302


def test_a_page_needs_few_statements_however_many_permits_there_are(vet: Client) -> None:
    for _ in range(3):
        issued(vet)
    number = issued(vet)

    for address in ("/agency", "/agency/waiting", "/agency/issue", f"/agency/permits/{number}"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert len(vet.get(address).content) < 150_000
        assert len(asked) <= 12, address
