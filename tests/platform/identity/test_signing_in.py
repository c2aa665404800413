"""A second factor: set up, asked for, replaced by a recovery code, and needed where officers work."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from clearway.platform.calendar import now
from clearway.platform.identity import codes
from tests.conftest import BROKER
from tests.portal.people import PASSWORD, member, officer, outsider, signed_in, words

pytestmark = pytest.mark.usefixtures("country")


def _password(name: str, following: str = "/account") -> tuple[Client, object]:
    client = Client()
    return client, client.post("/sign-in", {"username": name, "password": PASSWORD, "next": following})


def test_an_officer_sets_up_an_app_before_any_page_of_the_office_opens() -> None:
    client, _answer = _password(officer())
    sent = client.get("/office", follow=True)
    assert sent.redirect_chain[-1][0].startswith("/account/second-factor")

    secret = re.search(r'id="secret">([A-Z2-7]+)<', words(client.get("/account/second-factor/app")))
    assert secret
    done = client.post("/account/second-factor/app", {"code": codes.shown_now(secret[1], at=now())})

    assert done["Location"] == "/account/second-factor/codes"
    assert client.get("/office").status_code == 200


@pytest.mark.parametrize(
    ("role", "office", "address"),
    [
        ("officer", "DL000101", "/office"),
        ("supervisor", "DL000101", "/office/overview"),
        ("administrator", "DL000201", "/administrator"),
    ],
)
def test_a_password_alone_opens_no_page_of_an_office(role: str, office: str, address: str) -> None:
    name = officer(role, office)

    assert signed_in(name, second_factor=False).get(address)["Location"].startswith("/account/prove")
    assert signed_in(name).get(address).status_code == 200


def test_somebody_with_an_app_is_asked_for_its_code_and_is_nobody_before() -> None:
    name, secret = _with_app()
    client, first = _password(name)

    assert first["Location"] == "/sign-in/second-factor"  # type: ignore[index] # a response of the test client.
    assert client.get("/account").status_code == 302
    wrong = client.post("/sign-in/second-factor", {"code": "000000"})
    assert wrong.status_code == 200
    assert "The code is wrong" in words(wrong)
    right = client.post("/sign-in/second-factor", {"code": codes.shown_now(secret, at=now())})
    assert right["Location"] == "/account"
    assert "You signed in with a second factor." in words(client.get("/account"))


def test_a_code_is_good_once() -> None:
    name, secret = _with_app()
    code = codes.shown_now(secret, at=now())
    first, _ = _password(name)
    second, _ = _password(name)

    assert first.post("/sign-in/second-factor", {"code": code}).status_code == 302
    assert second.post("/sign-in/second-factor", {"code": code}).status_code == 200


def test_a_recovery_code_opens_the_door_once() -> None:
    name, secret = _with_app()
    client, _ = _password(name)
    client.post("/sign-in/second-factor", {"code": codes.shown_now(secret, at=now())})
    kept = re.findall(r"<li><code>(\d{8})</code></li>", words(client.get("/account/second-factor/codes")))
    assert len(kept) == 10

    for expected in (302, 200):
        other, _ = _password(name)
        assert other.post("/sign-in/second-factor", {"code": kept[0]}).status_code == expected


def test_guessing_codes_is_stopped() -> None:
    name, secret = _with_app()
    client, _ = _password(name)

    for _attempt in range(6):
        client.post("/sign-in/second-factor", {"code": "000000"})

    assert client.post("/sign-in/second-factor", {"code": codes.shown_now(secret, at=now())}).status_code == 200


def test_a_session_without_the_second_factor_proves_it_and_goes_on() -> None:
    name, secret = _with_app(officer())
    client = signed_in(name, second_factor=False)

    asked = client.get("/office", follow=True)
    proven = client.post(asked.redirect_chain[-1][0], {"code": codes.shown_now(secret, at=now()), "next": "/office"})

    assert proven["Location"] == "/office"
    assert client.get("/office").status_code == 200


def test_the_session_gets_another_key_when_it_may_do_more() -> None:
    client, _answer = _password(officer())
    before = client.session.session_key
    secret = re.search(r'id="secret">([A-Z2-7]+)<', words(client.get("/account/second-factor/app")))
    assert secret

    client.post("/account/second-factor/app", {"code": codes.shown_now(secret[1], at=now())})

    assert client.session.session_key != before


def test_secrets_of_apps_are_sealed_where_they_lie() -> None:
    name, secret = _with_app()
    user = get_user_model().objects.get(username=name)

    assert secret not in str(user.authenticator_set.values_list("data", flat=True))


def test_pages_with_keys_have_nothing_inline() -> None:
    client, _answer = _password(member("owner", BROKER))

    for address in ("/sign-in/passkey", "/account/second-factor/key"):
        said = words((Client() if address.startswith("/sign-in") else client).get(address))
        assert re.findall(r"<script(?![^>]*src=)", said) == []
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", said)
        assert "theme/passkey.js" in said


def test_where_no_outside_provider_is_named_none_is_offered() -> None:
    assert Client().get("/sign-in/openid").status_code == 404


def _with_app(name: str | None = None) -> tuple[str, str]:
    name, secret = name or outsider(), codes.new_secret()
    codes.give_app(name, secret)
    return name, secret
