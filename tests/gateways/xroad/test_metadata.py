"""The exchange tells who is in it, what they serve and what the caller may ask, for X-Road and for GovStack."""

import json
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
import yaml

from tests.conftest import ROOT
from tests.gateways.rest.web import Web
from tests.gateways.xroad.edge import BANK, HOLDER, EdgeProcess, token

CLIENT = f"DL/COM/{BANK}/loans"
AT = f"/r1/DL/GOV/{HOLDER}/registers"
WITHOUT = AT.removeprefix("/r1")
CORPUS = Path(os.environ.get("CLEARWAY_CORPUS", ROOT.parent / "shared" / "data")) / "sharing-apis"


@pytest.fixture
def asking(edge: EdgeProcess) -> Iterator[httpx.Client]:
    """Somebody without a token who says who they are."""
    with closing(httpx.Client(base_url=edge.url, headers={"X-Road-Client": CLIENT}, timeout=30)) as one:
        yield one


def _published(name: str) -> dict[str, Any]:
    path = CORPUS / "govstack-information-mediator" / "GovStack_IM_Directory_Services_API.yaml"
    if not path.exists():
        pytest.skip("the published definition is not here")
    definition = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {**definition["components"]["schemas"][name], "components": definition["components"]}


def test_members_and_their_systems_are_listed(bank: httpx.Client, anybody: httpx.Client) -> None:
    members = anybody.get("/listClients").json()["member"]

    holder = {"object_type": "SUBSYSTEM", "xroad_instance": "DL", "member_class": "GOV", "member_code": HOLDER,
              "subsystem_code": "registers"}  # fmt: skip
    assert {"id": holder, "name": "Residents Registry"} in members
    asking = {"object_type": "MEMBER", "xroad_instance": "DL", "member_class": "COM", "member_code": BANK}
    assert {"id": asking, "name": "First Harbour Bank"} in members


def test_of_another_instance_nothing_is_known(anybody: httpx.Client) -> None:
    for name in ("xRoadInstance", "instanceId"):
        assert anybody.get(f"/listClients?{name}=DL").status_code == 200
        answer = anybody.get(f"/listClients?{name}=XX")
        assert (answer.status_code, answer.json()["type"]) == (400, "server.clientproxy.invalid_request")


def test_what_a_provider_serves_is_listed_with_its_endpoints(asking: httpx.Client) -> None:
    answer = asking.get(f"{AT}/listMethods")

    found = {one["service_code"]: one for one in answer.json()["service"]}
    assert found["RES-001"] == {
        "object_type": "SERVICE", "service_type": "OPENAPI", "xroad_instance": "DL", "member_class": "GOV",
        "member_code": HOLDER, "subsystem_code": "registers", "service_code": "RES-001",
        "endpoint_list": [{"method": "GET", "path": "/*"}, {"method": "POST", "path": "/"}],
    }  # fmt: skip
    assert answer.headers["X-Road-Client"] == CLIENT
    assert answer.headers["X-Road-Request-Hash"]


def test_what_is_allowed_is_what_the_organisation_has_an_agreement_for(bank: httpx.Client, web: Web) -> None:
    mine = bank.get(f"{AT}/allowedMethods").json()["service"]
    other = {"X-Road-Client": "DL/COM/DL0000005026/x",
             "Authorization": f"Bearer {token(web, ('hub:ask',), party='DL0000005026')}"}  # fmt: skip

    assert [one["service_code"] for one in mine] == ["RES-001"]
    assert bank.get(f"{AT}/allowedMethods", headers=other).json() == {"service": []}


def test_what_is_allowed_is_told_to_nobody_without_a_token(asking: httpx.Client) -> None:
    assert asking.get(f"{AT}/allowedMethods").status_code == 401
    assert asking.get(f"{WITHOUT}/allowedMethods").status_code == 401


