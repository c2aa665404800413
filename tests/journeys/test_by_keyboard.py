"""The two long ways, tried twice: by keyboard alone, from link to link and never by an address, and without scripts.

A trader declares by the guided form, lodges, and reads the file; an officer goes from the worklist through a question
and an inspection to the end.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import Page

from clearway.platform.calendar import now
from tests.clearance.officer.desk import alone, quiet_office, red, stands
from tests.conftest import BROKER, TRADER
from tests.journeys.keyboard import Keyboard
from tests.portal.conftest import Opened, address, browser, opened
from tests.portal.people import PASSWORD, member
from tests.portal.test_browser import PHONE, _press, _sign_in
from tests.portal.test_officer_browser import _come_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("country", "quiet_office")]
__all__ = ["address", "browser", "opened", "quiet_office"]

#: Each page of the guided form: its first heading, and the answers by the labels of their fields.
EXPORT = {
    "What happens to the goods?": {"Where are the goods now?": "Already at the place"},
    "Who receives the goods?": {
        "Name of the firm": "Blue Kiln Trading Co.",
        "Street and number": "4 Kilnmaker Street",
        "City": "Nagoya",
        "Country": "Japan",
    },
    "How do the goods cross the border?": {
        "They cross the border by": "Sea",
        "Name or number of the ship": "9074729",
        "Country where it is registered": "Japan",
        "Are the goods in containers?": "Not in containers",
    },
    "Where are the goods, and where do they go?": {
        "Terminal, warehouse or premises": "Port Haven, berth 4",
        "Customs office that": "Port Haven, container terminal",
        "Customs office where": "South Harbour",
        "Country the goods go to": "Japan",
    },
    "What do the invoice and the contract say?": {
        "Invoice number": "INV-1",
        "Date of the invoice": "2026-05-04",
        "Total of the invoice": "2500",
        "Currency": "Euro",
        "Delivery term": "FOB",
        "Place that belongs": "Port Haven",
        "Why the goods move": "Outright",
    },
}
GOODS = {
    "What the goods are": "Porcelain plates, decorated",
    "Commodity code": "69111090",
    "Country where the goods were made": "Demoland",
    "Number of packages": "10",
    "Kind of packages": "Box",
    "Marks and numbers": "HAVEN 1 to 10",
    "Gross mass": "120",
    "Net mass": "100",
    "Price of these goods": "2500",
}
PAPERS = {
    "Kind of document, Line 2": "Packing list",
    "Number, Line 2": "PL-1",
}


def test_an_export_is_declared_lodged_and_its_file_read_by_keyboard_alone(opened: Opened) -> None:
    page, keys = _at_the_keys(opened, member("declarant", TRADER))
    keys.presses("Declare goods")
    keys.answers({"Which way do the goods go?": "Goods leave the country"})
    keys.presses("Begin")

    for question, answers in EXPORT.items():
        assert page.inner_text("h1") == question
        keys.answers(answers)
        keys.presses("Continue")
    keys.answers(GOODS)
    keys.presses("Save these goods")
    keys.presses("Continue")
    keys.answers(PAPERS)
    keys.presses("Continue")
    keys.presses("Lodge the declaration")

    assert "The declaration is lodged under" in page.inner_text("[role=status]")
    for tab, heading in (("What is owed", "What is owed"), ("What was declared", "What was declared")):
        keys.presses(tab)
        assert page.inner_text("main h2 >> nth=0") == heading
    keys.presses("What happened")
    assert "Lodged" in page.inner_text("main .moments")


def _at_the_keys(opened: Opened, name: str) -> tuple[Page, Keyboard]:
    page = opened(1280, language="en-US")
    keys = Keyboard(page)
    page.goto("/sign-in")
    keys.answers({"User name": name, "Password": PASSWORD})
    keys.presses("Sign in")
    return page, keys


PLAN = {
    "What is to be looked at": "Every tenth carton",
    "Where": "Berth 4",
    "Day": (now() + timedelta(days=1)).date().isoformat(),
    "Time": "09:30",
    "How many packages": "10",
}
SEEN = {"Result": "Conform", "Packages opened": "10", "What was found": "Goods as declared, seals whole."}


def test_the_office_asks_inspects_and_lets_go_by_keyboard_alone(opened: Opened) -> None:
    file = red()
    desk = _come_in(opened(1280, language="en-US"), alone())
    keys = Keyboard(desk)
    desk.goto("/office")

    keys.presses(file.mrn)
    for act, answers, button in (
        ("Ask the trader", {"Your question": "Which invoice do these goods belong to?"}, "Send the question"),
        ("Order an inspection", PLAN, "Order it"),
        ("Record the inspection", SEEN, "Record it"),
    ):
        keys.presses(act)
        keys.answers(answers)
        keys.presses(button)
        assert "Done" in desk.inner_text("[role=status]")
    keys.presses("Worklist")

    assert file.mrn not in desk.inner_text("main")
    assert stands(file.mrn).state == "released"


def test_the_office_and_the_trader_do_without_scripts(opened: Opened) -> None:
    file = red()
    desk = _come_in(opened(PHONE, scripts=False), alone())
    desk.goto("/office")
    _press(desk, f"main table a[href='/office/files/{file.mrn}']")
    _fill(desk, "ask", {"question": "Which invoice do these goods belong to?"})
    theirs = opened(PHONE, scripts=False)
    _sign_in(theirs, member("owner", BROKER))

    _press(theirs, f"main a[href^='/declarations/{file.mrn}'] >> nth=0")
    theirs.fill("main textarea", "Number 7 of May.")
    _press(theirs, "main form button")
    desk.reload()
    assert "Number 7 of May." in desk.inner_text("main")
    what, where, day, hour, packages = PLAN.values()
    _fill(desk, "inspect", {"what": what, "place": where, "day": day, "hour": hour, "packages": packages})
    _fill(desk, "record", {"packages_opened": "10", "found": "Goods as declared."}, choose="result_0")
    theirs.goto(f"/declarations/{file.mrn}")

    assert "Released at" in theirs.inner_text("main")


def _fill(desk: Page, act: str, answers: dict[str, str], *, choose: str = "") -> None:
    """Choose an act on the file's page, fill in its form, and send it."""
    _press(desk, f".offers a[href*='/{act}']")
    for name, words in answers.items():
        desk.fill(f"#id_{name}", words)
    if choose:
        desk.click(f"label[for=id_{choose}]")
    _press(desk, "main form button")
    assert "Done" in desk.inner_text("[role=status]")
