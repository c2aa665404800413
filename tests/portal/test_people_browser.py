"""Signing in in a real browser: with a passkey, under the policy against inline scripts, and for everybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.portal.conftest import Opened
from tests.portal.people import PASSWORD, member, officer

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("country")]

#: WCAG 2.2 A and AA, and what axe's makers count as good practice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def _sign_in(page: Page, house: str, name: str) -> None:
    page.goto(f"{house}/sign-in")
    page.fill("#username", name)
    page.fill("#password", PASSWORD)
    _press(page, "main form button")


def _press(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.click(selector)


def test_a_passkey_is_added_and_signs_in_without_a_password(opened: Opened, address: str) -> None:
    # A browser gives no key to an address of numbers.
    house, page, name = address.replace("127.0.0.1", "localhost"), opened(), officer()
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": _KEY})
    _sign_in(page, house, name)

    page.goto(f"{house}/account/second-factor/key")
    page.fill("#name", "Laptop")
    page.click("label[for=passwordless]")
    _press(page, "#passkey")
    assert "Recovery codes" in page.inner_text("h1")
    page.goto(f"{house}/office")
    assert "/office" in page.url
    _press(page, ".house-person button")
    page.goto(f"{house}/sign-in/passkey")
    _press(page, "#passkey")

    page.goto(f"{house}/office")
    assert page.url == f"{house}/office"
    assert complaints == []


@pytest.mark.parametrize(("width", "language"), [(320, "en"), (390, "ko"), (1280, "fr")])
def test_no_page_of_people_keeps_anybody_out(opened: Opened, address: str, width: int, language: str) -> None:
    page = opened(width, language=language)
    wrong: dict[str, list[str]] = {}

    def look(path: str) -> None:
        page.goto(f"{address}{path}")
        found = [one["id"] for one in Axe().run(page, options=RULES).response["violations"]]
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong[path] = found + (["scrolls sideways"] if sideways > 0 else [])

    look("/sign-in/passkey")
    _sign_in(page, address, member("owner"))
    for path in (
        "/account", "/account/second-factor", "/account/second-factor/app", "/account/second-factor/key",
        "/party/members", "/party/mandates", "/party/clients", "/party/declarations",
    ):  # fmt: skip
        look(path)

    assert {path: found for path, found in wrong.items() if found} == {}


def test_an_app_is_set_up_without_scripts(opened: Opened, address: str) -> None:
    page = opened(390, scripts=False)
    _sign_in(page, address, officer())

    page.goto(f"{address}/account/second-factor/app")

    assert page.is_visible("#secret")
    assert page.is_visible("#code")
    assert page.is_visible("main form button")
