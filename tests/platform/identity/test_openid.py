"""Signing in with an outside provider, and being one: real processes, real HTTP, real signatures."""

import base64
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import jwt
import pytest

from clearway.platform.calendar import now
from clearway.platform.identity import codes
from clearway.registers.traders import public as traders
from clearway.registers.traders.public import clients
from tests.conftest import BROKER
from tests.gateways.rest.web import ROOT, Web
from tests.platform.identity.browsing import Browser
from tests.portal.people import PASSWORD, member, officer, outsider

pytestmark = pytest.mark.usefixtures("country")

BACK = "http://127.0.0.1:9/back"


@pytest.fixture(scope="module")
def outside() -> Iterator[str]:
    """An outside provider as a process of its own; where it listens."""
    command = [sys.executable, "-m", "clearway.config", "simulate", "openid", "--secret", "a shared secret"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.terminate()
    process.wait(20)
    process.stdout.close()


@pytest.fixture(scope="module")
def house(outside: str, django_db_setup: None) -> Iterator[str]:
    """The house as a process of its own that knows the outside provider."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CLEARWAY_OPENID_ISSUER", outside)
        environment.setenv("CLEARWAY_OPENID_SECRET", "a shared secret")
        environment.setenv("CLEARWAY_OPENID_STRONG", "urn:demoland:high")
        web = Web()
    try:
        web.wait()
        yield web.url
    finally:
        web.stop()


@pytest.fixture
def browser() -> Iterator[Browser]:
    with closing(Browser()) as one:
        yield one


def _come_from_outside(browser: Browser, house: str, person: str) -> httpx.Response:
    asked = browser.open(f"{house}/sign-in/openid?next=/account")
    assert "Who are you?" in asked.text
    return browser.fill(asked, person=person)


def test_a_person_links_an_outside_identity_and_signs_in_with_it(house: str, browser: Browser) -> None:
    name = member("owner", BROKER)
    browser.sign_in(house, name, PASSWORD)

    asked = _come_from_outside(browser, house, "1001")
    assert "Mina Harbour" in asked.text
    linked = browser.fill(asked, "/account/openid/link")
    with closing(Browser()) as later:
        came = _come_from_outside(later, house, "1001")

    assert "The identity is linked." in linked.text
    assert name in came.text
    # The provider says that it asked for a second factor, and it is believed because the settings say so.
    assert "You signed in with a second factor." in came.text


def test_nobody_comes_in_whom_nobody_linked_whatever_they_are_called(house: str, browser: Browser) -> None:
    outsider()

    came = _come_from_outside(browser, house, "1002")

    assert came.status_code == 403
    assert "Nobody here is linked" in came.text
    assert "/sign-in" in str(browser.open(f"{house}/account").url)


def test_an_outside_identity_is_one_person_here(house: str) -> None:
    for name, expected in ((member("owner", BROKER), "is linked"), (member("reader", BROKER), "belongs to another")):
        with closing(Browser()) as one:
            one.sign_in(house, name, PASSWORD)
            said = one.fill(_come_from_outside(one, house, "1003"), "/account/openid/link")
            assert expected in said.text


def test_an_answer_that_nobody_asked_for_proves_nothing(house: str, browser: Browser) -> None:
    asked = browser.open(f"{house}/sign-in/openid?next=/account")
    state = parse_qs(urlsplit(str(asked.url)).query)["state"][0]

    other = browser.open(f"{house}/sign-in/openid/answer?code=stolen&state=of-somebody-else")
    again = browser.open(f"{house}/sign-in/openid/answer?code=stolen&state={state}")

    assert other.status_code == 403
    assert "/sign-in" in str(again.url)


def _site(browser: Browser, house: str, **more: str) -> tuple[clients.MadeClient, str, dict[str, str]]:
    """A partner's site, the verifier it keeps, and what it asks with."""
    made = clients.register_site("Port office", (BACK,), by="tests", at=now())
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": made.client_id,
        "redirect_uri": BACK,
        "scope": "openid profile roles",
        "state": "s",
        "nonce": "n-1",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        **more,
    }
    return made, verifier, asked


