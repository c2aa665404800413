"""A service is called by X-Road's protocol: what goes with the answer, and what is said where there is none."""

import base64
import hashlib
import uuid
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from clearway.hub.exchange import public as exchange
from tests.gateways.rest.web import Web
from tests.gateways.xroad.edge import BANK, HOLDER, SERVICE, EdgeProcess, token

QUERY = "?names=is_of_age,address&article=CR-12&role=loan%20clerk&case=L-1&caseKind=loan"
CLIENT = f"DL/COM/{BANK}/loans"
Consented = Callable[[str], str]
#: More calls than an edge answers in the second that it remembers something.
MOST_CALLS = 5000


def _sha512(content: bytes) -> bytes:
    return hashlib.sha512(content).digest()


def test_a_fact_is_looked_up_and_the_answer_names_client_service_numbers_and_hash(
    bank: httpx.Client, consented: Consented
) -> None:
    consented("P0000107")
    number = str(uuid.uuid4())

    answer = bank.get(f"{SERVICE}/P0000107{QUERY}", headers={"X-Road-Id": number})

    assert answer.status_code == 200, answer.text
    assert set(answer.json()["values"]) == {"is_of_age", "address"}
    assert answer.headers["X-Road-Client"] == CLIENT
    assert answer.headers["X-Road-Service"] == f"DL/GOV/{HOLDER}/registers/RES-001"
    assert answer.headers["X-Road-Id"] == number
    assert uuid.UUID(answer.headers["X-Road-Request-Id"])
    assert "X-Road-Error" not in answer.headers
    newest = exchange.about("person/P0000107")[0]
    assert (newest.number, newest.organisation, newest.case_number) == (answer.json()["access"], BANK, "L-1")
    assert newest.official.endswith("/k.lee")


def test_the_hash_is_of_the_request_as_it_came(web: Web, edge: EdgeProcess, bank: httpx.Client) -> None:
    bearer = token(web, ("hub:ask",), party=BANK)
    target = f"{SERVICE}/P%30000108?names=is_of_age&x=%2f&article=+a"

    answer = edge.line(
        f"GET {target} HTTP/1.1", f"x-road-client: {CLIENT}", "x-zebra: 1", "x-road-request-id: forged",
        "te: trailers", f"authorization: Bearer {bearer}", "user-agent: tests",
        "x-road-request-hash: forged", "accept: */*",
    )  # fmt: skip

    head = (
        f"GET\r\n{target}\r\nx-road-client:{CLIENT}\r\nx-zebra:1\r\nauthorization:Bearer {bearer}\r\naccept:*/*\r\n"
        f"x-road-request-id:{answer.headers['X-Road-Request-Id']}\r\nx-road-id:{answer.headers['X-Road-Id']}\r\n"
    )
    assert answer.headers["X-Road-Request-Hash"] == base64.b64encode(_sha512(head.encode())).decode()


def test_a_body_is_in_the_hash(web: Web, edge: EdgeProcess, bank: httpx.Client) -> None:
    bearer, body, number = token(web, ("hub:ask",), party=BANK), b'{"names": 1}', str(uuid.uuid4())

    answer = edge.line(
        f"POST {SERVICE} HTTP/1.1", f"x-road-client: {CLIENT}", f"x-road-id: {number}",
        f"authorization: Bearer {bearer}", f"content-length: {len(body)}", body=body,
    )  # fmt: skip

    head = (
        f"POST\r\n{SERVICE}\r\nx-road-client:{CLIENT}\r\nx-road-id:{number}\r\nauthorization:Bearer {bearer}\r\n"
        f"x-road-request-id:{answer.headers['X-Road-Request-Id']}\r\n"
    )
    wanted = base64.b64encode(_sha512(_sha512(head.encode()) + _sha512(body))).decode()
    assert answer.headers["X-Road-Request-Hash"] == wanted


def test_a_look_up_may_stand_in_the_body_so_that_the_person_stands_in_no_address(
    bank: httpx.Client, consented: Consented
) -> None:
    consented("P0000109")
    said = {"names": ["is_of_age"], "subject": "P0000109", "article": "CR-12", "role": "loan clerk",
            "case": {"number": "L-9", "kind": "loan"}}  # fmt: skip

    answer = bank.post(SERVICE, json=said)

    assert answer.status_code == 200, answer.text
    assert set(answer.json()["values"]) == {"is_of_age"}


