"""Lodging many at once: an answer for each in the same order; one that is wrong spoils no other."""

import json
from typing import Any

from clearway.formats.message import Format
from tests.gateways.rest import messages
from tests.gateways.rest.web import Sender

NDJSON = "application/x-ndjson"


def _sent(sender: Sender, content: bytes, kind: str = NDJSON) -> list[dict[str, Any]]:
    answer = sender.post("/v1/declarations/batch", content=content, headers={"Content-Type": kind})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, NDJSON), answer.text
    return [json.loads(line) for line in answer.content.splitlines()]


def test_a_bad_line_spoils_no_other_and_the_order_is_kept(sender: Sender) -> None:
    good = [messages.facts() for _ in range(6)]
    unlawful = messages.facts("6-net-above-gross")
    first, *others = [json.dumps(one).encode() for one in good]
    bad = {
        1: b"this is no JSON",
        2: messages.message(nothingWeKnow="1"),
        3: messages.request("26DL00000000000001", "COR"),
        4: messages.message(reference=None),
        5: json.dumps(unlawful).encode(),
        6: json.dumps({**good[0], "totalPackages": "11"}).encode(),
        7: b'{"functionCode":"9","reference":"\\ud800"}',
        8: b"\xff\xfe",
    }

    said = _sent(sender, b"\n".join([first, *bad.values(), *others]))

    codes = {place: said[place].get("code") for place in bad}
    assert codes == {
        1: "FMT-301", 2: "FMT-302", 3: "CLR-005", 4: "WEB-422", 5: None, 6: "CLR-001", 7: "FMT-301", 8: codes[8],
    }  # fmt: skip
    assert str(codes[8]).startswith("FMT-")
    assert said[1]["places"][0]["at"].startswith("line 2")
    assert (said[5]["outcome"], said[5]["reference"]) == ("refused", unlawful["reference"])
    assert said[6]["reference"] == good[0]["reference"]
    answered = [said[0], *said[9:]]
    assert [one["reference"] for one in answered] == [one["reference"] for one in good]
    assert {one["outcome"] for one in answered} == {"accepted"}


def test_a_batch_sent_again_is_given_the_same_answers(sender: Sender) -> None:
    content = b"\n".join([messages.message(), b"{}", messages.message()])

    assert _sent(sender, content) == _sent(sender, content)


def test_a_declaration_twice_in_a_batch_is_one(sender: Sender) -> None:
    content = messages.message()

    said = _sent(sender, b"\n".join([content] * 3) + b"\r\n\n")

    assert len(said) == 3
    assert len({one["mrn"] for one in said}) == 1


def test_more_than_a_chunk_is_answered_in_order(sender: Sender) -> None:
    lines = [messages.facts() for _ in range(450)]
    content = [json.dumps(one).encode() for one in lines]
    content.insert(201, b"[]")

    said = _sent(sender, b"\n".join(content))

    assert said.pop(201)["status"] == 400
    assert [one["reference"] for one in said] == [one["reference"] for one in lines]


def test_an_interchange_is_answered_message_by_message(sender: Sender) -> None:
    edifact: Format = "edifact"
    facts = [messages.facts() for _ in range(3)]
    messages_alone = [messages.as_format(json.dumps(one).encode(), edifact) for one in facts]
    content = _interchange(messages_alone)

    said = _sent(sender, content, "application/edifact")

    assert [one["reference"] for one in said] == [one["reference"] for one in facts]
    assert {one["outcome"] for one in said} == {"accepted"}


def test_an_empty_batch_is_refused(sender: Sender) -> None:
    answer = sender.post("/v1/declarations/batch", content=b"", headers={"Content-Type": NDJSON})

    assert (answer.status_code, answer.json()["code"]) == (400, "FMT-001")


def test_more_messages_than_a_batch_may_hold_are_refused_before_any_is_read(sender: Sender) -> None:
    for kind, content in ((NDJSON, b"{}\n" * 10_001), ("application/edifact", b"UNB+UNOC:3'" + b"UNH+1'" * 10_001)):
        answer = sender.post("/v1/declarations/batch", content=content, headers={"Content-Type": kind})
        assert (answer.status_code, answer.json()["code"]) == (413, "WEB-413")
        assert "10001" in answer.json()["detail"]


def _interchange(alone: list[bytes]) -> bytes:
    """Several interchanges of one message each as one interchange."""
    bodies = []
    for number, one in enumerate(alone, start=1):
        body = one[one.index(b"UNH+") : one.index(b"UNZ+")]
        reference = body[4 : body.index(b"+", 4)]
        fresh = str(number).encode()
        segments = body.rstrip().rstrip(b"'").rpartition(b"+")[0]
        bodies.append(segments.replace(b"UNH+" + reference, b"UNH+" + fresh, 1) + b"+" + fresh + b"'")
    head = alone[0][: alone[0].index(b"UNH+")]
    tail = alone[0][alone[0].index(b"UNZ+") :].replace(b"UNZ+1+", b"UNZ+%d+" % len(alone), 1)
    return head + b"\n".join(bodies) + b"\n" + tail
