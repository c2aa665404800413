"""The pages of second looks and of figures: what is shown to whom, and what is hidden from whom."""

from datetime import timedelta

import pytest
from django.test import Client

from clearway.registers.offices import public as offices
from clearway.watch.cases import public as cases
from clearway.watch.cases.public import queries
from clearway.watch.desks import open_data
from tests.conftest import PACK
from tests.portal.people import officer, signed_in, words
from tests.watch.cases.forgotten import DESK, TODAY, District
from tests.watch.country import instant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]
HERE, AT = "DL0101", instant(TODAY)
UNTIL = (TODAY + timedelta(days=30)).isoformat()
FIGURES = ("/watch/figures", "/watch/figures/coverage", "/watch/figures/worth")


@pytest.fixture(autouse=True)
def governments(country: object) -> None:
    offices.load_offices(PACK)


@pytest.fixture
def district() -> District:
    return District()


def page(client: Client, at: str) -> str:
    answer = client.get(at)
    assert answer.status_code == 200, at
    return words(answer)


def drawn(district: District) -> tuple[int, int]:
    number = district.forgets()
    cases.exclude(
        number, "lawful", "Decision 12/2026", UNTIL, book=district.book, today=TODAY, tenant=HERE, by="user:kim",
        at=AT, draw=lambda _: 0,
    )  # fmt: skip
    return number, queries.under_review([HERE])[number]


def test_whoever_looks_a_second_time_reads_the_first_decision_only_afterwards(district: District) -> None:
    number, review = drawn(district)
    auditor, manager = (signed_in(officer(role, HERE)) for role in ("watch auditor", "watch manager"))
    at = f"/watch/reviews/{review}"

    assert at in page(auditor, "/watch/reviews")
    before = page(auditor, at)
    assert "Decision 12/2026" not in before and "kim" not in before and "wholly exempt" in before
    assert auditor.get(f"/watch/findings/{number}")["Location"] == at
    assert f"/watch/findings/{number}" not in page(auditor, "/watch")
    assert "Decision 12/2026" in page(manager, f"/watch/findings/{number}")

    assert auditor.post(at, {"reason": "lawful", "text": ""}).status_code == 422
    assert auditor.post(at, {"reason": "lawful", "text": "The exemption is on record."}).status_code == 302
    assert "Decision 12/2026" in page(auditor, f"/watch/findings/{number}")
    assert auditor.get(at).status_code == 404
    assert "Exceptions, and how they held" in page(auditor, "/watch/figures")


@pytest.mark.parametrize(("role", "office"), [("watch auditor", "DL02"), ("watch manager", HERE)])
def test_a_stranger_and_whoever_acts_reviews_nothing(district: District, role: str, office: str) -> None:
    _, review = drawn(district)
    client = signed_in(officer(role, office))

    assert client.get(f"/watch/reviews/{review}").status_code in (403, 404)
    assert client.post(f"/watch/reviews/{review}", {"reason": "", "text": "No."}).status_code in (403, 404)
    assert queries.under_review([HERE])


def test_several_findings_are_excepted_at_once_and_each_says_so(district: District) -> None:
    numbers = [district.forgets(case) for case in ("B1", "B2")]
    client = signed_in(officer("watch official", HERE))
    assert "B1" in page(client, "/watch/several?scenario=LT-01")
    asked = {"scenario": "LT-01", "number": numbers, "act": "exclude", "evidence": "Order 1", "until": UNTIL}

    wrong = client.post("/watch/several", asked)
    assert wrong.status_code == 422 and "CAS-004" in words(wrong)
    assert client.post("/watch/several", {**asked, "reason": "disaster"}).status_code == 302
    for number in numbers:
        assert "Order 1" in page(client, f"/watch/findings/{number}")
    stranger = signed_in(officer("watch official", "DL0102"))
    assert stranger.post("/watch/several", {**asked, "reason": "disaster"}).status_code == 422
    assert signed_in(officer("watch auditor", HERE)).get("/watch/several").status_code == 403