def test_the_case_may_be_the_issue_of_the_call(bank: httpx.Client, consented: Consented) -> None:
    consented("P0000110")
    query = QUERY.replace("case=L-1&", "")

    answer = bank.get(f"{SERVICE}/P0000110{query}", headers={"X-Road-Issue": "L-77"})

    assert answer.status_code == 200, answer.text
    assert exchange.about("person/P0000110")[0].case_number == "L-77"


def test_of_a_client_named_twice_the_last_one_counts(bank: httpx.Client, web: Web, edge: EdgeProcess) -> None:
    bearer = token(web, ("hub:ask",), party=BANK)

    answer = edge.line(
        f"GET /r1/DL/GOV/{HOLDER}/registers/allowedMethods HTTP/1.1", "X-Road-Client: DL/COM/DL0000005026/loans",
        f"X-Road-Client: {CLIENT}", f"Authorization: Bearer {bearer}",
    )  # fmt: skip

    assert (answer.status_code, answer.headers["X-Road-Client"]) == (200, CLIENT)


def test_a_number_is_made_where_none_came(bank: httpx.Client) -> None:
    first, second = (bank.get(f"{SERVICE}/P0000111{QUERY}").headers["X-Road-Id"] for _ in range(2))

    assert uuid.UUID(first) != uuid.UUID(second)


def test_a_denial_says_everything_that_is_missing(bank: httpx.Client) -> None:
    answer = bank.get(f"{SERVICE}/P0000112{QUERY.replace('loan%20clerk', 'clerk')}")

    said = answer.json()
    assert (answer.status_code, said["type"]) == (400, "server.serverproxy.access_denied")
    assert answer.headers["X-Road-Error"] == said["type"]
    assert {one["code"] for one in said["detail"]} == {"SHR-108", "SHR-114"}
    assert all(one["needed"] and one["says"] for one in said["detail"])
    assert exchange.about("person/P0000112")[0].outcome == "denied"


def test_a_holder_that_is_away_is_a_failure_of_the_exchange(
    bank: httpx.Client, registers: str, consented: Consented
) -> None:
    consented("P0000113")
    exchange.reach(HOLDER, "http://127.0.0.1:9/nobody")

    answer = _called_until(lambda one: one.status_code != 200, bank, "P0000113")

    assert (answer.status_code, answer.headers["X-Road-Error"]) == (
        500, "server.serverproxy.service_failed.network_error"
    )  # fmt: skip
    exchange.reach(HOLDER, f"{registers}/{HOLDER}")
    assert _called_until(lambda one: one.status_code == 200, bank, "P0000113").json()["found"]


def _called_until(wanted: Callable[[httpx.Response], bool], bank: httpx.Client, subject: str) -> httpx.Response:
    """The edge remembers for a second where a holder is, so it is called until it knows."""
    answers = (bank.get(f"{SERVICE}/{subject}{QUERY}") for _ in range(MOST_CALLS))
    return next(one for one in answers if wanted(one))


