"""Mandates, members and machine clients, as the people of a party see and change them."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client

from clearway.platform.events import log
from clearway.registers.traders import public as traders
from clearway.registers.traders.public import clients, mandates, members
from tests.conftest import TRADER, today
from tests.portal.people import PASSWORD, fresh, member, officer, outsider, signed_in, words

pytestmark = pytest.mark.usefixtures("country")

#: A trader and a broker between whom the pack has no mandate.
SUMMIT, COMPASS = "DL0000001121", "DL0000002010"


def _give(client: Client, agent: str = COMPASS, **more: object) -> HttpResponse:
    return client.post("/party/mandates/give", {"agent": agent, "regimes": ["import"], **more})


def _latest(trader: str) -> mandates.GivenMandate:
    return next(one for one in mandates.mandates_of(trader) if one.trader == trader)


def test_a_mandate_is_given_seen_by_both_and_revoked() -> None:
    owner, agent = signed_in(member("owner", SUMMIT)), signed_in(member("declarant", COMPASS))

    assert _give(owner).status_code == 302
    mine, theirs = words(owner.get("/party/mandates")), words(agent.get("/party/mandates"))
    given = _latest(SUMMIT)
    owner.post(f"/party/mandates/{given.id}/revoke")

    assert "Compass Customs Brokers" in mine
    assert "Summit Outdoor Goods" in theirs
    after = _latest(SUMMIT)
    assert not after.is_live(today())
    assert after.until == after.revoked_on
    told = [one.type for one in log.about(f"party/{SUMMIT}")][-2:]
    assert told == ["traders.mandate_given.v1", "traders.mandate_revoked.v1"]


def test_a_revoked_mandate_serves_for_nothing_new_from_that_moment() -> None:
    owner = signed_in(member("owner", SUMMIT))
    _give(owner)
    given = _latest(SUMMIT)
    assert any(one.agent == COMPASS for one in traders.known({SUMMIT, COMPASS}, today())[1])

    owner.post(f"/party/mandates/{given.id}/revoke")

    assert traders.known({SUMMIT, COMPASS}, _latest(SUMMIT).revoked_on or today())[1] == ()


def test_the_agent_may_end_a_mandate_too_but_nobody_else() -> None:
    owner, agent, third = (signed_in(member("owner", one)) for one in (SUMMIT, COMPASS, "DL0000001130"))
    _give(owner)
    given = _latest(SUMMIT)

    third.post(f"/party/mandates/{given.id}/revoke")
    assert _latest(SUMMIT).revoked_on is None
    agent.post(f"/party/mandates/{given.id}/revoke")
    assert _latest(SUMMIT).revoked_on is not None


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"agent": "DL0000009999"}, "No active party"),
        ({"agent": SUMMIT}, "no mandate to act for itself"),
        ({"agent": "DL0000001130"}, "not registered as a broker"),
        ({"regimes": []}, "for what the agent may act"),
        ({"until": "2020-01-01"}, "would end on 2020-01-01"),
        ({"since": "soon"}, "A day is written like"),
    ],
)
def test_a_mandate_that_makes_no_sense_is_refused_with_a_reason(sent: dict[str, object], why: str) -> None:
    owner = signed_in(member("owner", SUMMIT))

    answer = owner.post("/party/mandates/give", {"agent": COMPASS, "regimes": ["import"], **sent})

    assert answer.status_code == 422
    assert why in words(answer)


def test_a_mandate_is_not_given_twice() -> None:
    owner = signed_in(member("owner", "DL0000001148"))

    assert _give(owner).status_code == 302
    again = _give(owner)

    assert again.status_code == 422


def test_somebody_new_joins_by_a_link_that_works_once() -> None:
    owner, name = signed_in(member("owner", SUMMIT)), fresh("invited")
    link = _link(owner.post("/party/members/invite", {"role": "declarant"}))

    newcomer = Client()
    assert "Summit" in words(owner.get("/party/members"))
    joined = newcomer.post(link, {"username": name, "password": PASSWORD})
    again = Client().post(link, {"username": fresh("second"), "password": PASSWORD})

    assert joined.status_code == 302
    assert newcomer.get("/").status_code == 200
    assert again.status_code == 410
    assert name in words(owner.get("/party/members"))
    assert log.about(f"party/{SUMMIT}")[-1].type == "traders.member_joined.v1"


def test_somebody_known_joins_as_who_they_are() -> None:
    owner, guest = signed_in(member("owner", SUMMIT)), signed_in(outsider())
    link = _link(owner.post("/party/members/invite", {"role": "reader"}))
    before = guest.session.session_key

    guest.post(link)

    assert guest.get("/").status_code == 200
    assert guest.get("/lodge").status_code == 403
    assert guest.session.session_key != before


@pytest.mark.parametrize(("username", "password"), [("", PASSWORD), ("new", "short"), ("bad name!", PASSWORD)])
def test_an_invitation_is_not_spent_on_a_name_or_password_that_will_not_do(username: str, password: str) -> None:
    link = _link(signed_in(member("owner", SUMMIT)).post("/party/members/invite", {"role": "reader"}))

    answer = Client().post(link, {"username": username and fresh(username), "password": password})

    assert answer.status_code == 422
    assert Client().get(link).status_code == 200


def test_a_name_that_is_taken_is_not_taken_over() -> None:
    victim = member("owner", TRADER)
    link = _link(signed_in(member("owner", SUMMIT)).post("/party/members/invite", {"role": "reader"}))

    answer = Client().post(link, {"username": victim, "password": "another long password"})

    assert answer.status_code == 422
    assert get_user_model().objects.get(username=victim).check_password(PASSWORD)


def test_a_withdrawn_invitation_opens_nothing() -> None:
    owner = signed_in(member("owner", SUMMIT))
    link = _link(owner.post("/party/members/invite", {"role": "reader"}))
    handle = re.findall(r"/party/invitations/([0-9a-f]+)", words(owner.get("/party/members")))[-1]

    owner.post(f"/party/invitations/{handle}")

    assert Client().get(link).status_code == 410


def test_a_role_changes_at_once_and_a_removed_person_sees_nothing_more() -> None:
    party = "DL0000001189"
    owner, name = signed_in(member("owner", party)), member("declarant", party)
    person = signed_in(name)
    number = next(one.id for one in members.members_of(party) if one.username == name)

    owner.post(f"/party/members/{number}/role", {"role": "reader"})
    assert person.get("/lodge").status_code == 403
    owner.post(f"/party/members/{number}/remove")
    assert person.get("/")["Location"] == "/account"
    assert person.get("/declarations").status_code == 403


def test_the_last_owner_stays_and_a_role_of_another_kind_is_refused() -> None:
    party = "DL0000001197"
    name = member("owner", party)
    owner, number = signed_in(name), members.members_of(party)[0].id

    owner.post(f"/party/members/{number}/role", {"role": "reader"})
    owner.post(f"/party/members/{number}/role", {"role": "supervisor"})
    owner.post(f"/party/members/{number}/remove")

    assert [(one.username, one.role) for one in members.members_of(party)] == [(name, "owner")]


def test_members_of_another_party_are_out_of_reach() -> None:
    victim = member("declarant", TRADER)
    number = next(one.id for one in members.members_of(TRADER) if one.username == victim)
    stranger = signed_in(member("owner", SUMMIT))

    stranger.post(f"/party/members/{number}/role", {"role": "reader"})
    stranger.post(f"/party/members/{number}/remove")

    assert next(one.role for one in members.members_of(TRADER) if one.username == victim) == "declarant"


def test_a_party_asks_its_people_for_a_second_factor() -> None:
    party = "DL0000001210"
    owner, name = signed_in(member("owner", party)), member("declarant", party)

    owner.post("/party/members/second-factor", {"is_required": "yes"})
    weak = signed_in(name, second_factor=False)

    assert weak.get("/").status_code == 302
    assert weak.get("/account").status_code == 200
    assert signed_in(name).get("/").status_code == 200
    owner.post("/party/members/second-factor", {"is_required": "no"})
    assert weak.get("/").status_code == 200


def test_a_client_is_made_its_secret_told_once_and_its_scopes_kept_to() -> None:
    owner = signed_in(member("owner", SUMMIT))

    made = words(owner.post("/party/clients/make", {"name": "ERP", "scopes": ["declarations:read"]}))
    listed = words(owner.get("/party/clients"))

    secret = re.search(r'id="client-secret">([^<]+)<', made)
    assert secret
    assert secret[1] not in listed
    client = next(one for one in clients.clients_of(party=SUMMIT) if one.name == "ERP")
    token = _token(client.client_id, secret[1])
    assert _actor(token) == {"declarations:read"}
    assert _token(client.client_id, secret[1], "declarations:write") == ""


def test_another_secret_makes_the_old_one_and_its_tokens_worthless() -> None:
    owner, client, secret = _client("DL0000001228")
    token = _token(client.client_id, secret)

    fresh_secret = _secret(words(owner.post(f"/party/clients/{client.id}/secret")))

    assert traders.bearer(token) is None
    assert _token(client.client_id, secret) == ""
    assert _actor(_token(client.client_id, fresh_secret)) == {"declarations:read"}


def test_a_revoked_client_is_worth_nothing_at_once() -> None:
    owner, client, secret = _client("DL0000001236")
    token = _token(client.client_id, secret)
    assert traders.bearer(token) is not None

    owner.post(f"/party/clients/{client.id}/revoke")

    assert traders.bearer(token) is None
    assert _token(client.client_id, secret) == ""
    assert owner.post(f"/party/clients/{client.id}/secret").status_code == 302


def test_clients_of_another_party_are_out_of_reach() -> None:
    _owner, client, secret = _client("DL0000001244")
    stranger = signed_in(member("owner", SUMMIT))

    stranger.post(f"/party/clients/{client.id}/secret")
    stranger.post(f"/party/clients/{client.id}/revoke")

    assert _actor(_token(client.client_id, secret)) == {"declarations:read"}


def test_a_client_gets_no_scope_that_its_party_does_not_have() -> None:
    owner = signed_in(member("owner", SUMMIT))

    for scopes in (["cargo:write"], ["party:manage"], ["files:work"], []):
        answer = owner.post("/party/clients/make", {"name": "x", "scopes": scopes})
        assert answer.status_code == 422


@pytest.mark.parametrize("address", ["/party/members", "/party/clients"])
def test_a_declarant_does_not_look_after_the_party(address: str) -> None:
    assert signed_in(member("declarant", SUMMIT)).get(address).status_code == 403


def test_nobody_manages_an_office_as_if_it_were_a_party() -> None:
    assert signed_in(officer("administrator")).get("/party/members").status_code == 403


def _link(answer: HttpResponse) -> str:
    found = re.search(r'id="link">http://[^/]+(/invitations/[^<]+)<', words(answer))
    assert found
    return found[1]


def _secret(page: str) -> str:
    found = re.search(r'id="client-secret">([^<]+)<', page)
    assert found
    return found[1]


def _client(party: str) -> tuple[Client, clients.ClientEntry, str]:
    owner = signed_in(member("owner", party))
    secret = _secret(words(owner.post("/party/clients/make", {"name": "ERP", "scopes": ["declarations:read"]})))
    return owner, next(one for one in clients.clients_of(party=party) if not one.revoked_at), secret


def _token(client: str, secret: str, scope: str = "declarations:read") -> str:
    """A token, or nothing where none is given."""
    form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret, "scope": scope}
    answer = Client().post("/oauth/token", form)
    return str(answer.json().get("access_token", ""))


def _actor(token: str) -> set[str]:
    actor = traders.bearer(token)
    assert actor is not None
    return set(actor.permissions)
