"""Who may do what: every role against every address and every route, and against what belongs to somebody else.

Addresses are found in the running house, not in a list: one that no table of pages names fails here. What is
expected comes from ``permissions.py`` and from the row of the page; nothing is allowed that is not listed.
"""

import io
import json
import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from clearway.clearance.opening import start_of
from clearway.core.kernel.period import Period
from clearway.core.share import Agreement
from clearway.gateways.rest import door
from clearway.gateways.rest.call import Route
from clearway.gateways.rest.routes import ROUTES
from clearway.hub.agreements import public as agreements
from clearway.platform.calendar import now
from clearway.platform.identity.permissions import (
    PERMISSIONS,
    ROLES,
    ROLES_OF_OFFICES,
    ROLES_OF_PARTIES,
    SECOND_FACTOR,
    Permission,
)
from clearway.platform.theme.page import Page
from clearway.registers.lawbook import public as lawbook
from clearway.registers.offices import public as offices
from clearway.registers.traders import public as traders
from clearway.registers.traders.public import clients
from clearway.stations.cargo import public as cargo
from clearway.stations.declarations import public as declarations
from clearway.stations.drafts import public as drafts
from clearway.stations.drafts.public import Beginning
from clearway.stations.permits import public as permits
from tests.conftest import BROKER, PACK, TRADER
from tests.portal.people import STRANGER, fresh, lodged, member, officer, outsider, signed_in
from tests.stations.cargo import reporting
from tests.stations.permits import naming

pytestmark = pytest.mark.usefixtures("country")

OPERATOR, BANK, AGENCY, OTHER_AGENCY = "DL0000004015", "DL0000005018", "DL700101", "DL700102"
OFFICE = "DL000101"
HOLDER, OTHER_HOLDER = "DL800101", "DL800102"
NOBODY, OUTSIDER = "nobody", "outsider"
KINDS = (NOBODY, OUTSIDER, *ROLES)
#: A number of the right shape that nothing has.
UNKNOWN = {"str": "26DL0000000000ZZZZ", "int": "999999999", "slug": "unknown", "uuid": str(uuid.UUID(int=0))}


def _walk(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one, before + str(one.pattern))
        else:
            yield before + str(one.pattern), one


EVERY = list(_walk(get_resolver()))
PAGES: list[Page] = [one.callback.page for _, one in EVERY if hasattr(one.callback, "page")]


def _address(page: Page, known: str | None = None) -> str:
    """The page's address, its first part known where something is, every other one unknown."""
    parts = iter([known] if known is not None else [])

    def part(match: re.Match[str]) -> str:
        return str(next(parts, UNKNOWN[match[1]]))

    return "/" + re.sub(r"<(\w+):\w+>", part, page.path)


def _party_of(role: str) -> str:
    """A party whose members may have the role."""
    kind = next(kind for kind, roles in ROLES_OF_PARTIES.items() if role in roles)
    return {"trader": BROKER, "carrier": OPERATOR, "operator": OPERATOR, "bank": BANK}[kind]


def _person(kind: str) -> str | None:
    if kind in (NOBODY, OUTSIDER):
        return None if kind == NOBODY else outsider()
    if any(kind in roles for roles in ROLES_OF_PARTIES.values()):
        return member(kind, _party_of(kind))
    offices.load_offices(PACK)
    return officer(kind, AGENCY if kind in ROLES_OF_OFFICES["agency"] else OFFICE)


def _may(kind: str, permission: Permission | None) -> bool:
    if permission is None:
        return True
    if kind == NOBODY:
        return False
    return permission == "own-account" or (kind in ROLES and permission in ROLES[kind].permissions)


def _asked(client: Client, page: Page, address: str) -> HttpResponse:
    return client.get(address) if "GET" in page.methods else client.post(address)


def _is_sent_to(answer: HttpResponse, address: str) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith(address)


