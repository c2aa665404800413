"""A privacy officer answers citizens, decides about flags, opens an access with a reason, and brakes."""

import re
import uuid
from contextlib import suppress
from typing import Any

import pytest

from clearway.hub.agreements.public import files
from clearway.hub.disclosures import public as disclosures
from clearway.hub.exchange import public as exchange
from clearway.hub.exchange.public import Denied
from clearway.hub.misuse import models as flags
from clearway.hub.reviews import public as reviews
from clearway.platform.calendar import now
from clearway.platform.events import log
from clearway.registers.offices import public as offices
from tests.hub.boarding.agreeing import approved
from tests.hub.citizen.looking import agreed, look
from tests.hub.citizen.people import BANK, HOLDER, citizen, fresh_number
from tests.portal.people import officer, signed_in, words

pytestmark = pytest.mark.usefixtures("country")
WATCH = "DL600101"


@pytest.fixture
def officer_browser(country: None) -> Any:
    """The browser of the privacy officer."""
    offices.add_office(WATCH, kind="ministry", titles={"en": "Data Protection Office"}, by="tests", at=now())
    return signed_in(officer("privacy officer", WATCH))


@pytest.fixture
def access(monkeypatch: pytest.MonkeyPatch, country: None) -> exchange.Accessed:
    """A look-up about somebody, which was refused."""
    agreed(monkeypatch)
    person = fresh_number()
    with suppress(Denied):
        look(person, name="born")
    return exchange.about(f"person/{person}")[0]


def _objected(access: exchange.Accessed, sort: Any = "misuse") -> str:
    return disclosures.object_to(
        access.number, sort, "My neighbour works there.", subject=access.subject, holder=HOLDER, organisation=BANK,
        by="user:me", at=now(),
    )  # fmt: skip


def test_a_report_of_misuse_is_answered_and_the_citizen_reads_it(
    officer_browser: Any, access: exchange.Accessed
) -> None:
    number = _objected(access)
    page = f"/privacy/objections/{number}"

    assert page in words(officer_browser.get("/privacy"))
    shown = words(officer_browser.get(page))
    assert "My neighbour works there." in shown
    assert access.official.removeprefix("user:") not in shown
    assert officer_browser.post(page, {"state": "upheld", "text": " "}).status_code == 422
    assert officer_browser.post(page, {"state": "upheld", "text": "You were right."}).status_code == 302

    found = disclosures.find(number)
    assert found is not None and (found.state, found.answer) == ("upheld", "You were right.")
    assert page not in words(officer_browser.get("/privacy"))
    mine = citizen(access.subject.removeprefix("person/"))
    assert "You were right." in words(mine.get(f"/me/accesses/{access.number}"))
    assert officer_browser.post(page, {"state": "rejected", "text": "No."}).status_code == 422


def test_an_access_is_opened_with_a_reason_and_that_is_on_record(
    officer_browser: Any, access: exchange.Accessed
) -> None:
    official = access.official.removeprefix("user:")
    without = officer_browser.post("/privacy/accesses", {"number": access.number, "reason": " "})
    assert (without.status_code, official in words(without)) == (422, False)
    assert log.about(f"access/{access.number}") == []

    opened = officer_browser.post("/privacy/accesses", {"number": access.number.upper(), "reason": "Objection 7"})

    assert opened.status_code == 200
    assert official in words(opened)
    assert "user:" not in words(opened)
    told = log.about(f"access/{access.number}")
    assert [(one.type, one.facts["reason"]) for one in told] == [("privacy.access-opened.v1", "Objection 7")]
    assert told[0].actor.startswith("user:privacy")


@pytest.mark.parametrize("number", [str(uuid.UUID(int=7)), "nonsense", "", "\0"])
def test_a_number_of_no_access_finds_nothing(officer_browser: Any, number: str) -> None:
    answer = officer_browser.post("/privacy/accesses", {"number": number, "reason": "A try"})
    assert answer.status_code == 404


def test_a_flag_is_decided(officer_browser: Any, access: exchange.Accessed) -> None:
    row = flags.Flag.objects.filter(state="open").first() or _flagged(access)
    page = f"/privacy/flags/{row.number}"

    assert page in words(officer_browser.get("/privacy"))
    assert officer_browser.post(page, {"state": "misuse", "text": ""}).status_code == 422
    assert officer_browser.post(page, {"state": "misuse", "text": "No case."}).status_code == 302

    row.refresh_from_db()
    assert (row.state, row.words) == ("misuse", "No case.")


def _flagged(access: exchange.Accessed) -> Any:
    same = {
        name: getattr(access, name)
        for name in (
            "subject", "kind", "holder", "organisation", "office", "official", "official_number", "article",
            "case_number",
        )
    }  # fmt: skip
    return flags.Flag.objects.create(
        access=access.number,
        code="colleague",
        weight=5,
        facts={},
        law="",
        raised_at=now(),
        looked_at=access.at,
        **same,
    )


def test_an_emergency_is_seen_and_left_to_who_must_judge_it(officer_browser: Any, access: exchange.Accessed) -> None:
    number = reviews.open_review(access)
    page = f"/privacy/reviews/{number}"

    assert page in words(officer_browser.get("/privacy"))
    assert officer_browser.get(page).status_code == 200
    assert officer_browser.post(page).status_code == 405


def test_any_agreement_is_stopped_at_once_and_only_here_let_go_on(officer_browser: Any) -> None:
    one = approved()
    page = f"/privacy/agreements/{one.number}/{one.version}"
    assert one.name in words(officer_browser.get(f"/privacy/agreements?q={one.number}"))
    assert officer_browser.post(page, {"verb": "stop", "reason": ""}).status_code == 422

    assert officer_browser.post(page, {"verb": "stop", "reason": "Complaints."}).status_code == 302

    found = files.find(one.number, one.version)
    assert found is not None and (found.state, found.is_stopped) == ("suspended", True)
    assert "Stopped by a privacy officer" in words(officer_browser.get(page))
    assert officer_browser.post(page, {"verb": "stop", "reason": "Again."}).status_code == 422
    assert officer_browser.post(page, {"verb": "go-on", "reason": "Answered."}).status_code == 302
    told = [(each.facts["state"], each.actor.partition("-")[0]) for each in log.about(f"agreement/{one.number}")]
    assert told[-2:] == [("suspended", "user:privacy"), ("approved", "user:privacy")]


@pytest.mark.parametrize("place", ["objections", "flags", "reviews"])
def test_what_is_not_there_is_not_there(officer_browser: Any, place: str) -> None:
    assert officer_browser.get(f"/privacy/{place}/{uuid.UUID(int=7)}").status_code == 404


@pytest.mark.parametrize("role", ["data holder", "desk manager", "licence clerk"])
def test_nobody_else_looks_over_the_privacy_officers_shoulder(role: str) -> None:
    client = signed_in(officer(role, "DL700104"))
    for page in ("/privacy", "/privacy/accesses", "/privacy/agreements"):
        assert client.get(page).status_code == 403


def test_the_first_page_leads_to_the_desk(officer_browser: Any) -> None:
    assert re.search("/privacy$", officer_browser.get("/")["Location"])
