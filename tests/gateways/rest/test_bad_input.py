"""Whatever is sent: a clear problem with code and place, nothing stored, never a failure on our side."""

import json
import re
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.gateways.rest import messages
from tests.gateways.rest.web import Sender, Web

MEGABYTE = 1_000_000


@pytest.fixture
def nothing_stored(sender: Sender) -> Iterator[None]:
    """The list before and after is the same."""
    before = sender.get("/v1/declarations").content
    yield
    assert sender.get("/v1/declarations").content == before


def _xml(before: str = "", **replaced: str) -> bytes:
    text = messages.as_format(messages.message(), "wco").decode()
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new)
    head, _, body = text.partition("?>")
    return (f"{head}?>{before}{body}" if body else before + text).encode()


def _item(**changes: Any) -> bytes:
    facts = messages.facts()
    facts["goodsShipment"]["items"][0] |= changes
    return json.dumps(facts).encode()


_ENTITY = '<!DOCTYPE MetaData [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
_BOMB = (
    '<!DOCTYPE MetaData [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
_TOO_LONG = "9" * 40

#: What is sent, as what, and the code of the first place that is wrong.
UNREADABLE: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"", "application/json", "FMT-001"),
    "no message": (b"hello", "application/xml", "FMT-001"),
    "xml that ends": (b"<MetaData><Declaration>", "application/xml", "FMT-101"),
    "xml of another kind": (b"<html><body/></html>", "application/xml", "FMT-115"),
    "an external entity": (_xml(_ENTITY), "application/xml", "FMT-102"),
    "an entity bomb": (_xml(_BOMB), "application/xml", "FMT-102"),
    "an unknown element": (_xml(DeclarationOfficeID="Surprise"), "application/xml", "FMT-105"),
    "utf-16 xml": (_xml().decode().encode("utf-16"), "application/xml", "FMT-001"),
    "latin-1 under utf-8": (_xml(HAVEN="H\u00c4VEN").decode().encode("latin-1"), "application/xml", "FMT-101"),
    "xml in another charset": (
        b'<?xml version="1.0" encoding="EBCDIC-CP-US"?><MetaData/>',
        "application/xml",
        "FMT-103",
    ),
    "a million elements": (b"<a>" + b"<b/>" * 1_000_000 + b"</a>", "application/xml", "FMT-104"),
    "deep elements": (b"<a>" * 100_000, "application/xml", "FMT-101"),
    "json that ends": (b'{"functionCode":"9"', "application/json", "FMT-301"),
    "a list": (b"[]", "application/json", "FMT-304"),
    "deep lists": (b"[" * 100_000, "application/json", "FMT-304"),
    "deep objects": (b'{"documents":' * 50_000, "application/json", "FMT-304"),
    "an unknown field": (messages.message(nothingWeKnow="1"), "application/json", "FMT-302"),
    "a missing field": (messages.message(functionCode=None), "application/json", "FMT-303"),
    "a field twice": (b'{"functionCode":"9","functionCode":"13"}', "application/json", "FMT-307"),
    "another function": (messages.message(functionCode="42"), "application/json", "FMT-015"),
    "latin-1 json": (
        json.dumps(messages.facts(issueLocation="\u00c4"), ensure_ascii=False).encode("latin-1"),
        "application/json",
        "FMT-306",
    ),
    "a negative amount": (_item(price={"amount": "-1", "currency": "EUR"}), "application/json", "FMT-023"),
    "an amount of 40 digits": (_item(price={"amount": _TOO_LONG, "currency": "EUR"}), "application/json", "FMT-022"),
    "a number of 40 digits": (_item(netMass=int(_TOO_LONG)), "application/json", "FMT-022"),
    "a number with an exponent": (
        _item(netMass="1e400"),
        "application/json",
        "FMT-308",
    ),
    "a number that is none": (_item(netMass="NaN"), "application/json", "FMT-308"),
    "a whole number of 10,000 digits": (
        messages.message(itemCount=0).replace(b'"itemCount": 0', b'"itemCount": ' + b"9" * 10_000),
        "application/json",
        "FMT-305",
    ),
    "the year 9999": (
        messages.message(issuedAt="9999-12-31T23:59:59-12:00"),
        "application/json",
        "FMT-033",
    ),
    "the year 0": (messages.message(issuedAt="0000-01-01T00:00:00Z"), "application/json", "FMT-305"),
    "a time without zone": (messages.message(issuedAt="2026-01-01T00:00:00"), "application/json", "FMT-031"),
    "a NUL": (messages.message(declarant={"name": "a\0b"}), "application/json", "FMT-012"),
    "a lone surrogate": (messages.message(declarant={"name": "a\ud800b"}), "application/json", "FMT-301"),
    "a reference of 36 characters": (messages.message(reference="X" * 36), "application/json", "FMT-013"),
    "a NUL in xml": (_xml(HAVEN="H&#0;"), "application/xml", "FMT-101"),
    "a raw NUL in xml": (_xml(HAVEN="H\0"), "application/xml", "FMT-101"),
    "an interchange that ends": (b"UNB+UNOC:3+A+B", "application/edifact", "FMT-2"),
    "an interchange of nothing": (b"UNB+UNOC:3+A+B+260101:0000+1'UNZ+0+1'", "application/edifact", "FMT-2"),
    "an unknown segment": (
        messages.as_format(messages.message(), "edifact").replace(b"CST+", b"XXX+"),
        "application/edifact",
        "FMT-2",
    ),
    "a NUL in edifact": (
        messages.as_format(messages.message(), "edifact").replace(b"HAVEN", b"HA\0EN"),
        "application/edifact",
        "",
    ),
}


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize("what", UNREADABLE)
@pytest.mark.parametrize("door", ["", "/check"])
def test_what_cannot_be_read_is_refused_with_code_and_place(sender: Sender, what: str, door: str) -> None:
    content, kind, code = UNREADABLE[what]

    answer = sender.post(f"/v1/declarations{door}", content=content, headers={"Content-Type": kind})

    assert answer.status_code == 400, answer.text
    problem = answer.json()
    assert problem["code"].startswith(code), problem
    assert all(place["code"] and "at" in place and place["says"] for place in problem["places"])
    assert not re.search(r"{\w+}", "".join(place["says"] + place.get("passes", "") for place in problem["places"]))
    assert len(answer.content) < 100_000


