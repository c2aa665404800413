"""What a client asks for, in media types and languages, and what it gets."""

import pytest

from clearway.gateways.rest.negotiation import chosen, media_type
from tests.gateways.rest import messages
from tests.gateways.rest.web import Sender

OFFERS = ("application/json", "application/xml", "text/xml", "application/edifact")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("text/*", "text/xml"),
        ("Application/XML", "application/xml"),
        ("application/xml, application/json;q=0.9", "application/xml"),
        ("application/xml;q=0.5, application/json;q=0.9", "application/json"),
        ("application/xml;q=0.1, application/json;q=0", "application/xml"),
        ("application/json;q=0, */*", "application/xml"),
        ("*/*, application/edifact", "application/edifact"),
        ("*/*;q=0.1, application/*;q=0.5, application/edifact;q=0.2", "application/json"),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "application/xml"),
        ("application/edifact; charset=utf-8 ; q=1.000", "application/edifact"),
        ("text/html", None),
        ("application/json;q=0", None),
        ("*/*;q=0", None),
        ("application/json;q=many", None),
        ("application/json;q=1.2.3", None),
        ("nothing", None),
        (",,;;,", None),
        ("a/b," * 10_000, None),
    ],
)
def test_the_type_liked_best_is_chosen(accept: str, expected: str | None) -> None:
    assert chosen(accept, OFFERS) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("application/json", ("application/json", "")),
        ("Application/JSON ; Charset=UTF-8", ("application/json", "utf-8")),
        ('text/xml;a=b;charset="us-ascii"', ("text/xml", "us-ascii")),
        ("", ("", "")),
    ],
)
def test_a_content_type_has_a_kind_and_a_charset(header: str, expected: tuple[str, str]) -> None:
    assert media_type(header) == expected


def test_nothing_is_lodged_for_who_can_read_no_answer(sender: Sender) -> None:
    facts = messages.facts()

    answer = sender.lodge(messages.message(**facts), Accept="text/html, image/*")

    assert (answer.status_code, answer.json()["code"]) == (406, "WEB-406")
    assert "application/edifact" in answer.json()["detail"]
    assert sender.get(f"/v1/declarations/{facts['reference']}").status_code == 404


@pytest.mark.parametrize("path", ["", "/x/timeline"])
def test_what_is_only_in_json_is_not_given_as_anything_else(sender: Sender, path: str) -> None:
    answer = sender.get(f"/v1/declarations{path}", headers={"Accept": "application/xml"})

    assert (answer.status_code, answer.headers["Content-Type"]) == (406, "application/problem+json")


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("ko-KR, ko;q=0.9", "ko"),
        ("de, vi;q=0.5, es;q=0.4", "vi"),
        ("es;q=0.2, fr;q=0.8", "fr"),
        ("de", "en"),
        ("*", "en"),
        ("x" * 5000, "en"),
        ("fr\x00", "en"),
    ],
)
def test_sentences_come_in_the_language_asked_for(sender: Sender, asked: str, given: str) -> None:
    answer = sender.get("/v1/declarations/26DL00000000000001", headers={"Accept-Language": asked.replace("\0", "%")})

    assert answer.status_code == 404
    assert answer.headers["Content-Language"] == given


def test_findings_and_explanations_name_their_language(sender: Sender) -> None:
    french = {"Accept-Language": "fr"}
    lodged = sender.lodge(messages.message(), **french)
    mrn = lodged.json()["mrn"]

    answers = [
        lodged,
        sender.lodge(messages.message("6-net-above-gross"), **french),
        sender.get(f"/v1/declarations/{mrn}/explanation", headers=french),
    ]

    assert [answer.headers["Content-Language"] for answer in answers] == ["fr"] * 3


def test_the_first_answer_is_repeated_in_the_language_of_who_asks(sender: Sender) -> None:
    content = messages.message("6-net-above-gross")

    codes = []
    for language in ("en", "fr", "ko"):
        problem = sender.lodge(content, **{"Accept-Language": language})
        codes.append((problem.json()["mrn"], [one["rule"] for one in problem.json()["findings"]]))

    assert codes[0] == codes[1] == codes[2]


def test_a_response_message_speaks_the_language_of_who_asks(sender: Sender) -> None:
    content = messages.message("6-net-above-gross")

    response = sender.lodge(content, Accept="application/xml", **{"Accept-Language": "ko"})

    assert response.status_code == 422
    assert "GDS-" in response.text, response.text
    assert any("가" <= letter <= "힣" for letter in response.text)
