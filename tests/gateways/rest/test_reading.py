"""Reading over HTTP: a party's own declarations, their timeline, why they stand where they stand."""

import json
from contextlib import closing

import pytest

from tests.gateways.rest import messages
from tests.gateways.rest.web import Sender, Web


@pytest.fixture
def mrn(sender: Sender) -> str:
    return str(sender.lodge(messages.message()).json()["mrn"])


def test_a_declaration_is_read_as_it_was_lodged(sender: Sender) -> None:
    facts = messages.facts()
    mrn = sender.lodge(messages.message(**facts)).json()["mrn"]

    whole = sender.get(f"/v1/declarations/{mrn}").json()

    assert whole["facts"] == facts
    assert whole["file"]["state"] == "targeted"
    assert whole["file"]["reference"] == facts["reference"]
    assert whole["file"]["version"] == 1


def test_a_declaration_is_found_under_its_own_reference(sender: Sender) -> None:
    facts = messages.facts()
    mrn = sender.lodge(messages.message(**facts)).json()["mrn"]

    for end in ("", "/timeline", "/explanation"):
        under_reference = sender.get(f"/v1/declarations/{facts['reference']}{end}")
        assert under_reference.json() == sender.get(f"/v1/declarations/{mrn}{end}").json()


def test_the_timeline_tells_everything_first_to_last(sender: Sender, mrn: str) -> None:
    told = sender.get(f"/v1/declarations/{mrn}/timeline").json()

    assert [one["type"] for one in told] == ["declarations.lodged.v1", "clearance.decided.v1"]
    assert [one["actor"] for one in told] == ["client:tests-DL0000002010", "clearway"]
    assert all(one["facts"]["mrn"] == mrn for one in told)


def test_the_explanation_names_every_amount_with_its_steps_and_law(sender: Sender, mrn: str) -> None:
    explanation = sender.get(f"/v1/declarations/{mrn}/explanation").json()

    assert explanation["outcome"] == "accepted"
    assert explanation["lines"]
    assert all(line["law"] and line["steps"] and line["formula"] for line in explanation["lines"])
    assert [stop["name"] for stop in explanation["route"] if stop["isPassed"]] == [
        "lodged",
        "validated",
        "assessed",
        "targeted",
    ]
    assert explanation["lane"]


@pytest.mark.parametrize("end", ["", "/timeline", "/explanation"])
def test_somebody_elses_declaration_is_unknown(stranger: Sender, sender: Sender, end: str) -> None:
    facts = messages.facts()
    mrn = sender.lodge(messages.message(**facts)).json()["mrn"]

    for number in (mrn, facts["reference"]):
        answer = stranger.get(f"/v1/declarations/{number}{end}")
        assert (answer.status_code, answer.json()["code"]) == (404, "CLR-002")
    assert mrn not in stranger.get("/v1/declarations").text


def test_pages_hold_each_declaration_once_newest_first(web: Web) -> None:
    batch = b"\n".join(messages.message() for _ in range(160))
    pages, following = [], ""

    # A party that lodges nowhere else, so that the pages hold the batch and nothing besides.
    with closing(Sender(web, "DL0000001041")) as alone:
        alone.post("/v1/declarations/batch", content=batch, headers={"Content-Type": "application/x-ndjson"})
        for _ in range(3):
            page = alone.get(f"/v1/declarations{following}").json()
            pages.append([one["reference"] for one in page["declarations"]])
            following = f"?before={page['next']}"

    references = [json.loads(line)["reference"] for line in batch.splitlines()]
    found = [reference for page in pages for reference in page]
    assert [len(page) for page in pages] == [50, 50, 50]
    assert found == references[::-1][:150]


def test_the_last_page_has_no_next(sender: Sender) -> None:
    sender.lodge(messages.message())

    page = sender.get("/v1/declarations?before=1").json()

    assert page == {"declarations": []}


def test_head_is_get_without_the_content(sender: Sender, mrn: str) -> None:
    for path in ("", f"/{mrn}", f"/{mrn}/timeline", f"/{mrn}/explanation"):
        head, get = sender.head(f"/v1/declarations{path}"), sender.get(f"/v1/declarations{path}")

        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["Content-Length"] == get.headers["Content-Length"]
        assert head.headers["Content-Type"] == get.headers["Content-Type"]