def test_a_service_is_described(asking: httpx.Client) -> None:
    described = asking.get(f"{AT}/getOpenAPI?serviceCode=RES-001").json()

    assert described["openapi"].startswith("3.")
    [operation] = [one["get"] for one in described["paths"].values()]
    values = operation["responses"]["200"]["content"]["application/json"]["schema"]["properties"]["values"]
    assert {"address", "is_of_age"} <= values["properties"].keys()
    assert described["servers"] == [{"url": f"{AT}/RES-001"}]


def test_govstack_asks_without_r1_and_gets_members_alone(asking: httpx.Client) -> None:
    listed = asking.get(f"{WITHOUT}/listMethods").json()

    assert list(listed) == ["member"]
    one = next(one for one in listed["member"] if one["serviceCode"] == "RES-001")
    assert (one["objectType"], one["applicationCode"], one["service_code"]) == ("SERVICE", "registers", "RES-001")
    assert one["endpointList"]["member"][0] == {"method": "GET", "path": "/*"}


def test_govstacks_header_names_the_client_and_chooses_its_tongue(anybody: httpx.Client) -> None:
    headers = {"X-GovStack-Client": CLIENT}

    assert list(anybody.get(f"{AT}/listMethods", headers=headers).json()) == ["member"]
    members = anybody.get("/listClients", headers=headers).json()["member"]
    assert {one["id"]["objectType"] for one in members} == {"MEMBER", "APPLICATION"}


def test_govstacks_description_is_text_in_json(asking: httpx.Client) -> None:
    text = asking.get(f"{WITHOUT}/getOpenAPI?serviceCode=RES-001").json()

    assert isinstance(text, str)
    assert json.loads(text)["paths"]


@pytest.mark.parametrize("before", [AT, WITHOUT])
@pytest.mark.parametrize("query", ["", "?serviceCode=", "?serviceCode=NO-SUCH", "?servicecode=RES-001"])
def test_a_service_that_is_unknown_or_not_named_is_a_mistake(asking: httpx.Client, before: str, query: str) -> None:
    answer = asking.get(f"{before}/getOpenAPI{query}")

    assert answer.status_code == 400
    assert answer.json()["message"]
    assert answer.json()["detail"]


@pytest.mark.parametrize("prefix", ["/r1", ""])
@pytest.mark.parametrize("name", ["listMethods", "allowedMethods", "getOpenAPI"])
@pytest.mark.parametrize("parts", ["DL/GOV//registers", "DL/GOV/A%0AB/registers", "DL/GOV/%zz/registers",
                                   "DL/GOV/A_B/registers", "DL/GOV/%FF/registers"])  # fmt: skip
def test_a_malformed_identifier_is_a_mistake(asking: httpx.Client, prefix: str, name: str, parts: str) -> None:
    answer = asking.get(f"{prefix}/{parts}/{name}?serviceCode=RES-001")

    assert (answer.status_code, answer.json()["type"]) == (400, "server.clientproxy.invalid_service_identifier")
    assert all(one["found"] != "" or one["passes"] for one in answer.json()["detail"])


def test_govstacks_mistakes_are_400_whatever_the_style(country: None, django_db_setup: None) -> None:
    edge = EdgeProcess(CLEARWAY_XROAD_STATUS="reference")
    try:
        edge.wait()
        headers = {"X-Road-Client": CLIENT}
        theirs = httpx.get(f"{edge.url}{WITHOUT}/getOpenAPI?serviceCode=", headers=headers)
        xroads = httpx.get(f"{edge.url}{AT}/getOpenAPI?serviceCode=", headers=headers)
    finally:
        edge.stop()

    assert (theirs.status_code, xroads.status_code) == (400, 500)


def test_answers_fit_govstacks_published_definition(asking: httpx.Client) -> None:
    clients = asking.get("/listClients?instanceId=DL").json()
    methods = asking.get(f"{WITHOUT}/listMethods").json()

    jsonschema.validate(clients, _published("restClientDetailsListType"))
    jsonschema.validate(methods, _published("restServiceDetailsListType"))


def test_an_address_takes_its_own_verbs_alone(asking: httpx.Client) -> None:
    answer = asking.post("/listClients")

    assert answer.json()["type"] == "server.clientproxy.invalid_http_method"
    assert asking.head("/listClients").status_code == 200
