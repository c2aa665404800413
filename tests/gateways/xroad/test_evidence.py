"""What the edge shows of calls that were: signed containers, the set to check them by, and how the calls went."""

import base64
import hashlib
import io
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from cryptography.x509 import Certificate, load_pem_x509_certificate

from clearway.formats.xroad import container
from clearway.gateways.xroad.models import Exchanged
from clearway.registers.offices import public as offices
from tests.gateways.rest.web import Web
from tests.gateways.xroad.edge import BANK, HOLDER, SERVICE, EdgeProcess, token

OWN = {"xRoadInstance": "DL", "memberClass": "COM", "memberCode": BANK, "subsystemCode": "loans"}
QUERY = "names=is_of_age&article=CR-12&role=loan%20clerk&case=L-1&caseKind=loan"
PATIENCE_SECONDS = 15


def until(ask: Callable[[], httpx.Response], is_there: Callable[[httpx.Response], bool]) -> httpx.Response:
    """Records are stored within a second, behind the answer."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_there(answer := ask()):
        assert time.monotonic() < deadline, answer.text
        time.sleep(0.1)
    return answer


def opened(answer: httpx.Response) -> dict[str, bytes]:
    assert answer.headers["Content-Type"] == "application/zip", answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def trusted(anybody: httpx.Client) -> Certificate:
    entries = opened(anybody.get("/verificationconf"))
    assert entries["verificationconf/instance-identifier"] == b"DL"
    assert b"<instanceIdentifier>DL</instanceIdentifier>" in entries["verificationconf/DL/shared-params.xml"]
    return load_pem_x509_certificate(entries["verificationconf/DL/seal.pem"])


@pytest.fixture
def called(bank: httpx.Client, consented: Any) -> httpx.Response:
    """A call that was answered."""
    consented("P0000017")
    return bank.get(f"{SERVICE}/P0000017?{QUERY}", headers={"X-Road-Issue": "LOAN-1"})


@pytest.fixture
def ministry(web: Web, edge: EdgeProcess) -> Iterator[httpx.Client]:
    """The software of the house that administrators belong to."""
    office = next(one.code for one in offices.every_office() if one.kind == "customs")
    with closing(httpx.Client(base_url=edge.url, timeout=30)) as one:
        one.headers["Authorization"] = f"Bearer {token(web, ('events:read',), office=office)}"
        yield one


def test_both_messages_are_handed_out_signed_and_hold(
    bank: httpx.Client, anybody: httpx.Client, called: httpx.Response
) -> None:
    number = called.headers["X-Road-Id"]

    answer = until(lambda: bank.get("/asic", params={**OWN, "queryId": number}), lambda one: one.status_code == 200)

    entries = opened(answer)
    assert sorted(entries) == [f"{number}-request.asice", f"{number}-response.asice"]
    seal = trusted(anybody)
    asked, answered = (container.read(entries[f"{number}-{side}.asice"]) for side in ("request", "response"))
    assert container.verify(asked, [seal]) == container.verify(answered, [seal]) == ()
    assert asked.head.startswith(f"GET\r\n{SERVICE}/P0000017?{QUERY}\r\n".encode())
    assert f"x-road-client:DL/COM/{BANK}/loans\r\n".encode() in asked.head
    assert f"x-road-request-hash:{called.headers['X-Road-Request-Hash']}\r\n".encode() in answered.head
    digest = base64.b64encode(hashlib.sha512(called.content).digest()).decode()
    assert f"content-digest:sha-512=:{digest}:\r\n".encode() in answered.head


def test_no_token_and_no_body_is_kept(bank: httpx.Client, called: httpx.Response) -> None:
    number = called.headers["X-Road-Id"]
    until(lambda: bank.get("/asic", params={**OWN, "queryId": number}), lambda one: one.status_code == 200)

    kept = Exchanged.objects.get(number=number)

    assert (kept.request_body, kept.response_body) == ("", "")
    assert b"earer" not in bytes(kept.request_head) + bytes(kept.response_head)


def test_a_container_that_was_changed_is_found(
    bank: httpx.Client, anybody: httpx.Client, called: httpx.Response
) -> None:
    number = called.headers["X-Road-Id"]
    answer = until(
        lambda: bank.get("/asic", params={**OWN, "queryId": number, "requestOnly": ""}),
        lambda one: one.status_code == 200,
    )
    [(name, content)] = opened(answer).items()
    assert name == f"{number}-request.asice"
    one = container.read(content)

    changed = container.Container(one.head.replace(b"P0000017", b"P0000018"), one.signatures, one.body)

    assert [fault.code for fault in container.verify(changed, [trusted(anybody)])] == ["FMT-451"]


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({}, 400),
        (OWN, 400),
        ({**OWN, "queryId": "nobody-knows"}, 404),
        ({**OWN, "queryId": "x", "requestOnly": "", "responseOnly": ""}, 404),
        ({**OWN, "queryId": "x", "memberClass": "GOV", "memberCode": HOLDER}, 400),
    ],
)
def test_a_mistake_in_asking_is_explained(bank: httpx.Client, params: dict[str, str], status: int) -> None:
    answer = bank.get("/asic", params=params)

    assert answer.status_code == status, answer.text
    assert answer.json()


def test_how_a_call_went_is_told_and_never_what_was_in_it(
    bank: httpx.Client, ministry: httpx.Client, called: httpx.Response
) -> None:
    number = called.headers["X-Road-Id"]

    def own(answer: httpx.Response) -> list[dict[str, Any]]:
        return [one for one in answer.json()["records"] if one.get("messageId") == number]

    answer = until(lambda: ministry.get("/operational-data", params={"client": f"DL/COM/{BANK}/loans"}), own)

    [record] = own(answer)
    assert record["securityServerType"] == "Producer"
    assert record["succeeded"] == (called.status_code == 200)
    assert (record["statusCode"], record["restMethod"], record["restPath"]) == (called.status_code, "GET", "/*")
    assert (record["clientMemberCode"], record["serviceMemberCode"], record["serviceCode"]) == (
        BANK,
        HOLDER,
        "RES-001",
    )
    assert (record["messageUserId"], record["messageIssue"]) == ("k.lee", "LOAN-1")
    assert record["responseSize"] == len(called.content)
    assert record["requestInTs"] <= record["responseOutTs"]
    assert record["xRequestId"] == called.headers["X-Road-Request-Id"]
    assert "P0000017" not in answer.text


def test_a_call_that_failed_is_told_with_its_fault(bank: httpx.Client, ministry: httpx.Client) -> None:
    failed = bank.get(f"/r1/DL/GOV/{HOLDER}/registers/NO-SUCH/P1?{QUERY}")
    number = failed.headers["X-Road-Id"]

    answer = until(lambda: ministry.get("/operational-data"), lambda one: number in one.text)

    [record] = [one for one in answer.json()["records"] if one.get("messageId") == number]
    assert (record["succeeded"], record["faultCode"]) == (False, failed.headers["X-Road-Error"])


def test_an_organisation_is_told_of_its_own_calls_alone(
    web: Web, edge: EdgeProcess, ministry: httpx.Client, called: httpx.Response
) -> None:
    number = called.headers["X-Road-Id"]
    until(lambda: ministry.get("/operational-data"), lambda one: number in one.text)
    with httpx.Client(base_url=edge.url, timeout=30) as stranger:
        stranger.headers["Authorization"] = f"Bearer {token(web, ('events:read',), office=HOLDER)}"

        assert stranger.get("/operational-data").json() == {"records": []}


def test_an_instant_that_is_none_is_explained(ministry: httpx.Client) -> None:
    answer = ministry.get("/operational-data", params={"recordsFrom": "yesterday"})

    assert answer.status_code == 400
    assert answer.json()["detail"][0]["at"] == "query/recordsFrom"
