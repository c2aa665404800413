"""Every address of the edge against everybody: made from the table, so that a new one is tested by itself."""

import re

import httpx
import pytest

from clearway.gateways.xroad.call import Route
from clearway.gateways.xroad.routes import ROUTES
from clearway.platform.calendar import now
from clearway.platform.identity.permissions import PERMISSIONS, ROLES, Permission
from clearway.registers.traders.public import clients
from tests.gateways.rest.web import Web
from tests.gateways.xroad.edge import BANK, HOLDER, token
from tools.catalogue import pages

CLIENT = {"X-Road-Client": f"DL/COM/{BANK}/loans", "X-Road-UserId": "P1"}
KNOWN = {"instance": "DL", "class": "GOV", "member": HOLDER, "subsystem": "registers", "service": "RES-001"}
CLOSED = [one for one in ROUTES if one.permission is not None]
OPEN = [one for one in ROUTES if one.permission is None]


def _named(route: Route) -> str:
    return route.path


def _address(route: Route) -> str:
    return re.sub(r"{(\w+)}", lambda match: KNOWN[match[1]], route.path)


def _is_challenged(answer: httpx.Response) -> bool:
    return "WWW-Authenticate" in answer.headers


@pytest.mark.parametrize("route", ROUTES, ids=_named)
def test_a_row_names_an_audience_that_has_its_permission(route: Route) -> None:
    assert (route.permission is None) == (route.audience == "public")
    if route.permission is not None:
        assert route.audience in {one.audience for one in ROLES.values() if route.permission in one.permissions}


@pytest.mark.parametrize("route", CLOSED, ids=_named)
@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer nobody-knows-this", "Basic YTpi", "Bearer é"])
def test_without_a_known_token_nothing_is_told(anybody: httpx.Client, route: Route, authorization: str) -> None:
    headers = {**CLIENT, "Authorization": authorization} if authorization else CLIENT
    for verb in route.verbs:
        if verb != "TRACE":
            lines = {name: value.encode("latin-1") for name, value in headers.items()}
            answer = anybody.request(verb, _address(route), headers=lines)
            assert (answer.status_code, _is_challenged(answer)) == (401, True), verb


@pytest.mark.parametrize("scope", [one for one in PERMISSIONS if one not in ("own-account", "party:manage")])
def test_an_address_opens_to_the_scope_of_its_row_and_to_no_other(
    anybody: httpx.Client, web: Web, scope: Permission
) -> None:
    bearer = token(web, (scope,), party=BANK)
    for route in CLOSED:
        answer = anybody.get(_address(route), headers={**CLIENT, "Authorization": f"Bearer {bearer}"})

        is_refused = "insufficient_scope" in answer.headers.get("WWW-Authenticate", "")
        assert is_refused == (route.permission != scope), route.path
        assert (answer.status_code == 403) == is_refused, route.path
        assert answer.status_code < 500, route.path


@pytest.mark.parametrize("route", OPEN, ids=_named)
def test_what_is_for_everybody_asks_for_no_token(anybody: httpx.Client, route: Route) -> None:
    answer = anybody.get(f"{_address(route)}", headers=CLIENT)

    assert answer.status_code in (200, 400)
    assert not _is_challenged(answer)


def test_a_client_for_trying_only_looks_nobody_up(anybody: httpx.Client, web: Web) -> None:
    made = _sandbox()
    form = {"grant_type": "client_credentials", "client_id": made[0], "client_secret": made[1], "scope": "hub:ask"}
    bearer = httpx.post(f"{web.url}/oauth/token", data=form).json()["access_token"]

    answer = anybody.get(
        f"/r1/DL/GOV/{HOLDER}/registers/RES-001/P1", headers={**CLIENT, "Authorization": f"Bearer {bearer}"}
    )

    assert answer.json()["type"] == "server.serverproxy.access_denied"


def _sandbox() -> tuple[str, str]:
    made = clients.make("trial", ("hub:ask",), party=BANK, is_sandbox=True, by="user:tests", at=now())
    return made.client_id, made.secret


def test_every_address_stands_in_the_catalogue_of_routes() -> None:
    listed = pages()["routes.md"]

    for route in ROUTES:
        assert f"edge:{route.path}" in listed