def test_what_the_service_refuses_is_no_error_of_the_exchange(bank: httpx.Client) -> None:
    for path in (f"/P1{QUERY}&names=x", f"/P1{QUERY}&more=1", "/P1", f"/a/b{QUERY}", QUERY, f"/P%20%00{QUERY}"):
        answer = bank.get(SERVICE + path)

        assert answer.status_code == 400, path
        assert "X-Road-Error" not in answer.headers
        assert answer.headers["X-Road-Request-Hash"]
        assert all(one["says"] for one in answer.json()["detail"]), path
    changed = bank.put(f"{SERVICE}/P1{QUERY}")
    assert (changed.status_code, changed.headers["Allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.parametrize(
    ("path", "headers", "code"),
    [
        (f"/r1/DL/GOV/{HOLDER}/registers/NO-SUCH/P1", {}, "server.serverproxy.unknown_service"),
        (f"/r1/DL/GOV/{HOLDER}/registers/BAR%2FSERVICE/P1", {}, "server.serverproxy.unknown_service"),
        ("/r1/DL/GOV/NOBODY/registers/RES-001/P1", {}, "server.clientproxy.unknown_member"),
        (f"/r1/XX/GOV/{HOLDER}/registers/RES-001/P1", {}, "server.clientproxy.unknown_member"),
        ("/r1/DL/GOV/DL800101", {}, "server.clientproxy.invalid_service_identifier"),
        (f"/r1/DL/GOV/{HOLDER}//RES-001/P1", {}, "server.clientproxy.invalid_service_identifier"),
        (f"/r1/DL/GOV/{HOLDER}/registers/RES%0A", {}, "server.clientproxy.invalid_service_identifier"),
        (f"{SERVICE}/P1", {"X-Road-Client": "DL/COM/only"}, "server.clientproxy.invalid_client_identifier"),
        (f"{SERVICE}/P1", {"X-Road-Client": "DL/COM/NOBODY/x"}, "server.clientproxy.unknown_member"),
        (f"{SERVICE}/P1", {"X-Road-Client": "DL/COM/DL0000005026/x"}, "server.clientproxy.authentication_failed"),
        (f"{SERVICE}/P1", {"X-Road-Security-Server": "a/b"}, "server.clientproxy.invalid_client_identifier"),
        (f"{SERVICE}/P1", {"X-Road-Id": ""}, "server.clientproxy.invalid_request"),
        ("/r2/x", {}, "server.clientproxy.invalid_request"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_what_would_pass(
    bank: httpx.Client, path: str, headers: dict[str, str], code: str
) -> None:
    answer = bank.get(path, headers=headers)

    said: dict[str, Any] = answer.json()
    assert (answer.status_code, said["type"], answer.headers["X-Road-Error"]) == (400, code, code), answer.text
    assert said["message"]
    assert "pass" in str(said["detail"]) or "serves" in str(said["detail"])


def test_a_call_without_a_client_hears_which_header_is_missing(bank: httpx.Client) -> None:
    del bank.headers["X-Road-Client"]

    answer = bank.get(f"{SERVICE}/P1")

    assert answer.json()["type"] == "server.clientproxy.missing_header_field"
    assert "X-Road-Client" in answer.json()["message"]


def test_without_a_token_or_with_another_scope_nothing_is_asked(anybody: httpx.Client, web: Web) -> None:
    headers = {"X-Road-Client": CLIENT}
    assert anybody.get(f"{SERVICE}/P1", headers=headers).status_code == 401
    other = token(web, ("payments:notify",), party=BANK)

    answer = anybody.get(f"{SERVICE}/P1", headers={**headers, "Authorization": f"Bearer {other}"})

    assert answer.status_code == 403
    assert "insufficient_scope" in answer.headers["WWW-Authenticate"]


def test_a_verb_that_is_none_is_refused(edge: EdgeProcess) -> None:
    answer = edge.line(f"BREW {SERVICE}/P1 HTTP/1.1", f"X-Road-Client: {CLIENT}")

    assert answer.json()["type"] == "server.clientproxy.invalid_http_method"
    assert "DELETE, GET, HEAD" in str(answer.json()["detail"])


def test_a_body_that_is_too_large_is_refused(bank: httpx.Client) -> None:
    assert bank.post(SERVICE, content=b"x" * 200_000).status_code == 413


def test_before_7_8_codes_are_spelled_otherwise_and_the_reference_answers_500(
    country: None, django_db_setup: None
) -> None:
    edge = EdgeProcess(CLEARWAY_XROAD_CODES="6", CLEARWAY_XROAD_STATUS="reference", CLEARWAY_XROAD_INSTANCE="DL-TEST")
    try:
        edge.wait()
        unknown = httpx.get(f"{edge.url}/r1/DL/GOV/{HOLDER}/registers/listMethods",
                            headers={"X-Road-Client": f"DL-TEST/COM/{BANK}/x"})  # fmt: skip
        instance = httpx.get(f"{edge.url}/listClients").json()["member"][0]["id"]["xroad_instance"]
    finally:
        edge.stop()

    assert (unknown.status_code, unknown.json()["type"]) == (500, "Server.ClientProxy.UnknownMember")
    assert instance == "DL-TEST"
