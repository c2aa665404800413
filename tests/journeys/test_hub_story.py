"""The story of two citizens who bring nothing but an identity document, told over real HTTP in a whole house.

A bank's loan desk and a licence desk look up five facts each, where five papers were brought before. The citizens see
every look-up, prove it, and see what was saved. One look-up is refused and says why; a consent is taken back, and the
next look-up is refused; an emergency is looked at afterwards by somebody else.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import msgspec
import pytest

from clearway.gateways.console.counters.desk import Desk
from clearway.gateways.console.counters.plan import Counter, Day, day
from clearway.gateways.console.morning.windows import Answers, Form, Window
from clearway.gateways.simulators.registers.people import Registers
from clearway.platform.calendar import now
from clearway.platform.identity import codes
from clearway.platform.transparency.verify import Proven, verify_bundle
from tests.conftest import PACK
from tests.journeys.story import eventually
from tests.proofs.house import ROOT, House

BORROWER, APPLICANT = "borrower", "applicant"
#: So many papers each of them had to bring before.
PAPERS = 5


class Citizen:
    """Somebody at their own pages, with a password and an identity document."""

    def __init__(self, house: House, number: str, login: tuple[str, str]) -> None:
        """Sign in."""
        self.number = number
        self.window = Window(f"http://127.0.0.1:{house.port}", *login)

    def opens(self, at: str) -> str:
        """Go to a page, and read it in words."""
        self.window._page = self.window._http.get(at)
        assert not self.window._page.is_error, f"{at}: {self.window._page.status_code}"
        return _words(self.window.shown)

    def fills(self, at: str, answers: Answers, press: Answers) -> str:
        """Fill in the form of a page; what the next page says."""
        self.window.fill(Form(self.number, "before", at, answers=answers, press=press), "")
        return _words(self.window.shown)

    def proof(self, access: str) -> tuple[bytes, int]:
        """The proof of an access, as it is downloaded."""
        answer = self.window._http.get(f"/me/accesses/{access}/proof")
        return answer.content, answer.status_code


class Told(msgspec.Struct):
    """Everything the story needs: the house, its counters, and its citizens."""

    house: Any
    plan: Day
    secrets: dict[str, str]
    citizens: dict[str, Any]

    def desk(self, title: str) -> Desk:
        """The software of a counter."""
        counter = next(one for one in self.plan.counter if one.title == title)
        return Desk(f"http://127.0.0.1:{self.house.port}", counter, self.secrets[counter.organisation])


def known_to(counter: Counter, registers: Registers) -> str:
    """Somebody about whom the registers know everything that a counter looks up."""
    numbers = (f"P{place:07}" for place in range(1000, 9000))
    return next(
        number for number in numbers if all(registers.record(kind, number) for kind in list(counter.looks)[:PAPERS])
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """A house, whole and running, with the counters' software and two citizens."""
    plan, registers = day(PACK / "demonstration"), Registers(1)
    assert plan is not None
    by_title = {one.title: one for one in plan.counter}
    numbers = {
        BORROWER: known_to(by_title["loan desk"], registers),
        APPLICANT: known_to(by_title["licence desk"], registers),
    }
    with House(tmp_path_factory.mktemp("hub-story")) as house:
        made = _set_up(house, *numbers.values())
        people = {who: Citizen(house, number, made["logins"][number]) for who, number in numbers.items()}
        yield Told(house, plan, made["secrets"], people)


def test_a_loan_desk_replaces_five_papers_with_the_borrowers_consent(told: Told) -> None:
    borrower: Citizen = told.citizens[BORROWER]
    with closing(told.desk("loan desk")) as desk:
        kinds = list(desk.counter.looks)[:PAPERS]
        refused = [desk.look(borrower.number, kind, desk.counter.looks[kind], "k.lee", "L-77")[0] for kind in kinds]
        assert refused == [403] * PAPERS, "nothing is shown before the borrower has said yes"

        for kind in kinds:
            consent = desk.ask_consent(borrower.number, kind, "k.lee")
            assert "You have allowed it." in borrower.fills(f"/me/consents/{consent}", {}, {"verb": "give"})

        _looks_up(desk, borrower, kinds, "k.lee", "L-77")
    _sees_every_access(borrower, 2 * PAPERS)