@pytest.mark.usefixtures("nothing_stored")
def test_a_million_items_are_too_many(sender: Sender) -> None:
    items = b",".join([b'{"sequence":1}'] * 600_000)
    content = b'{"functionCode":"9","reference":"MANY","goodsShipment":{"items":[' + items + b"]}}"

    answer = sender.lodge(content)

    assert (answer.status_code, answer.json()["code"]) == (400, "FMT-003")
    assert answer.json()["places"][0]["at"] == "/goodsShipment/items"


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize("door", ["", "/check", "/batch", "/26DL00000000000001/amendments"])
@pytest.mark.parametrize("is_announced", [True, False])
def test_fifty_megabytes_are_refused_and_never_held(sender: Sender, web: Web, door: str, is_announced: bool) -> None:
    sender.lodge(b"{}")
    before = web.memory()
    kind = "application/x-ndjson" if door == "/batch" else "application/json"
    content: Any = b" " * 50 * MEGABYTE if is_announced else (b" " * MEGABYTE for _ in range(50))

    answer = sender.post(f"/v1/declarations{door}", content=content, headers={"Content-Type": kind})

    assert (answer.status_code, answer.json()["code"]) == (413, "WEB-413")
    assert ("50000000" if is_announced else ">") in answer.json()["detail"]
    # Beyond what the route may hold twice over (once as it comes, once as bytes), nothing was kept.
    assert web.memory() - before < 50 * MEGABYTE


def test_a_sender_who_asks_first_is_told_not_to_send(sender: Sender, web: Web) -> None:
    head = (
        "POST /v1/declarations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {sender.token}\r\nContent-Length: 50000000\r\nExpect: 100-continue\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", web.port), 30) as connection:
        connection.sendall(head.encode())
        answer = connection.recv(65_536)

    assert answer.startswith(b"HTTP/1.1 413 ")


@pytest.mark.usefixtures("nothing_stored")
def test_a_body_that_breaks_off_is_not_taken_for_a_whole_one(sender: Sender, web: Web) -> None:
    whole = messages.message()
    head = (
        "POST /v1/declarations/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
        f"Authorization: Bearer {sender.token}\r\nContent-Length: {2 * len(whole)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", web.port), 30) as connection:
        connection.sendall(head.encode() + whole + b"\n")
        connection.shutdown(socket.SHUT_WR)
        answer = connection.recv(65_536)

    assert answer.startswith(b"HTTP/1.1 400 ")


def test_markup_in_a_name_comes_back_as_text(sender: Sender) -> None:
    name = "<script>alert('x')</script> & \"Söhne\" {0} {reference}"
    facts = messages.facts(exporter={"name": name})

    answer = sender.lodge(json.dumps(facts).encode())

    assert answer.status_code in (201, 422)
    read = sender.get(f"/v1/declarations/{facts['reference']}")
    assert read.json()["facts"]["exporter"]["name"] == name
    assert read.headers["Content-Type"] == "application/json"
    assert read.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"declarationOffice": "DL999999"}, "declaration_office"),
        ({"typeCode": "ZZZ"}, "type_code"),
        ({"invoiceAmount": {"amount": "1", "currency": "XYZ"}}, "invoice_amount"),
    ],
)
def test_an_unknown_code_is_found_at_its_place(sender: Sender, change: dict[str, Any], at: str) -> None:
    answer = sender.lodge(messages.message(**change))

    assert (answer.status_code, answer.json()["code"]) == (422, "DEC-422")
    assert any(one["at"].startswith(at) and one["severity"] == "reject" for one in answer.json()["findings"])


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json; charset=utf-8", 422),
        ('APPLICATION/JSON; charset="UTF-8"', 422),
        ("application/json; charset=latin-1", 415),
        ("application/xml; charset=utf-16", 415),
        ("text/plain", 415),
        ("text/html", 415),
        ("application/x-ndjson", 415),
        ("multipart/form-data; boundary=x", 415),
        ("application/xml", 415),
        ("application/edifact", 415),
        ("", 415),
        ("x" * 5000, 415),
        (";;;", 415),
    ],
)
def test_the_content_type_is_one_that_is_taken_and_true(sender: Sender, kind: str, status: int) -> None:
    answer = sender.post("/v1/declarations", content=messages.message(reference=None), headers={"Content-Type": kind})

    assert (answer.status_code, answer.json()["code"]) == (status, f"WEB-{status}")
    assert len(answer.content) < 1000


