"""Over real HTTP: a clerk with a session asks, proves a second factor again, and gets what the registers hold."""

import re
import threading
from collections.abc import Iterator

import httpx
import pytest

from clearway.gateways.simulators.registers.people import Registers
from clearway.gateways.simulators.registers.serving import server
from clearway.hub.exchange import public as exchange
from clearway.platform.calendar import now
from clearway.platform.identity import codes
from tests.gateways.rest.web import Web
from tests.hub.desk.clerks import BANK, agreed, consented, form, proved
from tests.portal.people import member, signed_in

pytestmark = pytest.mark.usefixtures("country")
PERSON = "P0000431"


@pytest.fixture(scope="module")
def registers() -> Iterator[str]:
    """The registers of other agencies, on a port of their own."""
    one = server(Registers(1), 0)
    threading.Thread(target=one.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{one.server_port}"
    one.shutdown()
    one.server_close()


class Window(httpx.Client):
    """A browser without scripts: it keeps cookies and sends the forms it was shown."""

    def sent(self, where: str, said: dict[str, object]) -> httpx.Response:
        """Send a form with the token of the page before."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get("/desk/ask?article=CR-12").text)
        assert token is not None
        headers = {"Referer": str(self.base_url)}
        return self.post(where, data={**said, "csrfmiddlewaretoken": token[1]}, headers=headers)


@pytest.fixture
def clerk(web: Web, registers: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Window, str]]:
    """A loan clerk whose second factor was given an hour ago, and the secret of their app."""
    with monkeypatch.context() as patched:
        agreed(patched)
    for holder in ("DL800101", "DL800103"):
        exchange.reach(holder, f"{registers}/{holder}")
    name, secret = member("loan clerk", BANK), codes.new_secret()
    codes.give_app(name, secret)
    known = signed_in(name)
    proved(known, seconds_ago=3600)
    with Window(base_url=web.url, follow_redirects=True, timeout=60) as window:
        window.cookies.set("sessionid", known.cookies["sessionid"].value)
        yield window, secret


def test_a_clerk_gets_what_the_registers_hold(clerk: tuple[Window, str]) -> None:
    window, _secret = clerk
    consented(PERSON, "RES-001", "address")
    record = Registers(1).record("RES-001", PERSON)
    assert record is not None

    answer = window.sent("/desk/look", form(PERSON))

    assert answer.status_code == 200
    assert str(record["address"]) in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_code_given_again_opens_what_is_sensitive_and_the_form_goes_on(clerk: tuple[Window, str]) -> None:
    window, secret = clerk
    consented(PERSON, "TAX-002", "income")
    record = Registers(1).record("TAX-002", PERSON)
    assert record is not None
    sensitive = form(PERSON, "TAX-002:income")
    assert "Prove who you are first" in window.sent("/desk/preview", sensitive).text

    asked = window.sent("/desk/prove", sensitive)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', asked.text)
    assert token is not None
    assert 'name="code"' in asked.text
    said = {"code": codes.shown_now(secret, at=now()), "next": "/desk/again", "csrfmiddlewaretoken": token[1]}
    after = window.post("/account/code-again", data=said, headers={"Referer": str(window.base_url)})

    assert "You may ask" in after.text
    assert f'value="{PERSON}"' in after.text
    assert str(record["income"]).split(".")[0] in window.sent("/desk/look", sensitive).text


def test_a_form_without_its_token_is_refused(clerk: tuple[Window, str]) -> None:
    window, _secret = clerk
    before = exchange.count(f"person/{PERSON}")

    assert window.post("/desk/look", data=form(PERSON)).status_code == 403
    assert exchange.count(f"person/{PERSON}") == before