def test_a_licence_desk_replaces_five_papers_by_law(told: Told) -> None:
    applicant: Citizen = told.citizens[APPLICANT]
    with closing(told.desk("licence desk")) as desk:
        _looks_up(desk, applicant, list(desk.counter.looks)[:PAPERS], "s.cho", "LIC-5")
    _sees_every_access(applicant, PAPERS)


def test_both_read_what_they_did_not_have_to_fetch_and_so_does_everybody(told: Told) -> None:
    borrower, applicant = told.citizens[BORROWER], told.citizens[APPLICANT]
    assert eventually(lambda: _papers(borrower), "what the borrower saved") == PAPERS
    assert eventually(lambda: _papers(applicant), "what the applicant saved") == PAPERS

    page = told.citizens[BORROWER].opens("/savings")
    assert "First Harbour Bank 5" in page
    assert "Trade Licensing Board 5" in page
    assert "the worth of an hour + trip + fee + print" in page


def test_a_refusal_says_why_to_the_clerk_and_to_the_citizen(told: Told) -> None:
    borrower: Citizen = told.citizens[BORROWER]
    with closing(told.desk("loan desk")) as desk:
        [(kind, names)] = desk.counter.denied.items()
        status, said = desk.look(borrower.number, kind, names, "k.lee", "L-77")

    assert (status, said["places"][0]["code"]) == (403, "SHR-102")
    assert "agreement" in said["places"][0]["passes"]
    newest = _accesses(borrower)[0]
    assert "They have no agreement with the holder." in borrower.opens(f"/me/accesses/{newest}")


def test_after_a_consent_is_taken_back_the_next_look_up_is_refused(told: Told) -> None:
    borrower: Citizen = told.citizens[BORROWER]
    with closing(told.desk("loan desk")) as desk:
        kind, names = next(iter(desk.counter.looks.items()))
        assert desk.look(borrower.number, kind, names, "k.lee", "L-77")[0] == 200
        consent = _consent_for(borrower, kind)

        taken_back = "You have taken it back."
        assert taken_back in borrower.fills(f"/me/consents/{consent}", {}, {"verb": "withdraw"})
        status, said = desk.look(borrower.number, kind, names, "k.lee", "L-77")

        assert (status, said["places"][0]["code"]) == (403, "SHR-116")


def test_an_emergency_is_seen_by_the_citizen_and_reviewed_by_somebody_else(told: Told) -> None:
    applicant: Citizen = told.citizens[APPLICANT]
    with closing(told.desk("welfare office")) as desk:
        kind, names = next(iter(desk.counter.looks.items()))
        status, said = desk.look(applicant.number, kind, names, "d.han", "")
    assert (status, said["basis"]) == (200, "emergency")
    assert "An emergency" in applicant.opens(f"/me/accesses/{said['access']}")

    manager = _manager(told.house, "welfare-manager")
    review = eventually(lambda: _first_review(manager), "a review")
    manager.fill(
        Form("welfare-manager", "before", review, answers={"text": "The child was found; her mother was called."},
             press={"state": "justified"}), "",
    )  # fmt: skip
    assert "Your finding is on record." in _words(manager.shown)
    _first_review(manager)
    assert "No emergency waits." in _words(manager.shown)


def test_a_citizen_says_how_it_was(told: Told) -> None:
    applicant: Citizen = told.citizens[APPLICANT]
    applicant.opens("/me/survey")
    [service, *_] = re.findall(r"/me/survey/([0-9a-f-]{36})", applicant.window.shown)

    marks: Answers = {"convenience": "5", "responsiveness": "5", "content": "4", "security": "4"}
    assert "Thank you." in applicant.fills(f"/me/survey/{service}", {**marks, "words": "No papers!"}, {})


