"""Amending and withdrawing over HTTP: by named places or whole, once, and only one's own."""

from typing import Any

import pytest

from clearway.formats import recognise
from clearway.formats.message import Format
from tests.gateways.rest import messages
from tests.gateways.rest.web import Sender

HEADERS = {"Content-Type": "application/json"}


class Lodged:
    """A declaration that stands, and what may be asked about it."""

    def __init__(self, sender: Sender) -> None:
        self.sender = sender
        self.facts = messages.facts()
        self.mrn = str(sender.lodge(messages.message(**self.facts)).json()["mrn"])

    def ask(self, door: str, content: bytes, **headers: str) -> Any:
        return self.sender.post(f"/v1/declarations/{self.mrn}/{door}", content=content, headers=HEADERS | headers)

    def now(self) -> Any:
        return self.sender.get(f"/v1/declarations/{self.mrn}").json()


@pytest.fixture
def lodged(sender: Sender) -> Lodged:
    return Lodged(sender)


def _whole(lodged: Lodged, **changes: Any) -> bytes:
    asked = {"functionCode": "13", "typeCode": "COR", "reference": messages.reference(), "mrn": lodged.mrn}
    return messages.message(**{**lodged.facts, **asked, "amendments": [{"reasonCode": "32"}], **changes})


def _places(*pointers: str) -> list[dict[str, Any]]:
    return [{"reasonCode": "32", "pointers": _steps(pointer)} for pointer in pointers]


def _steps(pointer: str) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = []
    for step in pointer.split("/"):
        name, _, position = step.rstrip("]").partition("[")
        if name[-1].isalpha():
            steps.append({"section": name} | ({"sequence": int(position)} if position else {}))
        else:
            steps[-1]["tag"] = name
    return steps


def test_an_amendment_without_places_replaces_the_whole(lodged: Lodged) -> None:
    answer = lodged.ask("amendments", _whole(lodged, totalPackages="9", invoiceAmount=None))

    assert answer.status_code in (200, 422)
    now = lodged.now()
    assert now["file"]["version"] == 2
    assert now["facts"]["totalPackages"] == "9"
    assert "invoiceAmount" not in now["facts"]
    assert now["facts"]["reference"] == lodged.facts["reference"]
    told = [one["type"] for one in lodged.sender.get(f"/v1/declarations/{lodged.mrn}/timeline").json()]
    assert told[2:] == ["declarations.amended.v1", "clearance.decided.v1"]


def test_an_amendment_with_places_changes_only_these(lodged: Lodged) -> None:
    shipment = lodged.facts["goodsShipment"]
    item = shipment["items"][0] | {"netMass": "90", "description": "Something else"}
    content = messages.request(
        lodged.mrn,
        "COR",
        amendments=_places("42A/67A/68A[1]/23A/65A/128"),
        goodsShipment={"items": [{"sequence": 1, "netMass": "90", "description": item["description"]}]},
    )

    answer = lodged.ask("amendments", content)

    assert answer.status_code == 200, answer.text
    assert answer.json()["version"] == 2
    changed = lodged.now()["facts"]["goodsShipment"]["items"][0]
    assert changed == shipment["items"][0] | {"netMass": "90"}


def test_an_amendment_that_names_an_unknown_place_changes_nothing(lodged: Lodged) -> None:
    before = lodged.now()

    answer = lodged.ask("amendments", messages.request(lodged.mrn, "COR", amendments=_places("42A/99Z/999")))

    assert (answer.status_code, answer.json()["code"]) == (422, "CLR-004")
    assert "42A/99Z/999" in answer.json()["title"]
    assert lodged.now() == before


def test_an_amendment_that_is_unlawful_in_itself_changes_nothing(lodged: Lodged) -> None:
    before = lodged.now()

    answer = lodged.ask("amendments", messages.request(lodged.mrn, "COR", amendments=None))

    assert (answer.status_code, answer.json()["code"]) == (422, "WEB-422"), answer.text
    assert any(one["severity"] == "reject" and one["law"] for one in answer.json()["findings"])
    assert lodged.now() == before


def test_a_declaration_that_an_amendment_makes_unlawful_is_refused_and_kept(lodged: Lodged) -> None:
    content = messages.request(
        lodged.mrn,
        "COR",
        amendments=_places("42A/67A/68A[1]/23A/65A/128"),
        goodsShipment={"items": [{"sequence": 1, "netMass": "130"}]},
    )

    answer = lodged.ask("amendments", content)

    assert (answer.status_code, answer.json()["code"]) == (422, "DEC-422")
    assert (lodged.now()["file"]["state"], lodged.now()["file"]["version"]) == ("refused", 2)


