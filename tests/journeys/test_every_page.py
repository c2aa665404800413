"""Every page of the house, seen by everybody who may see it, in every language, at a desk and on a telephone.

A page that no round leads to fails. Small in ``make test``; ``make prove`` looks at all of it in five languages.
``CLEARWAY_SHOTS`` names a folder for pictures of what was seen.
"""

import importlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from clearway.gateways.console import people
from clearway.gateways.console.morning.windows import Form, Window, passwords
from clearway.platform.calendar import now
from clearway.platform.identity import codes
from tests.journeys.rounds import KNOWN, NOT_LOOKED_AT, ROUNDS, numbers
from tests.portal.conftest import FLAGS
from tests.portal.test_browser import DESK, PHONE, RULES
from tests.proofs.house import ROOT, House

chromium = importlib.import_module("tools.chromium")

IS_FULL = bool(os.environ.get("CLEARWAY_PROVE"))
SHOTS = os.environ.get("CLEARWAY_SHOTS")
#: Enough for one of every kind of the morning.
A_FEW = "34"


class Sight(NamedTuple):
    """How the pages are looked at: at which width, in which language, and whether with axe."""

    width: int
    language: str
    with_axe: bool


SIGHTS = (
    [Sight(width, language, with_axe=True) for width in (DESK, PHONE) for language in ("en", "ko", "vi", "es", "fr")]
    if IS_FULL
    else [Sight(DESK, "en", with_axe=True), Sight(PHONE, "ko", with_axe=False), Sight(PHONE, "vi", with_axe=False)]
)
#: What a reader is never to meet: an empty value of the program, a name in braces, the name of an event, a template's
#: own words. An administrator reads the log of events, and whoever asks for notices may choose by their names.
LEAKS = (
    re.compile(r"\{[a-z_]+\}|%\([a-z_]+\)s|\{%|\{\{"),
    re.compile(r"\b(?:[a-z]+[.-])+v1\b"),
    re.compile(r"<(?:bound method|function|class) "),
)
#: In English this is a word as well.
NOTHING = re.compile(r"\bNone\b")
NAMES_EVENTS = ("/administrator/events", "/administrator/parties/")


class Town(NamedTuple):
    """A house after its morning: what the names in addresses stand for, and a link that invites somebody."""

    house: House
    known: dict[str, str]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A whole house in which a morning was played."""
    with House(tmp_path_factory.mktemp("town")) as house:
        yield Town(house, _played(house))


def _played(house: House) -> dict[str, str]:
    """The morning is played once; then the trader invites somebody."""
    said = _demo(house)
    assert "not taken" not in said, said
    assert "not filled in" not in said, said
    invite = Form("trader", "after", at="/party/members", to="/party/members/invite", answers={"role": "reader"})
    at = f"http://127.0.0.1:{house.port}"
    window = Window(at, "trader", passwords(house.folder / "var")["trader"])
    window.fill(invite, "")
    link = re.search(r"/invitations/([^<\s]+)", window.shown)
    assert link is not None
    return numbers(house.database_url()) | {"invitation": link[1]}


def _demo(house: House) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"CLEARWAY_VAR": str(house.folder / "var"), "DJANGO_SETTINGS_MODULE": "clearway.config.settings"}
    said = subprocess.run(
        [sys.executable, "-m", "clearway.config", "demo", "--at", f"http://127.0.0.1:{house.port}", "--most", A_FEW],
        env=environment, capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr[-2000:]
    return said.stdout


@pytest.fixture(scope="module")
def browser(town: Town) -> Iterator[Browser]:
    """The machine's Chromium; where there is none, it is said what to install."""
    path = chromium.found()
    if path is None:
        pytest.skip(f"{chromium.SKIPPED} {chromium.REMEDY}")
    with (
        sync_playwright() as playwright,
        closing(playwright.chromium.launch(executable_path=path, args=list(FLAGS))) as one,
    ):
        yield one


# At full size a look takes longer than a password counts as just given, so everybody signs in for each.
@pytest.fixture(scope="function" if IS_FULL else "module")
def keys(town: Town, browser: Browser) -> dict[str, Any]:
    """How everybody is known to the house once they have signed in: a code of an app is good for one time only."""
    kept = (town.house.folder / "var" / people.KEPT).read_bytes()
    logins = msgspec.json.decode(kept, type=dict[str, people.Login])
    plain = passwords(town.house.folder / "var")
    found: dict[str, Any] = {"nobody": None}
    for name in ROUNDS.keys() - {"nobody"}:
        with closing(_opened(browser, town.house, Sight(DESK, "en", with_axe=True), None)) as window:
            _sign_in(window.new_page(), name, logins.get(name) or people.Login(plain[name]))
            found[name] = window.storage_state()
    return found


def _opened(browser: Browser, house: House, sight: Sight, state: Any) -> BrowserContext:
    return browser.new_context(
        base_url=f"http://127.0.0.1:{house.port}",
        viewport={"width": sight.width, "height": 844},
        locale=sight.language,
        storage_state=state,
        reduced_motion="reduce",
    )


