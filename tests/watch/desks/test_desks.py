"""The desks of the watch: what is shown to whom, what their forms do, and what strangers get."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from clearway.registers.offices import public as offices
from clearway.watch.cases import public as cases
from tests.conftest import PACK
from tests.portal.people import officer, signed_in, words
from tests.watch.cases.forgotten import DESK, TODAY, District

pytestmark = pytest.mark.usefixtures("country")
HERE = "DL0101"


@pytest.fixture(autouse=True)
def governments(country: object) -> None:
    offices.load_offices(PACK)


@pytest.fixture
def number() -> int:
    return District().forgets()


def page(client: Client, at: str) -> str:
    answer: HttpResponse = client.get(at)
    assert answer.status_code == 200, at
    return words(answer)


@pytest.mark.parametrize(
    ("role", "office"), [("watch official", HERE), ("watch manager", HERE), ("watch auditor", HERE),
                         ("watch auditor", "DL01"), ("watch auditor", "DL")]
)  # fmt: skip
def test_three_lines_see_what_was_found(number: int, role: str, office: str) -> None:
    client = signed_in(officer(role, office))

    assert f"/watch/findings/{number}" in page(client, "/watch")
    said = page(client, f"/watch/findings/{number}")
    for part in ("36\u202f000.00\u00a0DML", "1\u202f000\u202f000", "ss. 11, 20 and 53", "wholly exempt"):
        assert part in said, part


@pytest.mark.parametrize(
    ("role", "office"), [("watch official", "DL0102"), ("watch official", "DL01"), ("watch manager", "DL"),
                         ("watch auditor", "DL02"), ("watch auditor", "DL0102")]
)  # fmt: skip
def test_whoever_is_of_another_government_sees_nothing(number: int, role: str, office: str) -> None:
    client = signed_in(officer(role, office))

    assert f"/watch/findings/{number}" not in page(client, "/watch")
    assert client.get(f"/watch/findings/{number}").status_code == 404
    assert client.post(f"/watch/findings/{number}", {"act": "act", "text": "Mine now."}).status_code in (403, 404)
    assert cases.steps(number) == ()


def test_an_auditor_of_the_very_government_looks_and_does_not_act(number: int) -> None:
    client = signed_in(officer("watch auditor", HERE))

    assert "<textarea" not in page(client, f"/watch/findings/{number}")
    assert client.post(f"/watch/findings/{number}", {"act": "check", "text": "Hm."}).status_code == 404
    assert cases.steps(number) == ()


def test_an_official_excepts_it_with_evidence_and_it_says_so(number: int) -> None:
    client = signed_in(officer("watch official", HERE))
    at = f"/watch/findings/{number}"
    until = (TODAY + timedelta(days=30)).isoformat()

    wrong = client.post(at, {"act": "exclude", "reason": "lawful", "evidence": "", "until": until})
    assert wrong.status_code == 422 and "CAS-005" in words(wrong)
    right = client.post(at, {"act": "exclude", "reason": "lawful", "evidence": "Decision 7/2026", "until": until})

    assert right.status_code == 302
    said = page(client, at)
    assert "Decision 7/2026" in said and until in said
    assert f"/watch/findings/{number}" in page(client, "/watch").partition("<h2>Excepted</h2>")[2]


def test_a_desk_that_nobody_looks_after_is_shown_until_the_manager_names_somebody(number: int) -> None:
    official, manager = officer("watch official", HERE), officer("watch manager", HERE)
    theirs, oversees = signed_in(official), signed_in(manager)
    assert "Nobody is named for these" in page(theirs, "/watch")

    assert oversees.post("/watch/overview", {"owner": DESK, "official": "nobody-here"}).status_code == 422
    assert oversees.post("/watch/overview", {"owner": DESK, "official": official}).status_code == 302

    said = page(theirs, "/watch")
    assert "Nobody is named for these" not in said and "<h2>Yours</h2>" in said
    assert signed_in(officer("watch official", HERE)).get("/watch/overview").status_code == 403


def test_pages_ask_few_questions_of_the_store(number: int, django_assert_max_num_queries: object) -> None:
    client = signed_in(officer("watch manager", HERE))
    for at in (
        "/watch",
        f"/watch/findings/{number}",
        "/watch/overview",
        "/watch/scenarios",
        "/watch/scenarios/LT-01",
    ):
        client.get(at)
        with django_assert_max_num_queries(12):  # type: ignore[operator] - a fixture of pytest-django.
            page(client, at)


def test_what_a_finding_says_is_said_in_the_readers_language(number: int) -> None:
    client = signed_in(officer("watch official", HERE))
    said = words(client.get(f"/watch/findings/{number}", headers={"Accept-Language": "ko"}))

    assert "건물 완공 후 취득세가 부과되지 않음" in said and "건물 B1의 사용이" in said


def test_a_scenario_is_read_with_its_names_left_open(number: int) -> None:
    said = page(signed_in(officer("watch official", HERE)), "/watch/scenarios/LT-01")

    assert (
        '<var class="watch-slot">day of the approval of use</var> (permit <var class="watch-slot">permit</var>)'
        in said
    )
    assert "{building}" not in said
