"""Every route against everybody: made from the table of routes, so that a new one is tested by itself."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import httpx
import pytest
from oauth2_provider.models import AccessToken

from clearway.gateways.rest.call import Route
from clearway.gateways.rest.routes import ROUTES
from clearway.platform.calendar import now
from tests.conftest import BROKER
from tests.gateways.rest import messages
from tests.gateways.rest.conftest import STRANGER
from tests.gateways.rest.web import Sender, Web

CLOSED = [route for route in ROUTES if route.permission is not None]
OF_TRADERS = [route for route in CLOSED if route.audience == "trader" and "{number}" in route.path]
OPEN = [route for route in ROUTES if route.permission is None]
SCOPES = ["declarations:read", "declarations:write"]


def _named(route: Route) -> str:
    return f"{route.method} {route.path}"


def _call(client: httpx.Client, route: Route, number: str = "26DL00000000000001", **headers: str) -> httpx.Response:
    kind = {"Content-Type": route.takes[0]} if route.takes else {}
    content = messages.message() if route.takes else None
    return client.request(
        route.method, route.path.replace("{number}", number), content=content, headers=kind | headers
    )


def _is_refused(answer: httpx.Response, status: int, challenge: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, f"WEB-{status}"), answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert challenge in answer.headers["WWW-Authenticate"]


@pytest.fixture
def once(web: Web) -> Iterator[Sender]:
    """A sender whose token may be spoilt."""
    with closing(Sender(web, BROKER)) as client:
        yield client


@pytest.mark.parametrize("route", CLOSED, ids=_named)
@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer nobody-knows-this", "Basic YTpi", "Bearer " + "x" * 5000, "Bearer a\tb", "é"],
)
def test_without_a_known_token_nothing_is_done(anybody: httpx.Client, route: Route, authorization: str) -> None:
    answer = anybody.request(
        route.method,
        route.path.replace("{number}", "x"),
        headers={"Authorization": authorization.encode("latin-1")} if authorization else {},
    )

    _is_refused(answer, 401, "Bearer")


@pytest.mark.parametrize("route", CLOSED, ids=_named)
def test_an_expired_token_is_refused(once: Sender, route: Route) -> None:
    AccessToken.objects.filter(token=once.token).update(expires=now() - timedelta(seconds=1))

    _is_refused(_call(once, route), 401, "invalid_token")


@pytest.mark.parametrize("route", CLOSED, ids=_named)
def test_a_revoked_token_is_refused(once: Sender, route: Route) -> None:
    assert _call(once, route).status_code != 401
    form = {name: value for name, value in once.secret.items() if name != "grant_type"}
    revoked = once.post("/oauth/revoke", data={**form, "token": once.token})
    assert revoked.status_code == 200, revoked.text

    _is_refused(_call(once, route), 401, "invalid_token")


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("route", CLOSED, ids=_named)
def test_a_token_opens_the_routes_of_its_scope_and_no_other(web: Web, route: Route, scope: str) -> None:
    with closing(Sender(web, BROKER, scopes=scope)) as client:
        answer = _call(client, route)

    if scope == route.permission:
        assert answer.status_code not in (401, 403), answer.text
        assert answer.status_code < 500
    else:
        _is_refused(answer, 403, "insufficient_scope")


@pytest.mark.parametrize("route", CLOSED, ids=_named)
def test_a_token_without_any_of_our_scopes_opens_nothing(once: Sender, route: Route) -> None:
    for scope in ("", "declarations", "declarations:writeread"):
        AccessToken.objects.filter(token=once.token).update(scope=scope)
        _is_refused(_call(once, route), 403, "insufficient_scope")


@pytest.mark.parametrize("route", OF_TRADERS, ids=_named)
def test_another_partys_declaration_is_no_more_known_than_one_that_never_was(
    sender: Sender, stranger: Sender, route: Route
) -> None:
    facts = messages.facts()
    mrn = sender.lodge(messages.message(**facts)).json()["mrn"]

    for number in (mrn, facts["reference"]):
        answer, never = _theirs(stranger, route, number), _theirs(stranger, route, "26DL00000000000001")
        assert (answer.status_code, never.status_code) == (404, 404)
        assert answer.text.replace(number, "X") == never.text.replace("26DL00000000000001", "X")
    assert sender.get(f"/v1/declarations/{mrn}").json()["file"]["version"] == 1


def _theirs(client: Sender, route: Route, number: str) -> httpx.Response:
    kind = "INV" if route.path.endswith("cancellation") else "COR"
    return client.request(
        route.method,
        route.path.replace("{number}", number),
        content=messages.request(None, kind) if route.takes else None,
        headers={"Content-Type": "application/json"} if route.takes else {},
    )


def test_a_token_shows_only_its_partys_declarations(sender: Sender, stranger: Sender) -> None:
    mine = sender.lodge(messages.message()).json()["mrn"]
    theirs = stranger.lodge(messages.message()).json()["mrn"]

    listed = {one["mrn"]: one["submitter"] for one in stranger.get("/v1/declarations").json()["declarations"]}

    assert mine not in listed
    assert listed[theirs] == STRANGER
    assert set(listed.values()) == {STRANGER}


@pytest.mark.parametrize("route", OPEN, ids=_named)
def test_what_is_public_needs_no_token_and_is_not_disturbed_by_one(anybody: httpx.Client, route: Route) -> None:
    for headers in ({}, {"Authorization": "Bearer nobody-knows-this"}):
        assert _call(anybody, route, **headers).status_code == 200
