"""The desks of the watch in a browser: pages about one thing, which no round of the demonstration leads to."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from clearway.registers.offices import public as offices
from clearway.watch.authoring import public as authoring
from clearway.watch.authoring.public import writing
from clearway.watch.cases import public as cases
from clearway.watch.cases.public import queries
from clearway.watch.findings import public as findings
from clearway.watch.rulebook.public import local
from tests.conftest import PACK
from tests.hub.desk.test_browser import _come_in
from tests.portal.conftest import Opened, address, browser, opened
from tests.portal.people import officer, signed_in
from tests.portal.test_browser import RULES
from tests.watch.authoring.written import MINISTRY, begun
from tests.watch.cases.forgotten import DESK, TODAY, District
from tests.watch.country import instant
from tests.watch.linkage.test_whole_path import LAND, OUTLINE, SPLIT

__all__ = ["address", "browser", "opened"]

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("country")]

HERE, AT = "DL0101", instant(TODAY)
#: Where pictures of the pages are put, if anybody wants to look at them.
PICTURES = os.environ.get("CLEARWAY_PICTURES")
SIGHTS = (
    [(1280, "en"), (390, "ko"), (390, "vi"), (1280, "ko"), (390, "en"), (1280, "vi")]
    if PICTURES
    else [(1280, "en"), (390, "ko")]
)
_PARTS = ("", "/text", "/card", "/fixtures", "/fixtures/0", "/backtest")


class Round(NamedTuple):
    """Whose eyes, what the picture is called, and where the page is."""

    who: str
    name: str
    at: str


def _findings(district: District, official: str) -> Iterator[Round]:
    """Findings in every state: open, looked at, excepted, drawn for a second look, settled."""
    waits, looked, excepted, drawn, settled = (district.forgets(f"B{number}") for number in range(1, 6))
    by, until = f"user:{official}", (TODAY + timedelta(days=30)).isoformat()
    cases.name_official(DESK, official, tenant=HERE, among=(official,), by="user:manager", at=AT)
    cases.check(looked, "The owner was asked, and has ten days.", tenant=HERE, by=by, at=AT)
    cases.act(looked, "The assessment was ordered.", tenant=HERE, by=by, at=AT)
    for number, draw in ((excepted, 1), (drawn, 0)):
        cases.exclude(
            number, "lawful", "Decision 12/2026", until, book=district.book, today=TODAY, tenant=HERE, by=by, at=AT,
            draw=lambda _, drawn=draw: drawn,
        )  # fmt: skip
    district.taxes("B5")
    for name, number in {"waits": waits, "looked": looked, "excepted": excepted, "settled": settled}.items():
        yield Round("official", f"finding-{name}", f"/watch/findings/{number}")
    yield Round("auditor", "finding-read", f"/watch/findings/{waits}")
    yield Round("official", "mine", "/watch")
    yield Round("official", "own", "/watch/own")
    yield Round("official", "several", "/watch/several?scenario=LT-01")
    yield Round("manager", "overview", "/watch/overview")
    yield Round("auditor", "reviews", "/watch/reviews")
    yield Round("auditor", "review", f"/watch/reviews/{queries.under_review([HERE])[drawn]}")
    yield Round("manager", "figures", "/watch/figures")
    yield Round("manager", "worth", "/watch/figures/worth")


def _linked(district: District) -> Iterator[Round]:
    """Records that found their partner as it is called, through a split, and not at all."""
    for source, row in (
        ("public_parcels", LAND), ("footprints", OUTLINE), ("key_changes", SPLIT),
        ("public_leases", {"lease": "PL1", "parcel": "L1"}), ("public_leases", {"lease": "PL2", "parcel": "L7"}),
    ):  # fmt: skip
        district.deliver(source, district.change(row))
    yield Round("auditor", "linkage", f"/watch/figures/linkage?government={HERE}")
    yield Round("ministry", "linkage-ministry", "/watch/figures/linkage")


def _proposals() -> Iterator[Round]:
    """A proposal that waits, and one that was declined."""
    waits, declined = (
        authoring.forum.propose(
            title, "A parcel is split, and only one of the parts is taxed from then on.", "Audit 3/2026",
            tenant=HERE, by="user:kim", at=AT,
        )
        for title in ("Levies forgotten after a split", "Trees that no register knows")
    )  # fmt: skip
    authoring.forum.answer(waits, "Here too, twice last year.", tenant="DL0201", by="user:lee", at=AT)
    authoring.forum.decline(declined, "No system of ours counts trees.", by="user:park", at=AT)
    yield Round("ministry", "proposals", "/watch/proposals")
    yield Round("ministry", "proposal", f"/watch/proposals/{waits}")
    yield Round("official", "proposal-read", f"/watch/proposals/{waits}")
    yield Round("official", "proposal-declined", f"/watch/proposals/{declined}")


def _local(district: District) -> Iterator[Round]:
    """A government that has set a number for itself, and given it back to the law later."""
    for amount, since in (("0.02", "2026-01-01"), ("", "2026-06-01")):
        said = local.Said("survey_tolerance", amount, since, "Ordinance 7 of the council, in force since then. " * 3)
        findings.local.set_number(said, book=district.book, tenant=HERE, by="user:manager", at=AT)
    yield Round("manager", "local", "/watch/local")


def _writing(district: District) -> Iterator[Round]:
    """A scenario from a shape, one with faults, one sent to a second person, and one that was back-tested."""
    fine, sent = begun(district.book), begun(district.book, "LT-98")
    writing.send(sent, "trial", office=MINISTRY, book=district.book, by="user:author", at=AT)
    tested = writing.change("LT-01", office=MINISTRY, book=district.book, by="user:author", at=AT)
    authoring.testing.ask(
        tested, (), 1, office=MINISTRY, reach=frozenset({HERE}), today=TODAY, by="user:author", at=AT
    )
    authoring.perform(district.book, at=AT)
    wrong = begun(district.book, "LT-99")
    text = "SELECT p.building AS case_key,\n  p.area / 2 AS money\nFROM building_permits p"
    writing.write(wrong, authoring.Written(text=text), office=MINISTRY, by="user:author", at=AT)
    trial = begun(district.book, "LT-96")
    writing.send(trial, "trial", office=MINISTRY, book=district.book, by="user:author", at=AT)
    district.book = writing.publish(trial, office=MINISTRY, by="user:second", at=AT)
    findings.adopt(district.book, TODAY, at=AT)
    district.forgets("B7")
    yield Round("ministry", "trials", "/watch/trials")
    yield Round("ministry", "published", f"/watch/authoring/{trial}")
    yield Round("ministry", "authoring", "/watch/authoring")
    for name, number in {"fine": fine, "sent": sent, "tested": tested, "wrong": wrong}.items():
        for part in _PARTS if name in ("fine", "tested") else _PARTS[:2]:
            yield Round("ministry", f"{name}{part.replace('/', '-')}", f"/watch/authoring/{number}{part}")
    yield Round("ministry", "silent", f"/watch/authoring/{fine}/fixtures/6")


def _wrong(page: Page, *, with_axe: bool) -> list[str]:
    # The sources of the question are a book of their own: its first leaf is enough.
    page.evaluate("document.querySelectorAll('details:not(aside *)').forEach(one => one.open = true)")
    found = Axe().run(page, options=RULES).response["violations"] if with_axe else []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    said = [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]
    return said + (["scrolls sideways"] if wide > 0 else [])


def test_no_page_about_one_thing_keeps_anybody_out(opened: Opened) -> None:
    offices.load_offices(PACK)
    district = District(HERE)
    names = {
        "official": officer("watch official", HERE), "manager": officer("watch manager", HERE),
        "auditor": officer("watch auditor", "DL01"), "ministry": officer("watch auditor", MINISTRY),
    }  # fmt: skip
    rounds = [*_findings(district, names["official"]), *_linked(district), *_proposals()]
    rounds += [*_local(district), *_writing(district)]
    clients = {who: signed_in(name) for who, name in names.items()}

    wrong: dict[str, list[str]] = {}
    for width, language in SIGHTS:
        page = opened(width, language=language)
        policy: list[str] = []
        page.on(
            "console", lambda line, said=policy: said.append(line.text) if "Content Security" in line.text else None
        )
        for one in sorted(rounds):
            _come_in(page, clients[one.who])
            answer = page.goto(one.at)
            assert answer is not None and answer.status == 200, one.at
            found = _wrong(page, with_axe=width > 1000 and not PICTURES) + policy
            if PICTURES:
                where = Path(PICTURES) / f"{one.name}-{width}-{language}.png"
                page.screenshot(path=where, full_page=True, timeout=0)
            if found:
                wrong[f"{one.name} {width} {language}"] = found
            policy.clear()

    assert not wrong, "\n".join(f"{where}: {what}" for where, what in wrong.items())
