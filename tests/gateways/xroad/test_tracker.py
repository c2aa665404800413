"""A person learns who used their data, by the data tracker's questions and by GovStack's."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
import yaml

from clearway.hub.disclosures import public as disclosures
from clearway.platform.calendar import now
from tests.conftest import ROOT
from tests.gateways.rest.web import Web
from tests.gateways.xroad.edge import BANK, HOLDER, SERVICE, EdgeProcess, token

QUERY = "?names=is_of_age&article=CR-12&role=loan%20clerk&case={case}&caseKind=loan"
CORPUS = Path(os.environ.get("CLEARWAY_CORPUS", ROOT.parent / "shared" / "data")) / "sharing-apis"
PERSON = "P0000207"
Asked = Callable[..., httpx.Response]


@pytest.fixture
def portal(web: Web, edge: EdgeProcess) -> Iterator[httpx.Client]:
    """The citizens' portal: software of the office that runs the house."""
    bearer = token(web, ("usage:read",), office="DL000101")
    headers = {"Authorization": f"Bearer {bearer}", "X-Road-UserId": PERSON}
    with closing(httpx.Client(base_url=edge.url, headers=headers, timeout=30)) as one:
        yield one


@pytest.fixture
def looked_up(bank: httpx.Client, consented: Callable[[str], str]) -> Callable[..., None]:
    """The bank looks somebody up."""

    def look(person: str, case: str = "L-1") -> None:
        consented(person)
        answer = bank.get(f"{SERVICE}/{person}{QUERY.format(case=case)}")
        assert answer.status_code == 200, answer.text

    return look


def test_a_person_sees_who_used_their_data_newest_first(portal: httpx.Client, looked_up: Callable[..., None]) -> None:
    looked_up(PERSON)
    looked_up(PERSON)

    said = portal.get(f"/v2/findUsage?userCode={PERSON}").json()

    assert said["totalUsages"] == len(said["usages"]) >= 2
    first, second = said["usages"][:2]
    assert set(first) == {"logtime", "action", "receiverCode", "receiverName", "receiverSystem"}
    assert datetime.fromisoformat(first["logtime"]) > datetime.fromisoformat(second["logtime"])
    assert (first["receiverCode"], first["receiverName"]) == (BANK, "First Harbour Bank")
    assert "Residence" in first["action"]
    assert "k.lee" not in str(said)


def test_a_page_and_a_time_are_asked_for_and_the_total_is_of_the_time(
    portal: httpx.Client, looked_up: Callable[..., None]
) -> None:
    person = "P0000208"
    portal.headers["X-Road-UserId"] = person
    for _ in range(3):
        looked_up(person)
    times = [one["logtime"] for one in portal.get(f"/v2/findUsage?userCode={person}").json()["usages"]]

    page = portal.get("/v2/findUsage", params={"userCode": person, "offset": 1, "limit": 1}).json()
    early = portal.get("/v2/findUsage", params={"userCode": person, "periodEnd": times[1]}).json()
    late = portal.get("/v2/findUsage", params={"userCode": person, "periodStart": times[0]}).json()

    assert (page["totalUsages"], [one["logtime"] for one in page["usages"]]) == (3, [times[1]])
    assert [one["logtime"] for one in early["usages"]] == times[1:]
    assert [one["logtime"] for one in late["usages"]] == times[:1]


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("", "query/userCode"),
        ("userCode=", "query/userCode"),
        (f"userCode={PERSON}&limit=1001", "query/limit"),
        (f"userCode={PERSON}&limit=0", "query/limit"),
        (f"userCode={PERSON}&offset=-1", "query/offset"),
        (f"userCode={PERSON}&offset=many", "query/offset"),
        (f"userCode={PERSON}&periodStart=yesterday", "query/periodStart"),
        (f"userCode={PERSON}&periodEnd=2026-01-01T00:00:00", "query/periodEnd"),
        (f"userCode={PERSON}&userCode={PERSON}", "query/userCode"),
        (f"userCode={PERSON}&more=1", "query/more"),
    ],
)
def test_a_question_that_cannot_be_read_says_where_and_what_would_pass(
    portal: httpx.Client, query: str, at: str
) -> None:
    answer = portal.get(f"/v2/findUsage?{query}")

    assert answer.status_code == 400
    assert at in [one["at"] for one in answer.json()["detail"]]
    assert all(one["passes"] for one in answer.json()["detail"])


def test_without_a_user_nothing_is_told(portal: httpx.Client) -> None:
    del portal.headers["X-Road-UserId"]

    answer = portal.get(f"/v2/findUsage?userCode={PERSON}")

    assert (answer.status_code, answer.json()["type"]) == (400, "server.clientproxy.missing_header_field")