def test_ones_own_work_is_shown_to_oneself_alone(district: District) -> None:
    number = district.forgets()
    kim, lee = officer("watch official", HERE), officer("watch official", HERE)
    cases.name_official(DESK, kim, tenant=HERE, among=(kim,), by="user:m", at=AT)
    cases.check(number, "The owner was asked.", tenant=HERE, by=f"user:{kim}", at=AT)

    said = page(signed_in(kim), "/watch/own")
    assert "The owner was asked." in said and "1 finding is with you" in said
    other = page(signed_in(lee), "/watch/own")
    assert "The owner was asked." not in other and "Nothing is open with you." in other


def test_a_manager_sets_local_numbers_and_an_auditor_reads_them(district: District) -> None:
    manager, auditor = (signed_in(officer(role, HERE)) for role in ("watch manager", "watch auditor"))
    said = {
        "code": "survey_tolerance",
        "amount": "0.02",
        "since": "2026-01-01",
        "reason": "Ordinance 7 of May",
    }

    wrong = manager.post("/watch/local", {**said, "amount": "0.06"})
    assert wrong.status_code == 422
    for part in ("WAT-070", "<code>0.06</code>", "<code>0.01 … 0.05</code>", "Ordinance 7 of May"):
        assert part in words(wrong), part
    assert manager.post("/watch/local", said).status_code == 302
    shown = page(auditor, "/watch/local")
    assert "<strong>0.02</strong>" in shown and "Ordinance 7 of May" in shown
    assert 'name="amount"' not in shown
    assert "Ordinance 7" not in page(signed_in(officer("watch manager", "DL0102")), "/watch/local")
    assert auditor.post("/watch/local", said).status_code == 404
    assert signed_in(officer("watch official", HERE)).get("/watch/local").status_code == 403


def test_figures_are_kept_to_the_reach_and_name_no_person(district: District) -> None:
    district.forgets("B1")
    district.forgets("B2")
    district.taxes("B2")
    kim = officer("watch official", HERE)
    cases.name_official(DESK, kim, tenant=HERE, among=(kim,), by="user:m", at=AT)

    near = page(signed_in(officer("watch auditor", "DL01")), "/watch/figures")
    assert near.count("36\u202f000.00") >= 3 and "<svg" in near and kim not in near
    far = page(signed_in(officer("watch auditor", "DL02")), "/watch/figures")
    assert "36\u202f000.00" not in far
    assert "land_uses" in page(signed_in(officer("watch auditor", "DL01")), "/watch/figures/coverage")
    worth = page(signed_in(officer("watch manager", HERE)), "/watch/figures/worth")
    assert "36\u202f000.00" in worth
    for at in FIGURES:
        assert signed_in(kim).get(at).status_code == 403


def test_what_everybody_may_read_hides_what_is_few(district: District) -> None:
    district.forgets("B1")
    client = Client()
    said = client.get("/watch/open-data.csv").content.decode()
    year = str(instant(TODAY).year)
    assert (
        f"{year},LT-01,tax,No acquisition tax after a building was finished,hidden,hidden,hidden,hidden,DML" in said
    )

    for number in range(2, 13):
        district.forgets(f"B{number}")
    (row,) = [one for one in open_data.rows(district.book, TODAY) if one[1] == "LT-01"]
    assert row[4:8] == ("12", "0", "432000.00", "0")
    district.taxes("B3")
    (row,) = [one for one in open_data.rows(district.book, TODAY) if one[1] == "LT-01"]
    assert row[4:8] == ("12", "hidden", "432000.00", "hidden")


def test_pages_of_looks_and_figures_ask_few_questions_of_the_store(
    district: District, django_assert_max_num_queries: object
) -> None:
    _, review = drawn(district)
    auditor, manager = (signed_in(officer(role, HERE)) for role in ("watch auditor", "watch manager"))
    for client, pages in (
        (auditor, ("/watch", "/watch/reviews", f"/watch/reviews/{review}", *FIGURES)),
        (manager, ("/watch", "/watch/own", "/watch/several?scenario=LT-01", "/watch/local", *FIGURES)),
    ):
        for at in pages:
            client.get(at)
            with django_assert_max_num_queries(12):  # type: ignore[operator] - a fixture of pytest-django.
                page(client, at)