def _agree(browser: Browser, house: str, asked: dict[str, str]) -> str:
    """The code that the site gets when the person agrees."""
    page = browser.open(f"{house}/oauth/authorize?{urlencode(asked)}")
    assert "Port office" in page.text, page.text
    assert "form-action 'self' http://127.0.0.1:9" in page.headers["Content-Security-Policy"]
    browser.follow_redirects = False
    back = browser.fill(page, allow="Authorize")
    browser.follow_redirects = True
    assert back.headers["Location"].startswith(BACK)
    return parse_qs(urlsplit(back.headers["Location"]).query)["code"][0]


def _exchange(house: str, made: clients.MadeClient, code: str, verifier: str) -> httpx.Response:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": verifier}
    return httpx.post(f"{house}/oauth/token", data=form, auth=(made.client_id, made.secret), timeout=30)


def test_a_partners_site_learns_who_signed_in_and_for_whom_they_act(house: str, browser: Browser) -> None:
    name = member("declarant", BROKER)
    browser.sign_in(house, name, PASSWORD)
    made, verifier, asked = _site(browser, house)
    described = httpx.get(f"{house}/.well-known/openid-configuration", timeout=30).json()

    answer = _exchange(house, made, _agree(browser, house, asked), verifier)

    assert answer.status_code == 200, answer.text
    key = jwt.PyJWKSet.from_dict(httpx.get(described["jwks_uri"], timeout=30).json()).keys[0]
    claims = jwt.decode(
        answer.json()["id_token"], key, algorithms=["RS256"], audience=made.client_id, issuer=described["issuer"]
    )
    assert described["issuer"] == house
    assert claims["nonce"] == "n-1"
    assert claims["preferred_username"] == name
    assert claims["parties"] == [{"party": BROKER, "role": "declarant"}]
    assert claims["offices"] == []
    assert "email" not in claims


def test_a_code_is_worth_nothing_without_its_verifier_and_nothing_twice(house: str, browser: Browser) -> None:
    browser.sign_in(house, member("reader", BROKER), PASSWORD)
    made, verifier, asked = _site(browser, house)

    stolen = _exchange(house, made, _agree(browser, house, asked), "x" * 64)
    code = _agree(browser, house, asked)
    first, second = _exchange(house, made, code, verifier), _exchange(house, made, code, verifier)

    assert (stolen.status_code, first.status_code, second.status_code) == (400, 200, 400)


@pytest.mark.parametrize(
    "more", [{"code_challenge": ""}, {"redirect_uri": "http://127.0.0.1:9/elsewhere"}, {"scope": "openid files:read"}]
)
def test_a_site_gets_no_code_without_pkce_elsewhere_or_for_more(
    house: str, browser: Browser, more: dict[str, str]
) -> None:
    browser.sign_in(house, member("reader", BROKER), PASSWORD)
    _made, _verifier, asked = _site(browser, house, **more)
    browser.follow_redirects = False

    answer = browser.get(f"{house}/oauth/authorize", params={name: value for name, value in asked.items() if value})

    assert answer.status_code in (302, 400)
    assert "code=" not in answer.headers.get("Location", "")


def test_a_sites_token_opens_nothing_of_the_interface(house: str, browser: Browser) -> None:
    browser.sign_in(house, member("owner", BROKER), PASSWORD)
    made, verifier, asked = _site(browser, house)
    token = _exchange(house, made, _agree(browser, house, asked), verifier).json()["access_token"]

    assert traders.bearer(token) is None


def test_an_officer_needs_the_second_factor_to_sign_in_elsewhere_too(house: str, browser: Browser) -> None:
    name, secret = officer(), codes.new_secret()
    browser.sign_in(house, name, PASSWORD)
    _made, _verifier, asked = _site(browser, house)

    before = browser.open(f"{house}/oauth/authorize?{urlencode(asked)}")
    codes.give_app(name, secret)
    proving = browser.open(f"{house}/oauth/authorize?{urlencode(asked)}")
    after = browser.fill(proving, code=codes.shown_now(secret, at=now()))

    assert "/account/second-factor" in str(before.url)
    assert "Port office" in after.text
