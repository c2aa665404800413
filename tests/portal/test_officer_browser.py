"""The office in a browser: a file from its lane to its end, by keyboard alone, at a desk and on a phone."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from clearway.clearance.giving_out import assign_waiting
from clearway.platform.calendar import now
from clearway.stations.controls import public as controls
from tests.clearance.officer.desk import (
    actor,
    alone,
    case,
    control,
    do,
    lodged,
    person,
    quiet_office,
    red,
    stands,
    trader,
    yellow,
)
from tests.conftest import BROKER
from tests.gateways.watch.own_customs import begun, far_below
from tests.portal.conftest import Opened
from tests.portal.people import member, signed_in
from tests.portal.test_browser import DESK, NARROWEST, PHONE, RULES, _tab_to

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quiet_office")]
__all__ = ["quiet_office"]

#: Where pictures of the pages are put, if anybody wants to look at them.
PICTURES = os.environ.get("CLEARWAY_PICTURES")
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cfc0f01f00050001ff56c7"
    "2f0d0000000049454e44ae426082"
)


def _come_in(page: Page, name: str) -> Page:
    """Somebody has signed in, with a second factor; how that is done is tried elsewhere."""
    client: Client = signed_in(name)
    page.goto("/status")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url}])
    return page


def _act(page: Page, mrn: str, name: str) -> None:
    """Go to a file and choose an act, by keyboard."""
    page.goto(f"/office/files/{mrn}")
    _tab_to(page, f".offers a[href*='/{name}']")
    page.keyboard.press("Enter")
    page.wait_for_selector("main form")


def _write(page: Page, selector: str, words: str) -> None:
    _tab_to(page, selector)
    page.keyboard.type(words)


def _send(page: Page) -> None:
    _tab_to(page, "main form button")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_yellow_file_is_asked_about_answered_and_let_go_by_keyboard_alone(opened: Opened) -> None:
    file = yellow()
    name = alone()
    desk = _come_in(opened(), name)

    desk.goto("/office")
    _tab_to(desk, f"main table a[href='/office/files/{file.mrn}']")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".offers")
    _act(desk, file.mrn, "ask")
    _write(desk, "#id_question", "Which invoice do these samples belong to?")
    _send(desk)
    assert "Done" in desk.inner_text("[role=status]")

    theirs = _come_in(opened(PHONE), member("owner", BROKER))
    theirs.goto(f"/declarations/{file.mrn}/questions")
    _write(theirs, "textarea", "Number 7 of May.")
    _send(theirs)
    assert "Your answer was sent" in theirs.inner_text("[role=status]")

    _act(desk, file.mrn, "check")
    assert case(file).questions[0].answer == "Number 7 of May."
    _tab_to(desk, "#id_result_0")
    desk.keyboard.press("Space")
    _send(desk)

    assert "Released" in desk.inner_text(".marks")
    assert stands(file.mrn).state == "released"


def test_red_goods_are_inspected_photographed_refused_and_appealed(opened: Opened) -> None:
    file = red()
    desk = _come_in(opened(), alone())
    desk.on("filechooser", lambda chooser: None)
    desk.goto("/office")

    _inspect(desk, file.mrn)
    assert desk.evaluate("document.querySelector('.pictures img').decode().then(() => true)")
    _refuse(desk, file.mrn)
    assert stands(file.mrn).state == "refused"
    theirs = _come_in(opened(PHONE), member("owner", BROKER))
    theirs.goto(f"/declarations/{file.mrn}/notices")
    assert "Goods are not those declared" in theirs.inner_text("main")
    _write(theirs, "textarea", "The other half was declared under another number.")
    _send(theirs)
    _uphold(_come_in(opened(), person()), file.mrn)

    assert stands(file.mrn).state == "released"
    theirs.reload()
    assert "Upheld" in theirs.inner_text("main")


def _inspect(desk: Page, mrn: str) -> None:
    """Order an inspection, and record it with a photograph."""
    _act(desk, mrn, "inspect")
    _write(desk, "#id_what", "Every tenth carton")
    _write(desk, "#id_place", "Berth 4")
    _write(desk, "#id_day", (now() + timedelta(days=1)).date().isoformat())
    _write(desk, "#id_hour", "09:30")
    _write(desk, "#id_packages", "10")
    _send(desk)
    _act(desk, mrn, "record")
    _tab_to(desk, "#id_result_0")
    desk.keyboard.press("ArrowDown")
    _write(desk, "#id_packages_opened", "10")
    _write(desk, "#id_found", "Half of the cartons hold something else.")
    _tab_to(desk, "#id_photographs")
    with desk.expect_file_chooser() as chooser:
        desk.keyboard.press("Space")
    chooser.value.set_files({"name": "carton.png", "mimeType": "image/png", "buffer": PICTURE})
    _send(desk)


def _refuse(desk: Page, mrn: str) -> None:
    _act(desk, mrn, "refuse")
    _tab_to(desk, "#id_ground")
    desk.keyboard.type("R03")
    _write(desk, "#id_reason", "Half of the cartons hold something else than declared.")
    _send(desk)


def _uphold(judge: Page, mrn: str) -> None:
    judge.goto("/office")
    _act(judge, mrn, "decide-appeal")
    _tab_to(judge, "#id_outcome_0")
    judge.keyboard.press("Space")
    _write(judge, "#id_reasons", "Both declarations together are right.")
    _send(judge)


def _full() -> tuple[str, str]:
    """A file with something of everything, and a supervisor of its office."""
    file = red()
    name = alone()
    assign_waiting(at=now())
    by = actor(name)
    do(file, controls.Ask("Which invoice do these goods belong to? " * 5), by=by)
    do(file, controls.PlaceHold("A call from the port."), by=by)
    do(file, controls.OrderInspection(control(file), "Every tenth carton", "Berth 4", now(), 10), by=by)
    done = controls.RecordInspection(case(file).inspections[0].id, "not conform", "Half is missing.", 10, (PICTURE,))
    do(file, done, by=by)
    do(file, controls.AskOverride("finding", "The missing half came by another ship."), by=by)
    do(file, controls.Detain("D04", "Goods were found that were not declared."), by=by)
    do(file, controls.LodgeAppeal(case(file).notices[0].id, "They are samples without value."), by=trader())
    return file.mrn, person("supervisor")


def _look(page: Page, address: str, name: str) -> list[str]:
    page.goto(address)
    for details in page.query_selector_all("details"):
        details.evaluate("one => one.open = true")
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    found = Axe().run(page, options=RULES).response["violations"]
    wrong = [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wrong + (["scrolls sideways"] if width > 0 else [])


@pytest.mark.parametrize(("width", "language"), [(NARROWEST, "en"), (PHONE, "ko"), (DESK, "en")])
def test_no_page_of_the_office_keeps_anybody_out(opened: Opened, width: int, language: str) -> None:
    mrn, supervisor = _full()
    page = _come_in(opened(width, language=language), supervisor)
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
    one = f"/office/files/{mrn}"
    addresses = {
        "worklist": "/office",
        "office": "/office?whose=office",
        "unknown": "/office?q=26DL",
        "overview": "/office/overview",
        "file": one,
        **{
            part: f"{one}/{part}"
            for part in ("declared", "amounts", "history", "ask", "refuse", "inspect", "record", "check", "sign")
        },
    }

    seen = {name: _look(page, address, f"officer-{name}-{width}-{language}") for name, address in addresses.items()}
    page.goto(f"{one}/refuse")
    page.click("main form button")
    seen["refuse with errors"] = [v["id"] for v in Axe().run(page, options=RULES).response["violations"]]
    theirs = _come_in(opened(width, language=language), member("owner", BROKER))
    for part in ("questions", "notices"):
        seen[part] = _look(theirs, f"/declarations/{mrn}/{part}", f"trader-{part}-{width}-{language}")

    assert {name: wrong for name, wrong in seen.items() if wrong} == {}
    assert complaints == []


@pytest.mark.parametrize(("width", "language"), [(NARROWEST, "en"), (PHONE, "ko"), (DESK, "fr")])
def test_what_the_watch_would_find_is_read_and_saved_without_scripts(
    opened: Opened, width: int, language: str
) -> None:
    book, name, file = begun(), alone(), lodged("SAMPLES", "1-tableware")
    assign_waiting(at=now())
    far_below(book, file)
    address = f"/office/files/{file.mrn}/check?of={control(file)}"

    page = _come_in(opened(width, language=language), name)
    wrong = _look(page, address, f"officer-ahead-{width}-{language}")
    plain = _come_in(opened(width, scripts=False), name)
    plain.goto(address)
    warned = plain.inner_text("main")
    plain.click("label[for=id_result_0]")
    plain.click("main form button")

    assert (wrong, "the watch would find something" in warned) == ([], True)
    assert case(file).controls[-1].result == "conform"


def test_the_office_works_without_scripts(opened: Opened) -> None:
    file = yellow()
    name = alone()
    page = _come_in(opened(PHONE, scripts=False), name)

    page.goto("/office")
    page.click(f"main table a[href='/office/files/{file.mrn}']")
    page.click(".offers a[href*='/check']")
    page.click("label[for=id_result_0]")
    page.click("main form button")

    assert stands(file.mrn).state == "released"
