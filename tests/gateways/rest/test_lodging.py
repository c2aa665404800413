"""Lodging over HTTP: in three formats, answered in the one asked for, once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from lxml import etree

from clearway.formats.message import Format
from tests.gateways.rest import messages
from tests.gateways.rest.messages import KINDS
from tests.gateways.rest.web import Sender


@pytest.mark.parametrize("format", KINDS)
def test_a_declaration_in_each_format_is_lodged_and_decided(sender: Sender, format: Format) -> None:
    content = messages.as_format(messages.message(), format)

    answer = sender.lodge(content, KINDS[format])

    assert answer.status_code == 201, answer.text
    assert answer.headers["Content-Type"] == "application/json"
    said = answer.json()
    assert said["outcome"] == "accepted"
    assert said["lane"]
    assert said["total"]["currency"] == "DML"
    assert answer.headers["Location"] == f"/v1/declarations/{said['mrn']}"
    assert sender.get(answer.headers["Location"]).json()["file"]["mrn"] == said["mrn"]


def test_the_formats_say_the_same(sender: Sender) -> None:
    totals = set()
    for format, kind in KINDS.items():
        said = sender.lodge(messages.as_format(messages.message(), format), kind).json()
        totals.add((said["total"]["amount"], len(said["lines"])))

    assert len(totals) == 1


@pytest.mark.parametrize("wanted", ["application/xml", "text/xml"])
def test_an_answer_is_a_wco_response_where_that_is_asked_for(sender: Sender, wanted: str) -> None:
    answer = sender.lodge(messages.message(), Accept=wanted)

    assert answer.status_code == 201
    assert answer.headers["Content-Type"] == wanted
    root = etree.fromstring(answer.content)
    mrn = answer.headers["Location"].rpartition("/")[2]
    assert mrn in "".join(root.itertext())


def test_an_answer_is_a_cusres_where_that_is_asked_for(sender: Sender) -> None:
    answer = sender.lodge(messages.message(), Accept="application/edifact")

    assert answer.status_code == 201
    assert answer.headers["Content-Type"] == "application/edifact"
    assert b"CUSRES" in answer.content
    assert answer.headers["Location"].rpartition("/")[2].encode() in answer.content


@pytest.mark.parametrize("format", KINDS)
def test_a_refusal_names_every_finding_at_the_senders_own_place(sender: Sender, format: Format) -> None:
    content = messages.as_format(messages.message("6-net-above-gross"), format)

    answer = sender.lodge(content, KINDS[format])

    assert answer.status_code == 422
    problem = answer.json()
    assert problem["code"] == "DEC-422"
    assert problem["mrn"]
    [found] = [one for one in problem["findings"] if one["at"] == "goods_shipment/items/1/net_mass"]
    places = {"json": "/goodsShipment/items/0/netMass", "wco": "42A/67A/68A[1]/23A/65A/128"}
    assert found["pointer"] == places.get(format, found["pointer"]) != ""
    assert found["says"]
    assert found["law"]
    assert found["passes"]
    assert sender.get(f"/v1/declarations/{problem['mrn']}").json()["file"]["state"] == "refused"


def test_a_refusal_is_a_response_message_where_that_is_asked_for(sender: Sender) -> None:
    for wanted in ("application/xml", "application/edifact"):
        answer = sender.lodge(messages.message("6-net-above-gross"), Accept=wanted)

        assert (answer.status_code, answer.headers["Content-Type"]) == (422, wanted)


def test_the_same_message_again_is_given_the_first_answer(sender: Sender) -> None:
    content = messages.message()

    first, second = sender.lodge(content), sender.lodge(content)

    assert (second.status_code, second.content) == (first.status_code, first.content)


def test_the_same_facts_in_another_spelling_are_the_same_message(sender: Sender) -> None:
    content = messages.message()

    first = sender.lodge(content)
    second = sender.lodge(messages.as_format(content, "wco"), "application/xml")

    assert second.json()["mrn"] == first.json()["mrn"]


def test_the_same_reference_with_other_content_is_refused_and_the_first_stands(sender: Sender) -> None:
    facts = messages.facts()
    first = sender.lodge(messages.message(**facts))

    answer = sender.lodge(messages.message(**{**facts, "totalPackages": "11"}))

    assert answer.status_code == 409
    assert answer.json()["code"] == "CLR-001"
    assert facts["reference"] in answer.json()["title"]
    read = sender.get(f"/v1/declarations/{facts['reference']}").json()
    assert read["file"]["mrn"] == first.json()["mrn"]
    assert read["facts"]["totalPackages"] == "10"


def test_the_same_message_sent_a_hundred_times_at_once_is_one_declaration(sender: Sender) -> None:
    content = messages.message()

    with ThreadPoolExecutor(25) as pool:
        answers = list(pool.map(lambda _: sender.lodge(content), range(100)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    mrn = answers[0].json()["mrn"]
    told = sender.get(f"/v1/declarations/{mrn}/timeline").json()
    assert [one["type"] for one in told] == ["declarations.lodged.v1", "clearance.decided.v1"]


def test_two_parties_may_use_the_same_reference(sender: Sender, trader: Sender) -> None:
    content = messages.message()

    answers = [sender.lodge(content).json(), trader.lodge(content).json()]

    assert answers[0]["mrn"] != answers[1]["mrn"]


@pytest.mark.parametrize(("format", "at"), [("json", "/reference"), ("wco", "42A/D026")])
def test_a_message_without_a_reference_is_refused_since_it_could_be_taken_twice(
    sender: Sender, format: Format, at: str
) -> None:
    before = sender.get("/v1/declarations").json()
    content = messages.as_format(messages.message(reference=None), format)

    answer = sender.lodge(content, KINDS[format])

    assert answer.status_code == 422
    assert answer.json()["code"] == "WEB-422"
    assert answer.json()["places"][0]["at"] == at
    assert sender.get("/v1/declarations").json() == before


def test_a_check_says_what_lodging_would_give_and_stores_nothing(sender: Sender) -> None:
    before = sender.get("/v1/declarations").json()

    answer = sender.post(
        "/v1/declarations/check", content=messages.message(), headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 200
    assert answer.json()["outcome"] == "accepted"
    assert answer.json()["lines"]
    assert sender.get("/v1/declarations").json() == before


def test_a_check_names_findings_with_the_senders_places(sender: Sender) -> None:
    content = messages.as_format(messages.message("6-net-above-gross", reference=None), "wco")

    answer = sender.post("/v1/declarations/check", content=content, headers={"Content-Type": "application/xml"})

    assert answer.status_code == 200
    assert "42A/67A/68A[1]/23A/65A/128" in [one["pointer"] for one in answer.json()["findings"]]