@pytest.mark.parametrize("format", ["wco", "edifact"])
def test_an_amendment_may_come_in_another_format(lodged: Lodged, format: Format) -> None:
    content = messages.as_format(_whole(lodged, totalPackages="9"), format)

    answer = lodged.ask("amendments", content, **{"Content-Type": messages.KINDS[format]})

    assert answer.status_code in (200, 422), answer.text
    assert lodged.now()["facts"]["totalPackages"] == "9"


def test_the_same_amendment_again_is_given_the_first_answer(lodged: Lodged) -> None:
    content = _whole(lodged)

    answers = [lodged.ask("amendments", content) for _ in range(2)]

    assert answers[0].content == answers[1].content
    assert lodged.now()["file"]["version"] == 2


def test_an_amendments_reference_is_used_once(lodged: Lodged) -> None:
    reference = messages.reference()
    lodged.ask("amendments", _whole(lodged, reference=reference))

    answer = lodged.ask("amendments", _whole(lodged, reference=reference, totalPackages="9"))

    assert (answer.status_code, answer.json()["code"]) == (409, "CLR-001")
    assert lodged.now()["file"]["version"] == 2


@pytest.mark.parametrize("door", ["amendments", "cancellation"])
def test_a_request_without_a_reference_is_refused(lodged: Lodged, door: str) -> None:
    kind = {"amendments": "COR", "cancellation": "INV"}[door]

    answer = lodged.ask(door, messages.request(lodged.mrn, kind, reference=None))

    assert (answer.status_code, answer.json()["places"][0]["at"]) == (422, "/reference")


@pytest.mark.parametrize("door", ["amendments", "cancellation"])
def test_a_request_that_names_another_declaration_than_its_address_is_refused(
    lodged: Lodged, sender: Sender, door: str
) -> None:
    kind = {"amendments": "COR", "cancellation": "INV"}[door]
    other = Lodged(sender)

    answer = lodged.ask(door, messages.request(other.mrn, kind))

    assert (answer.status_code, answer.json()["places"][0]["at"]) == (422, "/mrn")
    assert lodged.now()["file"]["version"] == other.now()["file"]["version"] == 1


@pytest.mark.parametrize("door", ["amendments", "cancellation"])
def test_somebody_elses_declaration_is_not_changed(lodged: Lodged, stranger: Sender, door: str) -> None:
    kind = {"amendments": "COR", "cancellation": "INV"}[door]
    before = lodged.now()

    for number in (lodged.mrn, lodged.facts["reference"]):
        content = messages.request(lodged.mrn, kind)
        answer = stranger.post(f"/v1/declarations/{number}/{door}", content=content, headers=HEADERS)
        assert (answer.status_code, answer.json()["code"]) == (404, "CLR-002")
    assert lodged.now() == before


def test_a_withdrawn_declaration_stays_withdrawn(lodged: Lodged) -> None:
    content = messages.request(lodged.mrn, "INV")

    answers = [lodged.ask("cancellation", content) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json()["outcome"] == "cancelled"
    assert answers[0].content == answers[1].content
    assert lodged.now()["file"]["state"] == "cancelled"
    late = lodged.ask("amendments", _whole(lodged))
    assert (late.status_code, late.json()["code"]) == (409, "CLR-003")


def test_a_request_by_the_senders_reference_reaches_its_declaration(lodged: Lodged) -> None:
    number = lodged.facts["reference"]

    answer = lodged.sender.post(
        f"/v1/declarations/{number}/cancellation", content=messages.request(lodged.mrn, "INV"), headers=HEADERS
    )

    assert (answer.status_code, answer.json()["mrn"]) == (200, lodged.mrn)


def test_an_answer_to_a_request_is_a_message_where_that_is_asked_for(lodged: Lodged) -> None:
    answer = lodged.ask("cancellation", messages.request(lodged.mrn, "INV"), Accept="application/edifact")

    assert answer.status_code == 200
    assert recognise.recognise(answer.content) == "edifact"


@pytest.mark.parametrize(
    ("door", "kind"),
    [("", "COR"), ("", "INV"), ("/check", "COR"), ("/{mrn}/amendments", "INV"), ("/{mrn}/cancellation", "COR")],
)
def test_a_message_at_the_wrong_door_is_refused(lodged: Lodged, door: str, kind: str) -> None:
    path = f"/v1/declarations{door.replace('{mrn}', lodged.mrn)}"

    answer = lodged.sender.post(path, content=messages.request(lodged.mrn, kind), headers=HEADERS)

    assert (answer.status_code, answer.json()["code"]) == (422, "CLR-005")
    assert lodged.now()["file"]["version"] == 1
