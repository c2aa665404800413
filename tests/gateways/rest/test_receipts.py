"""The receipt of a release over HTTP: for the party alone, when the goods may leave, as data or on paper."""

from contextlib import closing

import pytest

from clearway.core.release.check import check
from clearway.core.release.keylist import KeyList
from clearway.core.release.reading import receipt_in
from clearway.platform.calendar import now
from clearway.stations.declarations import public as declarations
from clearway.stations.release import public as release
from tests.gateways.rest import messages
from tests.gateways.rest.conftest import STRANGER
from tests.gateways.rest.web import Sender, Web


@pytest.fixture
def released(sender: Sender) -> str:
    mrn = str(sender.lodge(messages.message()).json()["mrn"])
    file = declarations.find(mrn)
    assert file is not None
    release.release(file.id, mrn=mrn, version=1, at=now())
    return mrn


def _verdict(content: bytes) -> str:
    return check(receipt_in(content), KeyList.opened(release.publish(at=now()))).verdict


def test_a_receipt_is_had_as_data_and_on_paper_and_is_the_same(sender: Sender, released: str) -> None:
    address = f"/v1/declarations/{released}/receipt"

    data = sender.get(address)
    paper = sender.get(address, headers={"Accept": "application/pdf", "Accept-Language": "ko"})

    assert (data.status_code, paper.status_code) == (200, 200)
    assert data.json()["receipt"]["mrn"] == released
    assert paper.headers["Content-Type"] == "application/pdf"
    assert receipt_in(paper.content) == data.content
    assert _verdict(data.content) == "valid"


def test_before_release_there_is_none(sender: Sender) -> None:
    refused = str(sender.lodge(messages.message()).json()["mrn"])
    file = declarations.find(refused)
    assert file is not None
    if file.state == "released":
        pytest.skip("it was released at once")
    answer = sender.get(f"/v1/declarations/{refused}/receipt")
    assert (answer.status_code, answer.json()["code"]) == (404, "WEB-404")


def test_another_partys_receipt_is_not_there(web: Web, released: str) -> None:
    with closing(Sender(web, STRANGER)) as stranger:
        answer = stranger.get(f"/v1/declarations/{released}/receipt")
    assert (answer.status_code, answer.json()["code"]) == (404, "CLR-002")


def test_everybody_fetches_the_list_of_keys_from_the_same_house(web: Web, sender: Sender, released: str) -> None:
    data = sender.get(f"/v1/declarations/{released}/receipt").content
    fetched = sender.get("/.well-known/clearway-receipt-keys.json", headers={"Authorization": ""})
    assert check(data, KeyList.opened(fetched.content)).verdict == "valid"