@pytest.mark.usefixtures("nothing_stored")
def test_a_compressed_body_is_refused_by_name(sender: Sender) -> None:
    answer = sender.lodge(messages.message(), **{"Content-Encoding": "gzip"})

    assert (answer.status_code, answer.headers["Accept-Encoding"]) == (415, "identity")


@pytest.mark.parametrize(
    "number",
    [
        "26DL00000000000001",
        "%00",
        "a%00b",
        "%0A",
        "%ED%A0%80",
        "%FF%FE",
        "%F0%9F%9A%A2",
        "%2e%2e",
        "'; DROP TABLE declarations_declaration; --",
        "%25s",
        "x" * 71,
        "x" * 5000,
        "null",
    ],
)
@pytest.mark.parametrize("end", ["", "/timeline", "/explanation"])
def test_a_number_that_is_none_of_ours_is_unknown(sender: Sender, number: str, end: str) -> None:
    connection = httpx.Client(base_url=str(sender.base_url), headers=sender.headers)
    with connection as client:
        answer = client.send(
            httpx.Request(
                "GET",
                httpx.URL(str(sender.base_url), raw_path=f"/v1/declarations/{_escaped(number)}{end}".encode()),
                headers=sender.headers,
            )
        )

    assert answer.status_code == 404
    assert answer.json()["code"] in {"CLR-002", "WEB-404"}
    assert len(answer.content) < 1000


def _escaped(number: str) -> str:
    return number.replace(" ", "%20").replace("'", "%27")


@pytest.mark.parametrize(
    "query",
    [
        "before=",
        "before=x",
        "before=-1",
        "before=1.5",
        "before=%00",
        "before=%D9%A1",
        "before=" + "9" * 19,
        "before=" + "9" * 5000,
        "before=1&before=2",
        "after=1",
        "&".join(f"a{number}=1" for number in range(1000)),
        "%ED%A0%80=1",
    ],
)
def test_a_query_that_says_nothing_we_know_is_refused(sender: Sender, query: str) -> None:
    answer = sender.get(f"/v1/declarations?{query}")

    assert (answer.status_code, answer.json()["code"]) == (400, "WEB-400")
    assert len(answer.content) < 1000


@pytest.mark.parametrize("path", ["/v1/", "/v1/nothing", "/v1/declarations/", "/v1/declarations/x/y", "/v1//health"])
def test_an_unknown_address_is_said_to_be_unknown(sender: Sender, path: str) -> None:
    for method in ("GET", "POST", "OPTIONS", "HEAD"):
        answer = sender.request(method, path)
        assert answer.status_code == 404
        assert method == "HEAD" or answer.json()["code"] == "WEB-404"


@pytest.mark.parametrize(
    ("path", "offered"),
    [
        ("/v1/declarations", "GET, HEAD, OPTIONS, POST"),
        ("/v1/declarations/batch", "OPTIONS, POST"),
        ("/v1/declarations/check", "OPTIONS, POST"),
        ("/v1/declarations/x/amendments", "OPTIONS, POST"),
        ("/v1/declarations/x", "GET, HEAD, OPTIONS"),
        ("/v1/health", "GET, HEAD, OPTIONS"),
    ],
)
def test_a_wrong_method_is_told_the_right_ones(sender: Sender, path: str, offered: str) -> None:
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
        answer = sender.request(method, path)
        assert (answer.status_code, answer.headers["Allow"], answer.json()["code"]) == (405, offered, "WEB-405")
    answer = sender.options(path)
    assert (answer.status_code, answer.headers["Allow"], answer.content) == (204, offered, b"")


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /v1/" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"414"),
        (b"GET /v1/health HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 600_000 + b"\r\n\r\n", b"431"),
        (
            b"GET /v1/health HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: 1\r\n" % n for n in range(500)) + b"\r\n",
            b"431",
        ),
        (b"POST /v1/declarations HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"POST /v1/declarations HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", b"400"),
        (b"NOTHING\r\n\r\n", b"400"),
    ],
)
def test_a_request_that_is_no_http_of_ordinary_size_is_refused(web: Web, head: bytes, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", web.port), 30) as connection:
        try:
            connection.sendall(head)
        except ConnectionError:
            pass
        assert connection.recv(4096).startswith(b"HTTP/1.1 " + status)
