"""The administrator's pages: parties, offices and officers, sites, the law, the event log."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clearway.platform.events import log
from clearway.registers.offices import public as offices
from clearway.registers.offices.public import officers
from clearway.registers.traders import public as traders
from tests.conftest import PACK
from tests.portal.people import PASSWORD, fresh, member, officer, signed_in, words

pytestmark = pytest.mark.usefixtures("country")

OFFICE = "DL000502"
_NEW = {"name": "Cliff Bakery", "country": "DL", "roles": ["trader"]}


@pytest.fixture
def administrator() -> Client:
    offices.load_offices(PACK)
    return signed_in(officer("administrator", "DL000201"))


def test_a_party_is_registered_found_and_gets_its_first_owner(administrator: Client) -> None:
    number, owner = _number(), fresh("owner")

    made = administrator.post("/administrator/parties", {"number": number, **_NEW})
    found = words(administrator.get("/administrator?q=cliff"))
    invited = words(administrator.post(f"/administrator/parties/{number}/invite", {"role": "owner"}))
    link = re.search(r'id="link">http://[^/]+(/invitations/[^<]+)<', invited)
    assert link
    person = Client()
    person.post(link[1], {"username": owner, "password": PASSWORD})

    assert made["Location"] == f"/administrator/parties/{number}"
    assert number in found
    assert person.get("/party/members").status_code == 200
    assert [one.type for one in log.about(f"party/{number}")] == [
        "traders.registered.v1", "identity.invited.v1", "traders.member_joined.v1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong", [{"number": "x"}, {"name": ""}, {"country": "Demoland"}, {"roles": []}, {"roles": ["king"]}]
)
def test_a_party_that_makes_no_sense_is_not_registered(administrator: Client, wrong: dict[str, object]) -> None:
    assert administrator.post("/administrator/parties", {"number": _number(), **_NEW, **wrong}).status_code == 422


def test_a_number_is_registered_once(administrator: Client) -> None:
    number = _number()
    administrator.post("/administrator/parties", {"number": number, **_NEW})

    assert administrator.post("/administrator/parties", {"number": number, **_NEW}).status_code == 422


def test_a_party_out_of_business_does_nothing_and_comes_back(administrator: Client) -> None:
    number = _number()
    administrator.post("/administrator/parties", {"number": number, **_NEW})
    person = signed_in(member("owner", number))
    client = fresh("bakery")
    traders.add_machine_client(number, client, "secret")
    form = {"grant_type": "client_credentials", "client_id": client, "client_secret": "secret"}
    token = Client().post("/oauth/token", form).json()["access_token"]
    assert traders.bearer(token) is not None

    administrator.post(f"/administrator/parties/{number}/deactivate")
    assert person.get("/")["Location"] == "/account"
    assert person.get("/declarations").status_code == 403
    assert traders.bearer(token) is None
    administrator.post(f"/administrator/parties/{number}/reactivate")
    assert person.get("/").status_code == 200
    assert traders.bearer(token) is not None


def test_an_officer_is_invited_and_needs_a_second_factor_then(administrator: Client) -> None:
    invited = words(administrator.post(f"/administrator/offices/{OFFICE}/invite", {"role": "officer"}))
    link = re.search(r'id="link">http://[^/]+(/invitations/[^<]+)<', invited)
    assert link
    person = Client()
    person.post(link[1], {"username": fresh("newcomer"), "password": PASSWORD})

    assert person.get("/office")["Location"].startswith("/account/prove")


def test_roles_presence_and_leaving_of_an_officer(administrator: Client) -> None:
    name = officer("officer", OFFICE)
    number = next(one.id for one in officers.officers_of(OFFICE) if one.username == name)
    address = f"/administrator/offices/{OFFICE}/officers/{number}"

    administrator.post(f"{address}/role", {"role": "supervisor"})
    administrator.post(f"{address}/presence", {"is_present": "no"})
    assert name not in offices.present_officers(OFFICE)
    assert signed_in(name).get("/office/overview").status_code == 200
    administrator.post(f"{address}/role", {"role": "owner"})
    administrator.post(f"{address}/remove")

    assert signed_in(name).get("/office").status_code == 403
    assert [one.type for one in log.about(f"office/{OFFICE}")][-3:] == [
        "offices.officer_role_changed.v1", "offices.officer_presence.v1", "offices.officer_removed.v1",
    ]  # fmt: skip


def test_an_officer_of_one_office_is_not_reached_under_another(administrator: Client) -> None:
    name = officer("officer", OFFICE)
    number = next(one.id for one in officers.officers_of(OFFICE) if one.username == name)

    administrator.post(f"/administrator/offices/DL000101/officers/{number}/remove")

    assert name in [one.username for one in officers.officers_of(OFFICE)]


def test_the_event_log_is_looked_through_by_subject_and_type(administrator: Client) -> None:
    number = _number()
    administrator.post("/administrator/parties", {"number": number, **_NEW})
    administrator.post(f"/administrator/parties/{number}/deactivate")

    both = words(administrator.get(f"/administrator/events?subject=party/{number}"))
    one = words(administrator.get(f"/administrator/events?subject=party/{number}&type=traders.deactivated.v1"))
    none = words(administrator.get("/administrator/events?subject=party/nobody%00&before=abc"))

    assert ("traders.registered.v1" in both, "traders.deactivated.v1" in both) == (True, True)
    assert ("traders.registered.v1" in one, "traders.deactivated.v1" in one) == (False, True)
    assert "Nothing." in none


def test_the_version_that_decides_now_is_named(administrator: Client) -> None:
    assert "decides now" in words(administrator.get("/administrator/law"))


def test_a_site_is_added_and_its_secret_told_once(administrator: Client) -> None:
    made = words(administrator.post("/administrator/sites", {"name": "Port", "addresses": "https://port.example/in"}))
    refused = administrator.post("/administrator/sites", {"name": "Port", "addresses": "javascript:alert(1)"})

    secret = re.search(r'id="client-secret">([^<]+)<', made)
    assert secret
    assert secret[1] not in words(administrator.get("/administrator/sites"))
    assert refused.status_code == 422


@pytest.mark.parametrize(
    "address",
    ["", "/parties/DL0000001017", "/offices", "/offices/DL000101", "/law", "/events", "/sites"],
)
def test_a_page_asks_the_store_little_and_knows_what_it_does_not_know(administrator: Client, address: str) -> None:
    with CaptureQueriesContext(connection) as seen:
        assert administrator.get(f"/administrator{address}").status_code == 200

    assert len(seen.captured_queries) <= 12
    for unknown in ("/parties/DL999", "/offices/XX", "/parties/%00"):
        assert administrator.get(f"/administrator{unknown}").status_code == 404


def _number() -> str:
    return "DL" + fresh("")[1:].replace("-", "").zfill(10)[:13]
