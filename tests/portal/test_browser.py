"""The portal in a browser: for everybody, on a phone and at a desk, by keyboard, without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.portal.conftest import Opened
from tests.portal.people import PASSWORD, lodged, member, message, outsider

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("country")]

PHONE, DESK, NARROWEST = 390, 1280, 320
#: WCAG 2.2 A and AA, and what axe's makers count as good practice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
BROKEN = b"<MetaData><x></MetaData>"


def _sign_in(page: Page, name: str | None = None) -> None:
    page.goto("/sign-in")
    page.fill("#username", name or member("owner"))
    page.fill("#password", PASSWORD)
    _press(page, "main button")


def _send(page: Page, content: bytes) -> None:
    page.goto("/lodge")
    page.set_input_files("#file", {"name": "declaration", "mimeType": "text/plain", "buffer": content})
    _press(page, "main button")


def _press(page: Page, selector: str) -> None:
    """Press a button, and wait for the page it leads to."""
    with page.expect_navigation():
        page.click(selector)


def _every_page(page: Page) -> list[tuple[str, list[str]]]:
    """Each page in turn, and what is wrong with it."""
    checked: list[tuple[str, list[str]]] = []
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)

    def look(name: str) -> None:
        for details in page.query_selector_all("details"):
            details.evaluate("one => one.open = true")
        found = Axe().run(page, options=RULES).response["violations"]
        wrong = [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong += ["scrolls sideways"] if width > 0 else []
        checked.append((name, wrong + complaints))

    page.goto("/sign-in")
    look("sign-in")
    page.fill("#username", "nobody")
    page.fill("#password", "nothing")
    _press(page, "main button")
    look("sign-in refused")
    _sign_in(page)
    fine, refused = lodged("2-tableware-and-linen"), lodged("6-net-above-gross")
    for address in (
        "/", "/?q=unknown", "/account", "/lodge", "/status", "/nothing",
        f"/declarations/{refused}", f"/declarations/{refused}/amounts",
        *(f"/declarations/{fine}{part}" for part in ("", "/amounts", "/declared", "/history")),
    ):  # fmt: skip
        page.goto(address)
        look(address)
    for name, content in (("good", message()), ("bad", message("6-net-above-gross")), ("broken", BROKEN)):
        _send(page, content)
        look(f"check of a {name} file")
    return checked


@pytest.mark.parametrize(("width", "language"), [(NARROWEST, "en"), (PHONE, "ko"), (DESK, "en")])
def test_no_page_keeps_anybody_out(opened: Opened, width: int, language: str) -> None:
    checked = _every_page(opened(width, language=language))

    assert len(checked) == 17
    assert {name: wrong for name, wrong in checked if wrong} == {}


def test_a_page_that_forbids_is_for_everybody_too(opened: Opened) -> None:
    page = opened(PHONE)

    _sign_in(page, outsider())
    page.goto("/declarations")

    assert "You may not do this" in page.inner_text("h1")
    assert Axe().run(page, options=RULES).violations_count == 0


def test_a_declaration_is_lodged_by_keyboard_alone(opened: Opened) -> None:
    page, name = opened(), member("declarant")
    # Somebody must listen before a key is pressed, or the browser opens a window of its own.
    page.on("filechooser", lambda chooser: None)
    page.goto("/sign-in")

    _tab_to(page, "#username")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    _tab_to(page, "nav a[href='/lodge']")
    page.keyboard.press("Enter")
    _tab_to(page, "#file")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files({"name": "d.json", "mimeType": "application/json", "buffer": message()})
    _tab_to(page, "button[value=check]")
    page.keyboard.press("Enter")
    _tab_to(page, "button[value=lodge]")
    page.keyboard.press("Enter")

    page.wait_for_url("**/declarations/*")
    assert "The declaration is lodged under" in page.inner_text("[role=status]")


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until something has the focus; where one is must be seen on every stop."""
    page.wait_for_selector(selector)
    for _ in range(40):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none", page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_the_first_stop_of_the_keyboard_leads_past_the_frame(opened: Opened) -> None:
    page = opened()
    _sign_in(page)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_function("document.activeElement.id === 'main'")


def test_everything_works_without_scripts(opened: Opened) -> None:
    page = opened(PHONE, scripts=False)
    _sign_in(page)

    _send(page, message())
    _press(page, "button[value=lodge]")
    _press(page, "text=What is owed >> nth=0")
    page.click("summary >> nth=0")
    assert page.is_visible("ol.steps >> nth=0")
    page.click("label.house-menu")
    _press(page, "text=Français")
    assert page.get_attribute("html", "lang") == "fr"
    page.click("label.house-menu")
    _press(page, ".house-person button")
    page.goto("/account")
    assert "/sign-in" in page.url


def test_a_finding_leads_to_its_place(opened: Opened) -> None:
    page = opened()
    _sign_in(page)
    page.goto(f"/declarations/{lodged('6-net-above-gross')}")

    _press(page, ".finding h3 a >> nth=1")

    assert page.inner_text(":target dt").startswith("Net mass")


def test_targets_are_large_enough_for_a_thumb(opened: Opened) -> None:
    """WCAG 2.2, 2.5.8: at least 24 by 24 pixels, links within a sentence excepted."""
    page = opened(PHONE)
    _sign_in(page)
    page.goto(f"/declarations/{lodged()}")

    small = page.evaluate(
        """() => [...document.querySelectorAll('header a, header button, main button, .tabs a, summary')]
            .filter(one => one.offsetParent && !one.matches('.usa-skipnav'))
            .filter(one => { const box = one.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
            .map(one => one.outerHTML)"""
    )

    assert small == []
