"""The citizen's pages in a browser: on a phone and at a desk, in several languages, by keyboard, without scripts."""

import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page

from clearway.hub.consents import public as consents
from clearway.hub.consents.public import delegates
from clearway.hub.disclosures import public as disclosures
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Denied
from clearway.platform.calendar import now
from tests.hub.citizen.looking import ARTICLE, KIND, agreed, look
from tests.hub.citizen.people import BANK, HOLDER, citizen, fresh_number
from tests.portal.conftest import Opened, address, browser, opened
from tests.portal.people import outsider, signed_in
from tests.portal.test_browser import RULES

__all__ = ["address", "browser", "opened"]

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("country")]

PHONE, DESK, NARROWEST = 390, 1280, 320
#: Where pictures of the pages are put, if anybody wants to look at them.
PICTURES = os.environ.get("CLEARWAY_PICTURES")
MOST_STATEMENTS, LARGEST = 12, 150 * 1024


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, country: None) -> str:
    """A person about whom much has happened."""
    agreed(monkeypatch)
    number, at = fresh_number(), now()
    asked = consents.ask(number, BANK, KIND, ARTICLE, ("address", "is_of_age"), by="user:bank", at=at)
    consents.give(asked, subject=number, by=f"person:{number}", at=at, until=at + timedelta(days=90))
    consents.ask(number, BANK, "TAX-002", ARTICLE, ("income_band",), by="user:bank", at=at)
    refused = consents.ask(number, BANK, "TAX-001", ARTICLE, ("owes_no_more_than",), by="user:bank", at=at)
    consents.refuse(refused, subject=number, by=f"person:{number}", at=at)
    for case in ("L-1", "L-2", "L-3"):
        look(number, case=case)
    with suppress(Denied):
        look(number, name="born")
    disclosures.conceal(
        f"person/{number}", BANK, case_number="C-1", article="SHA-9", until=at + timedelta(days=1), by="court", at=at
    )
    look(number, case="C-1")
    delegates.delegate(number, fresh_number(), by="user:me", at=at)
    delegates.delegate(fresh_number(), number, by="user:other", at=at)
    newest = exchange.about(f"person/{number}")[-1]
    said = disclosures.object_to(
        newest.number, "misuse", "My neighbour works there.", subject=f"person/{number}", holder=HOLDER,
        organisation=BANK, by="user:me", at=at,
    )  # fmt: skip
    disclosures.answer(said, "upheld", "You were right; it was reported.", holder=HOLDER, by="user:p", at=at)
    return number


def _addresses(person: str) -> dict[str, str]:
    seen = exchange.about(f"person/{person}")
    asked = {one.state: one.number for one in consents.of_subject(person)}
    return {
        "accesses": "/me/accesses",
        "access": f"/me/accesses/{seen[-1].number}",
        "access-denied": f"/me/accesses/{seen[1].number}",
        "access-proof-later": f"/me/accesses/{seen[-1].number}/proof",
        "consents": "/me/consents",
        "consent-asked": f"/me/consents/{asked['asked']}",
        "consent-given": f"/me/consents/{asked['given']}",
        "consent-refused": f"/me/consents/{asked['refused']}",
        "delegates": "/me/delegates",
    }


def _come_in(page: Page, person: str | None) -> None:
    client = citizen(person) if person else signed_in(outsider())
    page.goto("/status")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url}])


@pytest.mark.parametrize(("width", "language"), [(NARROWEST, "vi"), (PHONE, "en"), (DESK, "en")])
def test_no_page_keeps_anybody_out(opened: Opened, person: str, tmp_path: Path, width: int, language: str) -> None:
    page, wrong = opened(width, language=language), {}
    policy: list[str] = []
    page.on("console", lambda line: policy.append(line.text) if "Content Security Policy" in line.text else None)
    _come_in(page, None)
    places = {"unlinked": "/me/accesses", **_addresses(person)}
    for name, where in places.items():
        page.goto(where)
        page.screenshot(path=Path(PICTURES or tmp_path) / f"citizen-{name}-{width}.png", full_page=True)
        found = Axe().run(page, options=RULES).response["violations"]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong[name] = [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]
        wrong[name] += (["scrolls sideways"] if wide > 0 else []) + policy
        if name == "unlinked":
            _come_in(page, person)

    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_consent_is_given_by_keyboard_alone_and_without_scripts(opened: Opened, person: str) -> None:
    page = opened(PHONE, scripts=False)
    _come_in(page, person)
    page.goto(_addresses(person)["consent-asked"])

    page.focus("button[value=give]")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.is_visible("button[value=withdraw]")


def test_no_page_asks_the_store_much_or_weighs_much(person: str) -> None:
    client, heavy = citizen(person), {}
    for name, where in _addresses(person).items():
        client.get(where)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(where)
        if len(asked) > MOST_STATEMENTS or len(answer.content) > LARGEST:
            heavy[name] = [len(answer.content), *(one["sql"][:200] for one in asked)]

    assert heavy == {}
