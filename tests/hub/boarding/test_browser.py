"""The pages of holders, the privacy officer and coming aboard in a browser: on a phone, at a desk, and light."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page

from clearway.hub.agreements import public as agreements
from clearway.hub.boarding import public as boarding
from clearway.hub.disclosures import public as disclosures
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Denied
from clearway.hub.holding import public as holding
from clearway.hub.reviews import public as reviews
from clearway.platform.calendar import now
from clearway.platform.events import readers
from clearway.registers.offices import public as offices
from tests.hub.boarding.agreeing import DESK, HOLDER, KIND, approved, asked
from tests.hub.boarding.test_aboard import pem
from tests.hub.citizen.looking import agreed, look
from tests.hub.citizen.people import BANK, fresh_number
from tests.hub.privacy.test_watching import WATCH, _flagged
from tests.portal.conftest import Opened, address, browser, opened
from tests.portal.people import officer, signed_in
from tests.portal.test_browser import RULES

__all__ = ["address", "browser", "opened"]

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("country")]

PHONE, DESK_WIDTH, NARROWEST = 390, 1280, 320
#: Where pictures of the pages are put, if anybody wants to look at them.
PICTURES = os.environ.get("CLEARWAY_PICTURES")
MOST_STATEMENTS, LARGEST = 12, 150 * 1024


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch, country: None) -> dict[str, tuple[Client, str]]:
    """Every page after a busy day, and who opens it."""
    agreed(monkeypatch)
    at, person = now(), fresh_number()
    offices.add_office(WATCH, kind="ministry", titles={"en": "Data Protection Office"}, by="tests", at=at)
    with suppress(Denied):
        look(person, name="born")
    seen = exchange.about(f"person/{person}")[0]
    objection = disclosures.object_to(
        seen.number, "misuse", "My neighbour works there, and nobody else could have known.", subject=seen.subject,
        holder=HOLDER, organisation=BANK, by="user:me", at=at,
    )  # fmt: skip
    review, flag = reviews.open_review(seen), _flagged(seen).number
    while readers.read(holding.READER, at=at):
        pass
    first = approved("is_of_age", days=20)
    second = asked("is_of_age", "address", number=first.number, in_office_hours=True)
    stopped = approved("name")
    agreements.stop(stopped.number, stopped.version, "Complaints are looked into.", by="user:privacy", at=at)
    for organisation in (DESK, HOLDER):
        boarding.add_certificate(organisation, pem(20), by="user:desk", at=at)
    holder = signed_in(officer("data holder", HOLDER))
    manager = signed_in(officer("desk manager", DESK))
    privacy = signed_in(officer("privacy officer", WATCH))
    manager.post("/joining/keys", {"name": "Case system", "is_sandbox": "yes"})
    changed = f"{second.number}/{second.version}"
    return {
        "holding": (holder, "/holding"),
        "holding-in-use": (holder, "/holding?show=in-use"),
        "holding-agreement": (holder, f"/holding/agreements/{changed}"),
        "holding-stopped": (holder, f"/holding/agreements/{stopped.number}/1"),
        "holding-usage": (holder, "/holding/usage"),
        "holding-system": (holder, "/holding/system"),
        "joining": (manager, "/joining"),
        "joining-keys": (manager, "/joining/keys"),
        "joining-certificates": (manager, "/joining/certificates"),
        "joining-agreements": (manager, "/joining/agreements"),
        "joining-agreement": (manager, f"/joining/agreements/{changed}"),
        "joining-kinds": (manager, "/joining/propose?q=residen"),
        "joining-propose": (manager, f"/joining/propose/{KIND}?of={second.number}"),
        "privacy": (privacy, "/privacy"),
        "privacy-objection": (privacy, f"/privacy/objections/{objection}"),
        "privacy-flag": (privacy, f"/privacy/flags/{flag}"),
        "privacy-review": (privacy, f"/privacy/reviews/{review}"),
        "privacy-accesses": (privacy, f"/privacy/accesses?number={seen.number}"),
        "privacy-agreements": (privacy, "/privacy/agreements"),
        "privacy-agreement": (privacy, f"/privacy/agreements/{stopped.number}/1"),
    }


def _come_in(page: Page, client: Client) -> None:
    page.context.clear_cookies()
    page.goto("/status")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url}])


@pytest.mark.parametrize("width", [NARROWEST, PHONE, DESK_WIDTH])
def test_no_page_keeps_anybody_out(
    opened: Opened, places: dict[str, tuple[Client, str]], tmp_path: Path, width: int
) -> None:
    page, wrong, last = opened(width), {}, None
    policy: list[str] = []
    page.on("console", lambda line: policy.append(line.text) if "Content Security Policy" in line.text else None)
    for name, (client, where) in places.items():
        if client is not last:
            _come_in(page, client)
            last = client
        page.goto(where)
        page.screenshot(path=Path(PICTURES or tmp_path) / f"hub-{name}-{width}.png", full_page=True)
        found: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong[name] = [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]
        wrong[name] += (["scrolls sideways"] if wide > 0 else []) + policy

    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_proposal_is_looked_over_sent_and_approved_by_keyboard_alone_and_without_scripts(
    opened: Opened, places: dict[str, tuple[Client, str]], tmp_path: Path
) -> None:
    page = opened(PHONE, scripts=False)
    _come_in(page, places["joining"][0])
    page.goto(f"/joining/propose/{KIND}")
    for field in ("#g-born", "#r-3"):
        page.focus(field)
        page.keyboard.press("Space")
    page.focus("button[value=check]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.screenshot(path=Path(PICTURES or tmp_path) / "hub-joining-looked-390.png", full_page=True)
    assert page.is_visible("text=Less may be enough")

    page.focus("button[value=send]")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    _number, version = page.url.rsplit("/", 2)[-2:]
    assert version == "1"
    _come_in(page, places["holding"][0])
    page.goto(f"/holding/agreements/{_number}/{version}")
    page.focus("button[value=approve]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.is_visible("button[value=suspend]")


def test_no_page_asks_the_store_much_or_weighs_much(places: dict[str, tuple[Client, str]]) -> None:
    heavy = {}
    for name, (client, where) in places.items():
        client.get(where)
        with CaptureQueriesContext(connection) as counted:
            answer = client.get(where)
        assert answer.status_code == 200, name
        if len(counted) > MOST_STATEMENTS or len(answer.content) > LARGEST:
            heavy[name] = [len(answer.content), *(one["sql"][:200] for one in counted)]

    assert heavy == {}