def test_a_day_at_the_counters_is_played_beside_the_house(told: Told) -> None:
    said = _beside(told.house, "clearway.config", "demo", "hub", "--at", f"http://127.0.0.1:{told.house.port}")

    happened = dict(re.findall(r"│ (.+?) +│ (\d+) +│", said))
    served = len(told.plan.citizens)
    assert happened["loan desk: consents given"] == str(PAPERS * served)
    assert happened["loan desk: after a consent was taken back, refused"] == "1"
    assert happened["welfare office: in an emergency, looked up"] == "1"
    assert int(happened["licence desk: looked up"]) > served
    assert said.count("sign in as citizen") == served


def _looks_up(desk: Desk, citizen: Citizen, kinds: list[str], clerk: str, case: str) -> None:
    """Each fact as its register has it, and no more than was asked for."""
    for kind in kinds:
        status, said = desk.look(citizen.number, kind, desk.counter.looks[kind], clerk, case)
        assert (status, said.get("found")) == (200, True), f"{kind}: {said}"
        assert set(said["values"]) == set(desk.counter.looks[kind])
        assert None not in said["values"].values()


def _sees_every_access(citizen: Citizen, count: int) -> None:
    """The list has no gap; an access tells who and why, and its proof is checked without the house."""
    page = citizen.opens("/me/accesses")
    assert f"of {count} are shown." in page
    assert "No number is left out." in page
    [newest, *_] = accesses = _accesses(citizen)
    assert len(accesses) == count
    page = citizen.opens(f"/me/accesses/{newest}")
    [key] = re.findall(r'--key "([^"]+)"', page.replace("&quot;", '"'))
    content = eventually(lambda: _proof(citizen, newest), "a proof")
    assert isinstance(verify_bundle(content, key), Proven)


def _proof(citizen: Citizen, access: str) -> bytes:
    content, status = citizen.proof(access)
    return content if status == 200 else b""


def _accesses(citizen: Citizen) -> list[str]:
    citizen.opens("/me/accesses")
    return re.findall(r"/me/accesses/([0-9a-f-]{36})", citizen.window.shown)


def _papers(citizen: Citizen) -> int:
    found = re.search(r"Papers (\d+)", citizen.opens("/me/savings"))
    papers = int(found[1]) if found else 0
    return papers if papers >= PAPERS else 0


def _consent_for(citizen: Citizen, kind: str) -> str:
    """The consent that the newest access about a kind rests on, as its page says by where it leads."""
    title = {"RES-001": "Residence"}[kind]
    citizen.opens("/me/consents")
    links = re.findall(r'/me/consents/([0-9a-f-]{36})"[^>]*>(.*?)</a>', citizen.window.shown, re.DOTALL)
    return next(number for number, text in links if title in text)


def _first_review(manager: Window) -> str:
    manager._page = manager._http.get("/desk/reviews")
    found = re.search(r"/desk/reviews/[0-9a-f-]{36}", manager.shown)
    return found[0] if found else ""


def _manager(house: House, name: str) -> Window:
    """Somebody who signs in with a password and the code of an app."""
    people = json.loads((house.folder / "var" / "demonstration-people.json").read_bytes())
    window = Window(f"http://127.0.0.1:{house.port}", name, people[name]["password"])
    code = codes.shown_now(people[name]["secret"], at=now())
    window.fill(Form(name, "before", answers={"code": code}), "")
    return window


def _words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def _set_up(house: House, *numbers: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_beside(house, "tests.journeys.hub_set_up", *numbers).strip().splitlines()[-1])
    return found


def _beside(house: House, module: str, *words: str) -> str:
    """What a command of the operator says, who works on the machine of the house."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"CLEARWAY_VAR": str(house.folder / "var"), "DJANGO_SETTINGS_MODULE": "clearway.config.settings"}
    environment["COLUMNS"] = "200"
    made = subprocess.run(
        [sys.executable, "-m", module, *words],
        env=environment, capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr[-2000:]
    return made.stdout
