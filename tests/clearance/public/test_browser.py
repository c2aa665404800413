"""The public's pages in a browser: on a phone and at a desk, in several languages, by keyboard, without scripts."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from clearway.clearance.following import code_of
from clearway.clearance.receipts.gathering import receipt_of
from clearway.platform.calendar import now
from clearway.stations.release.public import Receipt
from tests.portal.conftest import Opened
from tests.portal.test_browser import RULES
from tests.stations.release.released import lodged, released

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("country")]

PHONE, DESK, NARROWEST = 390, 1280, 320
LARGEST = 150 * 1024


def _receipt() -> Receipt:
    made = receipt_of(released().mrn, at=now())
    assert made is not None
    return made


def _every_page(page: Page, folder: Path) -> dict[str, list[str]]:
    """Each page in turn, and what is wrong with it; pictures of all are kept."""
    wrong: dict[str, list[str]] = {}
    policy: list[str] = []
    page.on("console", lambda line: policy.append(line.text) if "Content Security Policy" in line.text else None)

    def look(name: str) -> None:
        page.screenshot(path=folder / f"{name}.png", full_page=True)
        for details in page.query_selector_all("details"):
            details.evaluate("one => one.open = true")
        found = Axe().run(page, options=RULES).response["violations"]
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong[name] = [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]
        wrong[name] += (["scrolls sideways"] if width > 0 else []) + policy

    on_its_way, ended, made = lodged(), lodged("6-net-above-gross"), _receipt()
    for name, address in {
        "track": "/track",
        "track-on-its-way": f"/track?number={on_its_way.mrn}&code={code_of(on_its_way.mrn)}",
        "track-ended": f"/track?number={ended.mrn}&code={code_of(ended.mrn)}",
        "track-unknown": f"/track?number={ended.mrn}&code=AAAAAAAA",
        "receipt": "/receipt",
        "receipt-by-number": f"/receipt?number={made.number}",
        "tariff": "/tariff",
        "tariff-found": "/tariff?q=porcelain",
        "tariff-nothing": "/tariff?q=xyzzy",
        "tariff-heading": "/tariff/6911",
        "tariff-line": "/tariff/69111090",
        "tariff-estimate": "/tariff/69111090?origin=CN&value=1000",
        "tariff-by-quantity": "/tariff/220300?origin=DE&value=1000",
        "tariff-wrong": "/tariff/69111090?origin=JP&value=ten",
    }.items():
        page.goto(address)
        look(name)
    for name, text in (("receipt-valid", made.compact), ("receipt-altered", made.compact[:-4] + "AAAA")):
        page.goto("/receipt")
        page.fill("#text", text)
        with page.expect_navigation():
            page.click("form[method=post] button:not([name])")
        look(name)
    return wrong


@pytest.mark.parametrize(("width", "language"), [(NARROWEST, "vi"), (PHONE, "ko"), (DESK, "en")])
def test_no_page_keeps_anybody_out(opened: Opened, tmp_path: Path, width: int, language: str) -> None:
    wrong = _every_page(opened(width, language=language), tmp_path)

    assert len(wrong) == 16
    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_declaration_is_followed_by_keyboard_alone_and_without_scripts(opened: Opened) -> None:
    page, file = opened(PHONE, scripts=False), lodged()
    page.goto("/track")

    page.focus("#number")
    page.keyboard.type(file.mrn)
    page.keyboard.press("Tab")
    page.keyboard.type(code_of(file.mrn))
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.is_visible("ol.route .stop-behind time")


def test_a_file_is_checked_without_scripts(opened: Opened) -> None:
    page, made = opened(scripts=False), _receipt()
    page.goto("/receipt")

    page.set_input_files("#file", {"name": "r.json", "mimeType": "application/json", "buffer": made.file})
    with page.expect_navigation():
        page.click("form[enctype] button")

    assert "valid" in page.inner_text("[role=alert]")
    assert made.number in page.inner_text("main")


def test_goods_are_found_and_estimated_without_scripts(opened: Opened) -> None:
    page = opened(scripts=False)
    page.goto("/tariff")
    page.fill("#q", "porcelain tableware")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with page.expect_navigation():
        page.click("tbody a >> nth=0")
    page.select_option("#origin", "JP")
    page.fill("#value", "1000")
    with page.expect_navigation():
        page.click("form.asks button")

    assert "DML" in page.inner_text("tfoot")


def test_pages_are_light(opened: Opened) -> None:
    page = opened()
    for address in ("/tariff?q=other", "/tariff/69111090", "/receipt"):
        response = page.goto(address)
        assert response is not None
        assert len(response.body()) <= LARGEST