def test_nobody_asks_about_somebody_else(portal: httpx.Client, bank: httpx.Client) -> None:
    answer = portal.get("/v2/findUsage?userCode=P0000001")

    assert answer.json()["type"] == "server.serverproxy.access_denied"
    for path in (f"/v2/findUsage?userCode={PERSON}", "/v2/usagePeriod",
                 f"/data/myPersonalDataUsage/1.0?userId={PERSON}&databaseId={HOLDER}"):  # fmt: skip
        assert bank.get(path, headers={"X-Road-UserId": PERSON}).status_code == 403, path
        assert httpx.get(f"{bank.base_url}{path}", headers={"X-Road-UserId": PERSON}).status_code == 401, path


def test_the_country_may_stand_before_a_persons_number(portal: httpx.Client, looked_up: Callable[..., None]) -> None:
    looked_up(PERSON)

    assert portal.get(f"/v2/findUsage?userCode=DL{PERSON}").json()["totalUsages"] >= 1


def test_what_the_law_conceals_is_left_out_until_its_time_is_over(
    portal: httpx.Client, looked_up: Callable[..., None]
) -> None:
    person, at = "P0000209", now()
    portal.headers["X-Road-UserId"] = person
    looked_up(person)
    number = disclosures.conceal(
        f"person/{person}", BANK, case_number="L-SECRET", article="CR-12", until=at + timedelta(hours=1),
        by="user:judge", at=at,
    )  # fmt: skip
    looked_up(person, "L-SECRET")

    during = portal.get(f"/v2/findUsage?userCode={person}").json()
    disclosures.lift(number, by="user:judge", at=now())

    assert during["totalUsages"] == 1
    assert portal.get(f"/v2/findUsage?userCode={person}").json()["totalUsages"] == 2


def test_since_when_usage_is_on_record_and_that_it_can_be_asked_for(
    portal: httpx.Client, anybody: httpx.Client, looked_up: Callable[..., None]
) -> None:
    looked_up(PERSON)

    assert datetime.fromisoformat(portal.get("/v2/usagePeriod").json()["periodStart"]) < now()
    assert anybody.get("/v2/heartbeat").json()["status"] == "OK"


def test_govstack_asks_in_both_spellings(portal: httpx.Client, looked_up: Callable[..., None]) -> None:
    looked_up(PERSON)

    capital = portal.get(f"/data/MyPersonalDataUsage/1.0?userID={PERSON}&DatabaseID={HOLDER}").json()
    for version in ("/1.0", ""):
        camel = portal.get(f"/data/myPersonalDataUsage{version}?userId={PERSON}&databaseId={HOLDER}").json()
        assert camel[0]["readerInstitutionId"] == BANK

    assert {"ReaderID", "ReaderInitials", "ReaderInstitution", "ReaderApplication", "SearchDateTime"} <= set(
        capital[0]
    )
    assert (capital[0]["ReaderInstitution"], capital[0]["ReaderID"]) == ("First Harbour Bank", camel[0]["readerId"])
    assert "lee" not in str(capital) + str(camel)


def test_govstack_hears_what_is_wrong_and_what_is_not_there(
    portal: httpx.Client, looked_up: Callable[..., None]
) -> None:
    looked_up(PERSON)

    path = "/data/myPersonalDataUsage/1.0"
    assert portal.get(path).status_code == 400
    assert portal.get(f"{path}?userId={PERSON}&databaseId=NONE").status_code == 400
    assert portal.get(f"{path}?userId={PERSON}&databaseId=DL800102").status_code == 404


def test_answers_fit_the_published_definitions(portal: httpx.Client, looked_up: Callable[..., None]) -> None:
    looked_up(PERSON)
    tracker = _definition("data-tracker/dumonitor-openapi.yaml")
    registries = _definition(
        "govstack-digital-registries/GovStack_Digital_registries_BB_Data_API_template-1.3.0.yaml"
    )

    _fits(portal.get(f"/v2/findUsage?userCode={PERSON}").json(), tracker, "FindUsageResponse")
    _fits(portal.get("/v2/usagePeriod").json(), tracker, "UsagePeriodResponse")
    _fits(portal.get("/v2/heartbeat").json(), tracker, "HeartbeatResponse")
    for one in portal.get(f"/data/myPersonalDataUsage/1.0?userId={PERSON}&databaseId={HOLDER}").json():
        _fits(one, registries, "PersonalDataUsage")


def _definition(name: str) -> dict[str, Any]:
    path = CORPUS / name
    if not path.exists():
        pytest.skip("the published definition is not here")
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _fits(said: Any, definition: dict[str, Any], name: str) -> None:
    schema = {**definition["components"]["schemas"][name], "components": definition["components"]}
    jsonschema.validate(said, schema, format_checker=jsonschema.FormatChecker())