def _starts_elsewhere(kind: str, page: Page, answer: HttpResponse) -> bool:
    """Whoever is no trader is led from the first page to where their own work begins."""
    audience = ROLES[kind].audience if kind in ROLES else "person"
    permissions = ROLES[kind].permissions if kind in ROLES else ()
    own = start_of(audience, permissions) if page.name == "home" else ""
    return own != "" and answer.status_code == 302 and answer["Location"] == reverse(own)


def test_every_address_of_the_house_stands_in_a_table_of_pages() -> None:
    assert [address for address, one in EVERY if not hasattr(one.callback, "page")] == []
    assert len(PAGES) == len(EVERY) > 80


def test_every_row_names_an_audience_and_a_permission_that_this_audience_has() -> None:
    for page in PAGES:
        assert (page.permission is None) == (page.audience == "public"), page
        if page.permission not in (None, "own-account"):
            having = {role.audience for role in ROLES.values() if page.permission in role.permissions}
            assert page.audience in having, page


def test_a_name_and_what_stands_in_the_address_mean_one_page() -> None:
    names = [(page.name, *re.findall(r"<\w+:(\w+)>", page.path)) for page in PAGES]

    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_permission_is_somebodys_and_every_role_is_given_by_somebody() -> None:
    assert {one for role in ROLES.values() for one in role.permissions} == set(PERMISSIONS)
    given = {role for table in (ROLES_OF_PARTIES, ROLES_OF_OFFICES) for roles in table.values() for role in roles}
    assert given == set(ROLES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_opens_to_whom_the_tables_say_and_to_nobody_else(kind: str) -> None:
    name = _person(kind)
    wrong = []
    for page in PAGES:
        client = signed_in(name)
        answer = _asked(client, page, _address(page))
        is_refused = answer.status_code == 403 or _is_sent_to(answer, "/sign-in?next=")
        if page.permission is None:
            # What is for everybody may still want something else, but it fails on nobody for who they are.
            is_right = answer.status_code < 500 and not _is_sent_to(answer, "/sign-in?next=")
        elif kind == NOBODY:
            is_right = _is_sent_to(answer, "/sign-in?next=")
        elif _may(kind, page.permission):
            is_right = answer.status_code < 500 and not is_refused
        else:
            is_right = answer.status_code == 403 or _starts_elsewhere(kind, page, answer)
        if not is_right:
            wrong.append(f"{page.name}: {answer.status_code} {answer.headers.get('Location', '')}")

    assert wrong == []


@pytest.mark.parametrize("kind", [name for name, role in ROLES.items() if role.audience in SECOND_FACTOR])
def test_with_a_password_alone_an_office_shows_nothing(kind: str) -> None:
    client = signed_in(_person(kind), second_factor=False)

    for page in PAGES:
        if page.audience in ("public", "person") or not _may(kind, page.permission):
            continue
        assert _is_sent_to(_asked(client, page, _address(page)), "/account/prove?next="), page.name


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "patch"])
def test_a_page_takes_only_the_methods_of_its_row(method: str) -> None:
    client = signed_in(_person("administrator"))
    not_taken = [page for page in PAGES if method.upper() not in page.methods and page.name not in _OF_THE_PROTOCOL]

    for page in not_taken:
        assert getattr(client, method)(_address(page)).status_code == 405, page.name


#: The toolkit answers these; RFC 6749 and OpenID Connect say with which methods.
_OF_THE_PROTOCOL = {
    "authorize", "token", "revoke-token", "jwks-info", "user-info", "oidc-connect-discovery-info",
}  # fmt: skip


def _declaration() -> str:
    return lodged(party=BROKER)


def _draft() -> str:
    new = Beginning(party=BROKER, author="user:tests", regime="import", title="Tests", answers={})
    return drafts.begin(new, at=now()).id


def _permit() -> str:
    number = naming.fresh(f"MTX-{fresh('P')}")
    permits.issue(naming.grant(number), law=naming.law(), by=naming.officer(AGENCY), at=now())
    return number


def _cargo() -> str:
    announced = reporting.announcement(f"BL-{fresh('C')}", number=fresh("MTX"))
    return cargo.announce(announced, by=reporting.operator(OPERATOR), at=now()).number


