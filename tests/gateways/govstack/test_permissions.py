"""Every operation against everybody: made from the table, so that a new one is tested by itself."""

import re
from contextlib import closing

import httpx
import pytest

from clearway.gateways.govstack.routes import ROUTES
from clearway.gateways.rest.call import Route
from clearway.platform.calendar import now
from clearway.platform.identity.permissions import ROLES, Permission
from clearway.registers.traders.public import clients
from tests.gateways.govstack.desk import BANK, Desk
from tests.gateways.rest.web import Web
from tools.catalogue import pages

NOBODY = "00000000-0000-0000-0000-000000000001"
SCOPES: tuple[Permission, ...] = (
    "consents:configure", "consents:record", "consents:decide", "consents:audit", "hub:ask", "usage:read",
)  # fmt: skip


def _named(route: Route) -> str:
    return f"{route.method} {route.path}"


def _address(route: Route) -> str:
    return re.sub(r"{\w+}", NOBODY, route.path)


@pytest.mark.parametrize("route", ROUTES, ids=_named)
def test_a_row_names_an_audience_that_has_its_permission(route: Route) -> None:
    assert route.permission is not None
    assert route.audience in {one.audience for one in ROLES.values() if route.permission in one.permissions}
    assert route.summary.endswith(".")


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer nobody-knows-this", "Basic YTpi"])
def test_without_a_known_token_nothing_is_told(anybody: httpx.Client, authorization: str) -> None:
    headers = {"Authorization": authorization} if authorization else {}
    for route in ROUTES:
        answer = anybody.request(route.method, _address(route), headers=headers)
        assert (answer.status_code, "WWW-Authenticate" in answer.headers) == (401, True), _named(route)


@pytest.mark.parametrize("scope", SCOPES)
def test_an_operation_opens_to_the_scope_of_its_row_and_to_no_other(web: Web, scope: Permission) -> None:
    with closing(Desk(web, (scope,), party=BANK)) as desk:
        for route in ROUTES:
            answer = desk.request(route.method, f"{web.url}{_address(route)}")
            is_refused = "insufficient_scope" in answer.headers.get("WWW-Authenticate", "")
            assert is_refused == (route.permission != scope), _named(route)
            assert (answer.status_code == 403) == is_refused, _named(route)
            assert answer.status_code < 500, _named(route)


def test_a_client_for_trying_only_changes_nothing(web: Web, anybody: httpx.Client) -> None:
    made = clients.make("trial", ("consents:configure",), party=BANK, is_sandbox=True, by="user:tests", at=now())
    form = {"grant_type": "client_credentials", "client_id": made.client_id, "client_secret": made.secret}
    bearer = anybody.post("/oauth/token", data={**form, "scope": "consents:configure"}).json()["access_token"]
    for route in ROUTES:
        if route.permission == "consents:configure":
            headers = {"Authorization": f"Bearer {bearer}"}
            status = anybody.request(route.method, _address(route), headers=headers).status_code
            assert (status == 403) == (route.method != "GET"), _named(route)


def test_every_operation_stands_in_the_catalogue_of_routes() -> None:
    listed = pages()["routes.md"]

    for route in ROUTES:
        assert _named(route) in listed
