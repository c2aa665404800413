"""Every address of the wallet's protocols against everybody: made from the table."""

import re
from contextlib import closing

import httpx
import pytest

from clearway.gateways.rest.call import Route
from clearway.gateways.wallet.routes import ROUTES
from clearway.platform.identity.permissions import ROLES, Permission
from tests.gateways.govstack.desk import BANK, Desk
from tests.gateways.rest.web import Web
from tools.catalogue import pages

CLOSED = [one for one in ROUTES if one.permission is not None]
OPEN = [one for one in ROUTES if one.permission is None]


def _named(route: Route) -> str:
    return f"{route.method} {route.path}"


def _address(route: Route) -> str:
    return re.sub(r"{\w+}", "00000000-0000-0000-0000-000000000001", route.path)


@pytest.mark.parametrize("route", ROUTES, ids=_named)
def test_a_row_names_an_audience_that_has_its_permission(route: Route) -> None:
    assert (route.permission is None) == (route.audience == "public")
    if route.permission is not None:
        assert route.audience in {one.audience for one in ROLES.values() if route.permission in one.permissions}


@pytest.mark.parametrize("route", OPEN, ids=_named)
def test_what_is_open_gives_nothing_of_anybody_without_a_code(anybody: httpx.Client, route: Route) -> None:
    answer = anybody.request(route.method, _address(route))

    assert answer.status_code in (200, 400, 404, 415), answer.text
    assert "{" not in route.path or answer.status_code != 200


@pytest.mark.parametrize("scope", ["hub:ask", "usage:read", "consents:record"])
def test_what_is_closed_opens_to_its_scope_alone(web: Web, anybody: httpx.Client, scope: Permission) -> None:
    with closing(Desk(web, (scope,), party=BANK)) as desk:
        for route in CLOSED:
            assert anybody.request(route.method, _address(route)).status_code == 401
            status = desk.request(route.method, f"{web.url}{_address(route)}").status_code
            assert (status == 403) == (scope != route.permission), _named(route)


def test_every_address_stands_in_the_catalogue_of_routes() -> None:
    listed = pages()["routes.md"]

    assert [_named(one) for one in ROUTES if _named(one) not in listed] == []