def _agreement() -> str:
    """An agreement of which there is a first version only, about what one agency holds and another asks."""
    at = now()
    wanted = Agreement(
        fresh("MTX"), 1, "RES-001", AGENCY, "LIC-7", frozenset({"is_of_age"}), frozenset({"licence clerk"}),
        Period(at.date()),
    )  # fmt: skip
    return agreements.propose(wanted, lawbook.current(at).sharing, by="user:tests", at=at).number


#: What a page is about, by the beginning of its address: how one is made, who it belongs to, who is a stranger to it.
OBJECTS: dict[str, tuple[Callable[[], str], Callable[[str], str], Callable[[str], str]]] = {
    "declarations/": (_declaration, lambda _: member("owner", BROKER), lambda _: member("owner", STRANGER)),
    "drafts/": (_draft, lambda _: member("owner", BROKER), lambda _: member("owner", STRANGER)),
    "office/files/": (
        _declaration,
        lambda number: officer("supervisor", _office(number)),
        lambda number: officer("supervisor", "DL000201" if _office(number) != "DL000201" else OFFICE),
    ),
    "agency/permits/": (
        _permit,
        lambda _: officer("permit officer", AGENCY),
        lambda _: officer("permit officer", OTHER_AGENCY),
    ),
    "holding/agreements/": (
        _agreement,
        lambda _: officer("data holder", HOLDER),
        lambda _: officer("data holder", OTHER_HOLDER),
    ),
    "joining/agreements/": (
        _agreement,
        lambda _: officer("desk manager", AGENCY),
        lambda _: officer("desk manager", OTHER_AGENCY),
    ),
    "cargo/records/": (_cargo, lambda _: member("operator", OPERATOR), lambda _: member("operator", "DL0000004023")),
}


#: About nobody's object, or about objects that tests/portal/test_people_party.py, tests/platform/identity, tests/hub,
#: tests/watch and the tests of notices take from strangers one by one.
NOT_OF_A_PARTY = (
    "tariff/", "open-data/", "invitations/", "administrator/", "account/second-factor/key/", "party/", "notices/",
    "office/money/", "joining/propose/", "privacy/", "desk/", "receiving/", "addresses/", "me/", "watch/",
)  # fmt: skip
#: A second part of the address that there is; elsewhere what is asked for about one's own object may not be there.
WITH_ONE_PART = re.compile(r"[^<]*<\w+:\w+>[^<]*")


def _office(number: str) -> str:
    found = declarations.find(number)
    assert found is not None
    return found.office


def test_every_page_about_an_object_is_tried_on_a_stranger() -> None:
    """A new page with a number in its address is put into one of the two tables above."""
    known = (*OBJECTS, *NOT_OF_A_PARTY)
    assert [page.path for page in PAGES if "<" in page.path and not page.path.startswith(known)] == []


@pytest.mark.parametrize("beginning", OBJECTS)
def test_what_belongs_to_another_is_as_unknown_as_what_never_was(beginning: str) -> None:
    offices.load_offices(PACK)
    make, owner_of, stranger_of = OBJECTS[beginning]
    number = make()
    owner, stranger = signed_in(owner_of(number)), signed_in(stranger_of(number))
    wrong = []
    for page in (one for one in PAGES if one.path.startswith(beginning)):
        address = _address(page, number)
        for method in page.methods:
            answer = getattr(stranger, method.lower())(address)
            if answer.status_code != 404:
                wrong.append(f"{method} {page.name}: a stranger gets {answer.status_code}")
        if page.methods[0] == "GET" and WITH_ONE_PART.fullmatch(page.path):
            mine = owner.get(address).status_code
            if mine not in (200, 302) and "." not in page.path.rpartition("/")[2]:
                wrong.append(f"{page.name}: its own gets {mine}")

    assert wrong == []


def test_the_same_person_sees_what_is_of_the_party_chosen_and_no_other() -> None:
    number = _declaration()
    client = signed_in(member("owner", BROKER, STRANGER))

    for party, status in ((STRANGER, 404), (BROKER, 200), (STRANGER, 404)):
        client.post("/account", {"party": party})
        assert client.get(f"/declarations/{number}").status_code == status


