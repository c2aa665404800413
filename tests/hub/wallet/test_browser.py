"""The wallet in a browser: on a telephone and at a desk, by keyboard, without scripts, and light."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page

from clearway.hub.wallet import public as wallet
from clearway.hub.wallet.public import verifier
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook
from tests.hub.citizen.looking import agreed
from tests.hub.citizen.people import BANK, citizen, fresh_number
from tests.hub.wallet.conftest import KIND
from tests.portal.conftest import Opened, address, browser, opened
from tests.portal.test_browser import RULES

__all__ = ["address", "browser", "opened"]

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("country")]

PHONE, DESK, NARROWEST = 390, 1280, 320
#: Where pictures of the pages are put, if anybody wants to look at them.
PICTURES = os.environ.get("CLEARWAY_PICTURES")
MOST_STATEMENTS, LARGEST = 12, 150 * 1024
BASE = "https://portal.example"


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, country: None) -> str:
    """A person with documents, of which one was sent and one revoked."""
    agreed(monkeypatch)
    number, at, known = fresh_number(), now(), lawbook.current(now()).sharing
    made = [wallet.ask(number, KIND, known, base=BASE, by="user:me", at=at) for _ in range(2)]
    asked = verifier.ask(BANK, KIND, {"address"}, "To open an account", known, by="client:bank", at=at)
    link = _link(asked.number)
    wallet.send(made[0].number, wallet.understood(link, at=at), subject=number, by="user:me", at=at)
    wallet.revoke(made[0].number, subject=number, by="user:me", at=at)
    return number


def _link(question: str) -> str:
    return f"openid4vp://?request_uri={BASE}/wallet/requests/{question}/object"


def _addresses(person: str) -> dict[str, str]:
    held = {one.state: one.number for one in wallet.of_subject(person)}
    asked = verifier.ask(
        BANK, KIND, {"address"}, "To open an account", lawbook.current(now()).sharing, by="client:bank", at=now()
    )
    return {
        "wallet": "/me/wallet",
        "held": f"/me/wallet/{held['held']}",
        "revoked": f"/me/wallet/{held['revoked']}",
        "send": "/me/wallet/send",
        "asked": f"/me/wallet/send?{_link(asked.number).partition('?')[2]}",
    }


def _come_in(page: Page, person: str) -> None:
    client = citizen(person)
    page.goto("/status")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url}])


def _wrong(page: Page, picture: Path) -> list[str]:
    page.screenshot(path=picture, full_page=True)
    found = Axe().run(page, options=RULES).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found] + (
        ["scrolls sideways"] if wide > 0 else []
    )


@pytest.mark.parametrize(("width", "language"), [(NARROWEST, "vi"), (PHONE, "en"), (DESK, "en")])
def test_no_page_keeps_anybody_out(opened: Opened, person: str, tmp_path: Path, width: int, language: str) -> None:
    page, wrong, folder = opened(width, language=language), {}, Path(PICTURES or tmp_path)
    policy: list[str] = []
    page.on("console", lambda line: policy.append(line.text) if "Content Security Policy" in line.text else None)
    _come_in(page, person)
    for name, where in _addresses(person).items():
        page.goto(where)
        wrong[name] = _wrong(page, folder / f"wallet-{name}-{width}.png") + policy
    page.goto(_addresses(person)["held"])
    page.click("button[value=offer]")
    wrong["offer"] = _wrong(page, folder / f"wallet-offer-{width}.png") + policy

    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_document_is_sent_by_keyboard_alone_and_without_scripts(opened: Opened, person: str) -> None:
    page = opened(PHONE, scripts=False)
    _come_in(page, person)
    page.goto(_addresses(person)["asked"])
    before = len(wallet.sent(person))

    page.focus("main form button")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert len(wallet.sent(person)) == before + 1


def test_no_page_asks_the_store_much_or_weighs_much(person: str) -> None:
    client, heavy = citizen(person), {}
    for name, where in _addresses(person).items():
        client.get(where)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(where)
        if len(asked) > MOST_STATEMENTS or len(answer.content) > LARGEST:
            heavy[name] = [len(answer.content), *(one["sql"][:200] for one in asked)]

    assert heavy == {}