def _sign_in(page: Page, name: str, login: people.Login) -> None:
    page.goto("/sign-in")
    page.fill("#username", name)
    page.fill("#password", login.password)
    page.press("#password", "Enter")
    if login.secret:
        page.wait_for_url("**/sign-in/second-factor*")
        page.fill("main input[name=code]", codes.shown_now(login.secret, at=now()))
        page.press("main input[name=code]", "Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)


def _pages(resolver: URLResolver, before: str = "") -> Iterator[Any]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _pages(one, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield one.callback.page  # type: ignore[attr-defined] # every view has its row beside it


def test_a_round_leads_to_every_page_or_it_is_said_why_none_does() -> None:
    """A new page gets a place in somebody's round."""
    unknown = dict.fromkeys([*KNOWN, "invitation"], "7") | {"hook": str(UUID(int=0))}
    seen = {
        resolve(address.format(**unknown).partition("?")[0]).func.page.path  # type: ignore[attr-defined] # known_by puts it there.
        for addresses in ROUNDS.values()
        for address in addresses
    }
    # Who signs in is led there; every round begins with it.
    seen |= {"sign-in/second-factor"}
    every = {page.path for page in _pages(get_resolver()) if "GET" in page.methods}

    assert sorted(every - seen - NOT_LOOKED_AT.keys()) == []
    assert sorted(NOT_LOOKED_AT.keys() - every) == []
    assert sorted(NOT_LOOKED_AT.keys() & seen) == []


@pytest.mark.browser
@pytest.mark.proof
@pytest.mark.parametrize("sight", SIGHTS, ids=lambda one: f"{one.language}-{one.width}")
def test_every_page_is_whole_for_everybody_who_may_see_it(
    sight: Sight, town: Town, browser: Browser, keys: dict[str, Any]
) -> None:
    wrong: dict[str, list[str]] = {}
    for name, addresses in ROUNDS.items():
        with closing(_opened(browser, town.house, sight, keys[name])) as window:
            page = window.new_page()
            complaints = _complaints(page)
            for number, pattern in enumerate(addresses):
                found = _look(page, pattern.format(**town.known), pattern, sight)
                _keep(page, sight, f"{name}-{number:02}")
                if found or complaints:
                    wrong[f"{name} {pattern}"] = found + complaints
                complaints.clear()

    # One line a page: a report that is cut short helps nobody.
    assert not wrong, "\n".join(f"{where}: {what}" for where, what in wrong.items())


#: What the browser complains of and we mean: a page told as gone; fonts that the released styles name and no page
#: uses, which the browser asks for in the instant before ours are read.
EXPECTED = ("/invitations/unknown", "/addresses/unknown", ".woff2")


def _complaints(page: Page) -> list[str]:
    """What the browser says of a page, as it says it."""
    said: list[str] = []

    def hear(line: ConsoleMessage) -> None:
        address = line.location["url"]
        if line.type == "error" and not address.endswith(EXPECTED):
            said.append(f"{line.text} {address}")

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


#: Known under one number, a file is opened at once; who has shown a second factor is asked for it again.
LEADS_ON = ("/office?q={released}", "/account/prove?next=/office")
#: Told so by their status, and shown as a page all the same.
_TOLD: dict[str, int] = {"/invitations/unknown": 410, "/addresses/unknown": 404}


def _look(page: Page, address: str, pattern: str, sight: Sight) -> list[str]:
    """What is wrong with a page."""
    answer = page.goto(address)
    assert answer is not None
    expected = _TOLD.get(pattern, 200)
    wrong = [f"answers {answer.status}"] if answer.status != expected else []
    wrong += [] if pattern in LEADS_ON or _is_at(page, address) else [f"leads to {page.url}"]
    wrong += [] if page.title().strip(" ·-") else ["has no title"]
    wrong += [] if page.locator("h1").count() == 1 else [f"has {page.locator('h1').count()} first headings"]
    lang = page.get_attribute("html", "lang")
    wrong += [] if lang == sight.language else [f"says it is in {lang}"]
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    wrong += _leaks(page.inner_text("body"), pattern, sight.language)
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    wrong += [f"scrolls sideways by {width}"] if width > 0 else []
    if sight.with_axe:
        violations = Axe().run(page, options=RULES).response["violations"]
        wrong += [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in violations]
    return wrong


def _is_at(page: Page, address: str) -> bool:
    return page.url.partition("?")[0].endswith(address.partition("?")[0])


def _leaks(words: str, pattern: str, language: str) -> list[str]:
    if pattern.startswith(NAMES_EVENTS):
        return []
    leaks = LEAKS if language == "en" else (*LEAKS, NOTHING)
    return [f"shows {found[0]!r}" for leak in leaks for found in leak.finditer(words)]


def _keep(page: Page, sight: Sight, name: str) -> None:
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(SHOTS) / f"{name}-{sight.width}-{sight.language}.png", full_page=True)