def _call(
    route: Route,
    token: str | None,
    number: str = UNKNOWN["str"],
    content: bytes = b"{}",
    *,
    challenges: list[str] | None = None,
) -> int:
    """What the door of the interface answers."""
    said: list[str] = []

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        said.append(status)
        if challenges is not None:
            challenges.extend(value for name, value in headers if name == "WWW-Authenticate")

    environ: dict[str, Any] = {
        "REQUEST_METHOD": route.method,
        "PATH_INFO": re.sub(r"{\w+}", number, route.path),
        "CONTENT_TYPE": route.takes[0] if route.takes else "",
        "CONTENT_LENGTH": str(len(content)),
        "wsgi.input": io.BytesIO(content),
    }
    if token is not None:
        environ["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    list(door.serve(environ, start))
    return int(said[0].split()[0])


def _token(scope: Permission, *, party: str = "", office: str = "") -> str:
    """A token with one scope; one that the party's software is never given is a row nobody could have asked for."""
    client = fresh("matrix")
    traders.add_machine_client(party, client, "secret", scopes=(scope,), office=office)
    form = {"grant_type": "client_credentials", "client_id": client, "client_secret": "secret", "scope": scope}
    return str(Client().post("/oauth/token", form).json()["access_token"])


@pytest.mark.parametrize("scope", [one for one in PERMISSIONS if one not in ("own-account", "party:manage")])
def test_a_route_opens_to_the_scope_of_its_row_and_to_no_other(scope: Permission) -> None:
    """Whose software it is decides besides; the scope alone opens or closes the door."""
    token = _token(scope, **_keeper_of(scope))

    for route in ROUTES:
        challenges: list[str] = []
        status = _call(route, token, challenges=challenges)
        assert status < 500, route.path
        assert status != 401 or route.audience == "bank", (route.path, status)
        is_refused = any("insufficient_scope" in one for one in challenges)
        assert is_refused == (route.permission is not None and route.permission != scope), (route.path, status)
        assert status == 403 or not is_refused, route.path


def _keeper_of(scope: Permission) -> dict[str, str]:
    """Whose software may be given the scope; an officer's is nobody's, so a trader's asks."""
    if scope.startswith("permits:"):
        return {"office": AGENCY}
    return {"party": {"payments:notify": BANK, "cargo:read": OPERATOR, "cargo:write": OPERATOR}.get(scope, TRADER)}


def test_nobody_without_a_token_gets_into_the_interface() -> None:
    for route in ROUTES:
        for token in (None, "", "made up"):
            assert (_call(route, token) == 401) == (route.permission is not None), route.path


def test_a_declaration_of_another_party_is_unknown_at_the_interface_too() -> None:
    number = _declaration()
    stranger = {scope: _token(scope, party=STRANGER) for scope in ("declarations:read", "declarations:write")}
    owner = _token("declarations:read", party=BROKER)
    about = [route for route in ROUTES if route.path.startswith("/v1/declarations/{number}")]
    change = json.dumps({"functionCode": "13"}).encode()

    assert len(about) >= 5
    for route in about:
        assert route.permission is not None
        if route.method == "GET":
            assert _call(route, stranger[route.permission], number) == 404, route.path
        else:
            assert _call(route, stranger[route.permission], number, change) in (400, 404, 422), route.path
    assert _call(about[0], owner, number) == 200


def test_a_client_for_trying_only_may_read_and_check_and_nothing_else() -> None:
    made = clients.make("trial", ("declarations:write",), party=TRADER, is_sandbox=True, by="user:tests", at=now())
    form = {"grant_type": "client_credentials", "client_id": made.client_id, "client_secret": made.secret}
    token = str(Client().post("/oauth/token", form).json()["access_token"])

    for route in ROUTES:
        if route.permission == "declarations:write":
            assert (_call(route, token) == 403) == (not route.path.endswith("/check")), route.path
