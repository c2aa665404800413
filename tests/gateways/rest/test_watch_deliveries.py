"""Governments' systems deliver their changes over HTTP: once a number, whole or not at all, each for its own."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import httpx
import pytest

from clearway.gateways.console.overseeing import building
from clearway.gateways.rest.watching import WATERMARK
from clearway.gateways.watch.reading import json_lines, table
from clearway.registers.traders import public as traders
from clearway.watch.findings import public as findings
from clearway.watch.intake import public as intake
from clearway.watch.rulebook import public as rulebook
from tests.gateways.rest.web import Web
from tests.watch.country import DEMOLAND, instant

SECRET = "a secret of the tests"
LEVY = {"assessment": "A1", "tax": "acquisition", "property": "B1", "taxpayer": "P1", "amount": "36000.00",
        "assessed_on": "2026-03-02", "state": "standing"}  # fmt: skip
AT = {WATERMARK: "2026-03-02T09:00:00+09:00"}


@pytest.fixture(scope="module")
def begun(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """The watch of the demonstration's country, at work."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined] - the plugin's own.
        book = rulebook.load(DEMOLAND, by="tests", at=instant())
        findings.adopt(book, date(2026, 3, 2), at=instant())
        yield


def software(web: Web, office: str, scopes: str = "watch:deliver watch:check") -> httpx.Client:
    """The software of a government with a token of its own."""
    client = httpx.Client(base_url=web.url, timeout=60)
    name = f"tests-{office}"
    traders.add_machine_client("", name, SECRET, office=office, kind="government")
    form = {"grant_type": "client_credentials", "client_id": name, "client_secret": SECRET, "scope": scopes}
    answer = client.post("/oauth/token", data=form)
    assert answer.status_code == 200, answer.text
    client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return client


@pytest.fixture
def town(web: Web, begun: None) -> Iterator[httpx.Client]:
    """The software of a basic government."""
    with closing(software(web, "DL0102")) as client:
        yield client


def lines(*rows: object, changed: int = 1) -> bytes:
    """Changes as JSON lines."""
    said = ({"op": "upsert", "changed": changed + n, "row": row} for n, row in enumerate(rows))
    return b"\n".join(json.dumps(one).encode() for one in said)


def put(
    client: httpx.Client, number: int, content: bytes, *, tenant: str = "DL0102", kind: str = "application/x-ndjson",
    source: str = "tax_assessments", headers: dict[str, str] | None = None,
) -> httpx.Response:  # fmt: skip
    address = f"/v1/watch/{tenant}/deliveries/{source}/{number}"
    return client.put(
        address, content=content, headers={"Content-Type": kind, **(AT if headers is None else headers)}
    )


def test_a_delivery_is_taken_once_and_answered_the_same_again(town: httpx.Client) -> None:
    first, again = (put(town, 1, lines(LEVY)) for _ in range(2))
    assert (first.status_code, first.json()["applied"]) == (200, 1)
    assert (again.status_code, again.content) == (200, first.content)

    other = put(town, 1, lines(LEVY | {"amount": "1.00"}))
    assert (other.status_code, other.json()["code"]) == (409, "WAT-066")
    stood = town.get("/v1/watch/DL0102/deliveries").json()
    assert [(one["source"], one["number"]) for one in stood["sources"]] == [("tax_assessments", 1)]


def test_a_poisoned_delivery_is_refused_with_every_place_and_is_on_record(town: httpx.Client) -> None:
    answer = put(town, 7, lines(LEVY, LEVY | {"assessment": "A2", "amount": "many"}) + b'\n{"op": "put"}')
    assert answer.status_code == 422
    found = [(one["code"], one["at"]) for one in answer.json()["places"]]
    assert found == [("WAT-061", "row/2/amount"), ("WAT-063", "row/3/$.op")]
    assert answer.json()["places"][0]["found"] == "'many'"
    assert answer.json()["places"][0]["passes"].startswith("DECIMAL")

    assert put(town, 7, lines(LEVY, changed=50)).status_code == 200
    again = put(town, 8, b"\xff\xfe{")
    assert again.status_code == 422
    aside = town.get("/v1/watch/DL0102/deliveries").json()["aside"]
    assert [(one["source"], one["number"], one["reasons"][0]["code"]) for one in aside] == [
        ("tax_assessments", 8, "WAT-063")
    ]


def test_csv_is_taken_as_json_lines_are(town: httpx.Client) -> None:
    row = LEVY | {"assessment": "A90"}
    said = f"op,changed,{','.join(row)}\nupsert,90,{','.join(row.values())}\n"
    answer = put(town, 20, said.encode(), kind="text/csv")
    assert (answer.status_code, answer.json()["applied"]) == (200, 1), answer.text
    book = rulebook.current()
    assert book is not None
    rows = intake.rows_of("DL0102", book.sources.table("tax_assessments"))
    assert "A90" in {row["assessment"] for row in rows}
    short = put(town, 21, b"op,changed,assessment\nupsert,1\n", kind="text/csv")
    assert [(one["code"], one["at"]) for one in short.json()["places"]] == [("WAT-063", "row/1")]


