"""The guided form in a browser: by keyboard alone, without scripts, on a phone and at a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.conftest import TRADER
from tests.portal.conftest import Opened
from tests.portal.people import PASSWORD, lodged, member
from tests.portal.test_browser import DESK, NARROWEST, PHONE, RULES, _press, _sign_in, _tab_to

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("country")]

QUESTIONS = (
    "kind",
    "trader",
    "receiver",
    "journey",
    "place",
    "sale",
    "items",
    "items/1",
    "items/sheet",
    "documents",
    "check",
)


def _begin(page: Page, regime: str = "export") -> str:
    page.goto("/declare")
    page.click(f"label[for=regime-{regime}]")
    _press(page, "button[value=begin]")
    return page.url.rpartition("/")[0]


def _wrong(page: Page) -> list[str]:
    for details in page.query_selector_all("details"):
        details.evaluate("one => one.open = true")
    found = Axe().run(page, options=RULES).response["violations"]
    wrong = [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*wrong, *(["scrolls sideways"] if width > 0 else [])]


@pytest.mark.parametrize(("width", "language"), [(NARROWEST, "es"), (PHONE, "ko"), (DESK, "en")])
def test_no_page_of_the_form_keeps_anybody_out(opened: Opened, width: int, language: str) -> None:
    page = opened(width, language=language)
    _sign_in(page, member("owner", TRADER))
    checked: dict[str, list[str]] = {}
    number = lodged("1-tableware", party=TRADER)
    for address in (
        "/declare",
        "/drafts",
        "/declarations",
        "/declarations?state=refused&q=x",
        f"/declarations/{number}/withdraw",
    ):
        page.goto(address)
        checked[address] = _wrong(page)
    draft = _begin(page)
    for question in QUESTIONS:
        page.goto(f"{draft}/{question}")
        checked[question] = _wrong(page)
        if question not in ("items", "items/sheet", "check"):
            _press(page, "button[value=on]")
            checked[f"{question}, refused"] = _wrong(page)
    page.goto(f"{draft}/items/1/find?q=porcelain")
    checked["find"] = _wrong(page)

    assert {name: wrong for name, wrong in checked.items() if wrong} == {}


#: What is typed, chosen and pressed on each page, in order.
TYPED: tuple[dict[str, str], ...] = (
    {"type-1": ""},
    {"receiver_name": "Blue Kiln Trading Co.", "receiver_line": "4 Kilnmaker Street", "receiver_city": "Nagoya",
     "receiver_country": "JP"},
    {"mode-1": "", "means": "9074729", "nationality": "JP", "loose-1": ""},
    {"location": "Port Haven, berth 4", "office": "DL000101", "exit_office": "DL000501", "destination": "JP"},
    {"invoice": "INV-1", "invoice_day": "2026-05-04", "amount": "2500", "currency": "EUR", "terms": "FOB",
     "terms_place": "Port Haven", "nature": "11"},
)  # fmt: skip
GOODS = {"description": "Porcelain plates, decorated", "origin": "DL", "packages_number": "10", "packages_kind": "BX",
         "marks": "HAVEN 1 to 10", "gross": "120", "net": "100", "price": "2500"}  # fmt: skip
PAPER = {"documents-2-code": "N271", "documents-2-number": "PL-1"}


def _type(page: Page, answers: dict[str, str]) -> None:
    for name, value in answers.items():
        if not value:
            page.click(f"label[for={name}]")
        elif page.evaluate("id => document.getElementById(id).tagName", name) == "SELECT":
            page.select_option(f"#{name}", value)
        else:
            page.fill(f"#{name}", value)


def test_an_export_is_declared_without_scripts(opened: Opened) -> None:
    page = opened(PHONE, scripts=False)
    _sign_in(page, member("declarant", TRADER))
    _begin(page)

    for answers in TYPED:
        _type(page, answers)
        _press(page, "button[value=on]")
    _type(page, GOODS)
    _press(page, "button[value=find]")
    _press(page, "ul.found button")
    _press(page, "button[value=on]")
    _press(page, "button[name=act][value=on]")
    _type(page, PAPER)
    _press(page, "button[value=on]")
    _press(page, "button[value=send]")

    assert "The declaration is lodged under" in page.inner_text("[role=status]")


def test_a_draft_is_begun_and_gone_on_with_by_keyboard_alone(opened: Opened) -> None:
    page, name = opened(), member("declarant", TRADER)
    page.goto("/sign-in")
    _tab_to(page, "#username")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    _tab_to(page, "nav a[href='/declare']")
    page.keyboard.press("Enter")
    _tab_to(page, "#regime-export")
    page.keyboard.press("Space")
    _tab_to(page, "button[value=begin]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kind")
    _tab_to(page, "#type-1")
    page.keyboard.press("Space")
    _tab_to(page, "button[value=on]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/receiver")

    assert "Who receives the goods?" in page.inner_text("h1")


def test_the_script_saves_while_somebody_types(opened: Opened) -> None:
    page = opened()
    _sign_in(page, member("owner", TRADER))
    draft = _begin(page)
    page.goto(f"{draft}/place")

    page.locator("#location").press_sequentially("Shed 7")
    page.wait_for_selector("[data-saved]:has-text('Saved')")
    page.goto(f"{draft}/place")

    assert page.input_value("#location") == "Shed 7"
