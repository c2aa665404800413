"""The desk in a browser: on a phone and at a desk, in another language, without scripts, and on paper."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from clearway.hub.reviews import models
from clearway.hub.reviews import public as reviews
from clearway.platform.calendar import now
from tests.hub.citizen.people import fresh_number
from tests.hub.desk.clerks import (
    Instant,
    accesses_in,
    agreed,
    consented,
    emergency,
    loan_clerk,
    manager,
    proved,
    watched,
    welfare_clerk,
)
from tests.portal.conftest import Opened, address, browser, opened
from tests.portal.people import words
from tests.portal.test_browser import RULES

__all__ = ["address", "browser", "opened"]

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("country")]

PHONE, DESK, NARROWEST = 390, 1280, 320
#: Where pictures of the pages are put, if anybody wants to look at them.
PICTURES = os.environ.get("CLEARWAY_PICTURES")


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, country: None) -> str:
    """A person who lets the bank ask what it needs; one holder is away."""
    agreed(monkeypatch)
    monkeypatch.setattr(Instant, "away", frozenset({"LAB-001"}))
    number = fresh_number()
    consented(number, "RES-001", "address", "is_of_age", "lives_here")
    return number


def _come_in(page: Page, client: Client) -> None:
    page.goto("/status")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url}])


class _Looker:
    """Looks at one page after the other, and keeps what is wrong with each."""

    def __init__(self, page: Page, folder: Path, width: int) -> None:
        self.page, self.folder, self.width = page, folder, width
        self.wrong: dict[str, list[str]] = {}
        self.policy: list[str] = []
        page.on("console", lambda line: self.policy.append(line.text) if "Content Security" in line.text else None)

    def look(self, name: str) -> None:
        self.page.screenshot(path=self.folder / f"desk-{name}-{self.width}.png", full_page=True)
        found = Axe().run(self.page, options=RULES).response["violations"]
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        said = [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]
        said += (["scrolls sideways"] if wide > 0 else []) + self.policy
        if said:
            self.wrong[name] = said


def _press(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.click(selector)


def _asked(page: Page, person: str, *names: str) -> None:
    page.goto("/desk/ask?article=CR-12")
    page.fill("#subject", person)
    page.fill("#case", "L-2026-118")
    for name in names:
        page.click(f'label[for="n-{name}"]')


def _emergencies() -> None:
    """One emergency that waits, one that is overdue, and one that was decided."""
    for state in ("waits", "overdue", "decided"):
        made = words(welfare_clerk().post("/desk/look", emergency(fresh_number())))
        watched()
        found = reviews.of_access(accesses_in(made)[0])
        assert found is not None
        if state == "overdue":
            models.Review.objects.filter(number=found.number).update(due_at=now() - timedelta(days=2))
        if state == "decided":
            reviews.decide(
                found.number, "justified", "The police confirm it.", by="user:boss", at=now(),
                organisation=found.organisation,
            )  # fmt: skip


@pytest.mark.parametrize(("width", "language"), [(NARROWEST, "vi"), (PHONE, "en"), (DESK, "en")])
def test_no_page_keeps_anybody_out(opened: Opened, person: str, tmp_path: Path, width: int, language: str) -> None:
    page = opened(width, language=language)
    looker = _Looker(page, Path(PICTURES or tmp_path), width)
    clerk = loan_clerk()
    proved(clerk, seconds_ago=3600)
    _come_in(page, clerk)
    for name, where in {"start": "/desk", "found": "/desk?q=tax", "ask": "/desk/ask?article=CR-12"}.items():
        page.goto(where)
        looker.look(name)
    _press(page, ".desk-go button")
    looker.look("ask-wrong")
    _asked(page, person, "RES-001:address", "RES-001:is_of_age", "LAB-001:employer", "TAX-002:income")
    _press(page, ".desk-go button")
    looker.look("preview")
    _press(page, 'form[action="/desk/look"] button')
    looker.look("answers")
    page.emulate_media(media="print")
    page.screenshot(path=looker.folder / f"desk-print-{width}.png", full_page=True)
    assert page.is_visible(".desk-watermark")
    page.emulate_media(media="screen")
    page.goto("/desk/mine")
    looker.look("mine")
    _emergencies()
    _come_in(page, welfare_clerk())
    page.goto("/desk/ask?article=WEL-11&is_emergency=yes")
    looker.look("emergency")
    _come_in(page, manager())
    for name, where in {"none": "/desk", "overseen": "/desk/overseen", "reviews": "/desk/reviews"}.items():
        page.goto(where)
        looker.look(name)
    _press(page, "tbody a")
    looker.look("review")

    assert looker.wrong == {}


def test_an_official_asks_without_scripts_and_by_keyboard(opened: Opened, person: str) -> None:
    page = opened(PHONE, scripts=False)
    _come_in(page, loan_clerk())
    page.goto("/desk")
    _press(page, 'a[href="/desk/ask?article=CR-12"]')
    page.fill("#subject", person.lower())
    page.fill("#case", "L-1")
    page.focus('input[value="RES-001:address"]')
    page.keyboard.press("Space")
    for leads in ('form[action="/desk/preview"] .desk-go button', 'form[action="/desk/look"] button'):
        page.focus(leads)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    assert "1 Quay Road" in page.inner_text("main")
    assert not page.is_visible(".desk-watermark")