def test_a_source_that_is_not_described_is_refused_and_on_record(town: httpx.Client) -> None:
    answer = put(town, 1, lines({"tree": "T1"}), source="gardens")
    assert (answer.status_code, answer.json()["code"]) == (422, "WAT-064")


@pytest.mark.parametrize("tenant", ["DL0101", "DL01", "DL", "nowhere", "%00", "x" * 300])
def test_of_another_government_nothing_is_known(town: httpx.Client, tenant: str) -> None:
    assert put(town, 1, lines(LEVY), tenant=tenant).status_code == 404
    assert town.get(f"/v1/watch/{tenant}/deliveries").status_code == 404


def test_a_ministry_delivers_for_those_within_it_and_an_agency_for_nobody(web: Web, begun: None) -> None:
    with closing(software(web, "DL")) as ministry:
        assert put(ministry, 1, lines(LEVY), tenant="DL0103").status_code == 200
    with closing(software(web, "DL700101")) as agency:
        assert put(agency, 2, lines(LEVY), tenant="DL0103").status_code == 404


def test_a_token_without_the_scope_delivers_nothing(web: Web, begun: None) -> None:
    with closing(software(web, "DL0102", "watch:check")) as client:
        assert put(client, 1, lines(LEVY)).status_code == 403


@pytest.mark.parametrize(
    ("number", "headers"),
    [("0", AT), ("x", AT), ("9" * 30, AT), ("1", {}), ("1", {WATERMARK: "2026-03-02T09:00:00"})],
)
def test_a_delivery_without_number_or_watermark_is_not_understood(
    town: httpx.Client, number: str, headers: dict[str, str]
) -> None:
    answer = put(town, number, lines(LEVY), headers=headers)  # type: ignore[arg-type] - as it comes.
    assert answer.status_code == 400


POISON = [b"{", b"[]", b'{"op":"upsert","changed":-1,"row":{}}', b'{"op":"upsert","changed":1,"row":{"amount":1e5}}',
          b'{"op":"upsert","changed":99999999999999999999,"row":{}}', b"null", b"\x00", b'{"op":"upsert","row":{}}',
          b'{"op":"upsert","changed":1,"row":{"assessment":"' + b"x" * 3000 + b'"}}', b"[" * 100_000,
          b'{"op":"upsert","changed":1,"row":{"\\u0000":1}}']  # fmt: skip


@pytest.mark.parametrize("content", POISON, ids=range(len(POISON)))
def test_no_line_however_odd_is_taken_or_fails_the_house(town: httpx.Client, content: bytes) -> None:
    assert put(town, 99, content).status_code == 422


def test_amounts_are_read_as_they_are_written() -> None:
    changes, unread = json_lines(b'{"op":"upsert","changed":1,"row":{"amount":0.10,"n":12345678901234567}}\n\n')
    assert (unread, str(changes[0].row["amount"]), changes[0].row["n"]) == ((), "0.10", 12345678901234567)
    changes, unread = table(b'op,changed,a\r\nupsert,1,"x\ny"\r\ndelete,2,\r\n')
    assert (unread, [one.row["a"] for one in changes]) == ((), ["x\ny", None])


def test_rows_are_checked_before_they_are_saved(town: httpx.Client) -> None:
    rows = [{"source": name, "row": row} for name, row in building("B77", findings.day() or date.min).items()]
    answer = town.post("/v1/watch/check", json={"rows": rows}, headers={"Accept-Language": "fr"})
    assert answer.status_code == 200, answer.text
    (one,) = [one for one in answer.json()["findings"] if one["scenario"] == "LT-01"]
    assert (one["what"], one["caseKey"], one["severity"] != "") == ("opened", "B77", True)
    assert one["money"] and one["law"] and one["clears"] and "{" not in one["explanation"]
    assert answer.headers["Content-Language"] == "fr"
    assert findings.findings(tenants=["DL0102"], states=("seen", "open")) == ()

    poisoned = town.post("/v1/watch/check", json={"rows": [{"source": "building_permits", "row": {"area": "x"}}]})
    assert (poisoned.status_code, poisoned.json()["places"][0]["at"]) == (422, "row/1/area")
    assert "building_permits" not in {one.source for one in intake.aside("DL0102")}
    assert town.post("/v1/watch/check", json={"rows": rows, "tenant": "DL0101"}).status_code == 404
    assert town.post("/v1/watch/check", json={"rows": []}).status_code == 400
    assert town.post("/v1/watch/check", content=b"[1.5").status_code in (400, 415)
