"""The pages on which scenarios are written, tried, published and proposed."""

import pytest
from django.test import Client

from clearway.registers.offices import public as offices
from clearway.watch.authoring import public as authoring
from clearway.watch.authoring.public import queries, writing
from clearway.watch.findings import public as findings
from clearway.watch.rulebook import public as rulebook
from tests.conftest import PACK
from tests.portal.people import officer, signed_in, words
from tests.watch.authoring.written import AT, GIVEN, ID, MINISTRY, REST, begun, fixtures
from tests.watch.cases.forgotten import TODAY, District

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]
NEW = {"scenario": ID, "area": "tax"}


@pytest.fixture(autouse=True)
def governments(country: object) -> None:
    offices.load_offices(PACK)


@pytest.fixture
def district() -> District:
    return District()


def ministry() -> Client:
    return signed_in(officer("watch auditor", MINISTRY))


def page(client: Client, at: str) -> str:
    answer = client.get(at)
    assert answer.status_code == 200, at
    return words(answer)


def only() -> queries.Draft:
    (found,) = queries.drafts(MINISTRY)
    return found


def title_of(tenant: str, district: District) -> str:
    return next(one.titles["en"] for one in district.book.tenants if one.code == tenant)


def test_an_auditor_of_the_ministry_writes_tries_and_sends_and_a_second_one_publishes(district: District) -> None:
    client, second = ministry(), ministry()
    assert client.post("/watch/authoring/shapes/absence", {**NEW, **GIVEN}).status_code == 302
    at = f"/watch/authoring/{only().number}"

    languages = {f"{name}-{code}": told for name in ("title", "explanation", "clears")
                 for code, told in only().card[name].items()}  # fmt: skip
    card = {**languages, "purpose-en": "It is forgotten.", "law": REST["law"], "owner": REST["owner"],
            "severity": "warning", "innocent-en": "The owner is exempt.", "unit": "DML"}  # fmt: skip
    assert client.post(f"{at}/card", card).status_code == 302
    for kind, cases in fixtures().items():
        for case in cases:
            add = client.post(f"{at}/fixtures", {"act": kind})
            rows = {
                f"rows-{name}": "\n".join([",".join(some[0]), *(",".join(row.values()) for row in some)])
                for name, some in case["rows"].items()
                if some
            }
            rows |= {f"rows-{name}": "" for name, some in case["rows"].items() if not some}
            plain = {name: case[name] for name in ("says", "today", "key", "money") if name in case}
            assert client.post(add["Location"], {**plain, **rows}).status_code == 302
    assert "otherwise" not in page(client, f"{at}/fixtures")

    assert client.post(at, {"act": "send", "wants": "trial"}).status_code == 302
    refused = client.post(at, {"act": "publish"})
    assert refused.status_code == 422 and "AUT-003" in words(refused)
    assert "Publish it under my name" not in page(client, at)
    assert "Publish it under my name" in page(second, at)
    assert second.post(at, {"act": "publish"}).status_code == 302
    assert rulebook.current().scenario(ID).card.status == "trial"

    findings.adopt(rulebook.current(), TODAY, at=AT)
    district.book = rulebook.current()
    district.forgets("B7")
    assert "B7" in page(client, "/watch/trials")
    official = signed_in(officer("watch official", "DL0101"))
    assert official.get("/watch/trials").status_code == 403
    assert page(official, "/watch").count("B7</span>") == 1, "LT-01 alone was told"


def test_what_is_refused_is_shown_with_its_line_and_what_would_pass(district: District) -> None:
    client, number = ministry(), begun(district.book)
    text = "SELECT p.building AS case_key,\n  p.area / 2 AS money\nFROM building_permits p"
    client.post(
        f"/watch/authoring/{number}/text", {"text": text, "deadline": "", "lead-building_permits": "building"}
    )

    said = page(client, f"/watch/authoring/{number}/text")
    assert "WAT-005" in said and "line 2" in said and "ratio" in said
    refused = client.post(f"/watch/authoring/{number}", {"act": "send", "wants": "trial"})
    assert refused.status_code == 422 and "AUT-004" in words(refused)


@pytest.mark.parametrize(
    ("wrong", "place"), [({"event_day": "building_permits.building"}, "event_day"), ({"days": "soon"}, "days"),
                         ({"event": "nowhere.building"}, "event"), ({"money": "tax_assessments.amount"}, "money")]
)  # fmt: skip
def test_a_shape_says_which_field_does_not_fit(district: District, wrong: dict[str, str], place: str) -> None:
    answer = ministry().post("/watch/authoring/shapes/absence", {**NEW, **GIVEN, **wrong})

    said = words(answer)
    assert answer.status_code == 422 and "AUT-006" in said
    assert f'id="{place}" name="{place}"' in said.partition('aria-invalid="true"')[0].rpartition("<input")[2]


def test_rows_that_do_not_fit_say_where(district: District) -> None:
    client, number = ministry(), begun(district.book)
    at = f"/watch/authoring/{number}/fixtures/0"
    kept = {"says": "One", "today": "2026-06-01", "key": "B1", "money": "100.00"}

    for rows in ("permit,building\nP1", "permit,floor\nP1,2", "permit,area\nP1,much"):
        answer = client.post(at, {**kept, "rows-building_permits": rows})
        assert answer.status_code == 422 and "AUT-007" in words(answer), rows
    assert queries.find(number, MINISTRY).edit == 1


def test_a_back_test_is_asked_for_and_shown(district: District) -> None:
    client = ministry()
    district.forgets("B7")
    number = writing.change("LT-01", office=MINISTRY, book=district.book, by="user:x", at=AT)
    at = f"/watch/authoring/{number}/backtest"
    assert client.post(at, {"tenant": "DL0101", "years": "1"}).status_code == 302
    assert "Waits its turn" in page(client, at)

    authoring.perform(district.book, at=AT)
    said = page(client, at)
    assert "36\u202f000.00\u00a0DML" in said and "Done" in said
    assert client.post(at, {"tenant": "DL0202", "years": "1"}).status_code == 422


@pytest.mark.parametrize(
    ("role", "office"), [("watch auditor", "DL01"), ("watch manager", "DL"), ("watch official", "DL0101")]
)
def test_whoever_does_not_write_scenarios_sees_none_in_writing(district: District, role: str, office: str) -> None:
    client, number = signed_in(officer(role, office)), begun(district.book)

    for at in (
        "",
        "/shapes/absence",
        *(f"/{number}{part}" for part in ("", "/text", "/card", "/fixtures", "/backtest")),
    ):
        assert client.get(f"/watch/authoring{at}").status_code in (403, 404), at
        assert client.post(f"/watch/authoring{at}", {"act": "publish"}).status_code in (403, 404), at


def test_a_local_official_proposes_others_answer_and_the_ministry_takes_it_up(district: District) -> None:
    official, other, author = (
        signed_in(officer(role, office))
        for role, office in (("watch official", "DL0101"), ("watch manager", "DL0201"), ("watch auditor", MINISTRY))
    )
    asked = {"title": "Levies forgotten after a split", "text": "A parcel is split.", "evidence": ""}
    assert official.post("/watch/proposals", asked).status_code == 422
    at = official.post("/watch/proposals", {**asked, "evidence": "Audit 3/2026"})["Location"]
    assert other.post(at, {"act": "answer", "text": "Here too."}).status_code == 302
    assert "Here too." in page(official, at) and title_of("DL0201", district) in page(official, at)

    for client in (official, other):
        assert client.post(at, {"act": "take", **NEW}).status_code == 404
        assert client.post(at, {"act": "decline", "text": "No."}).status_code == 404
    assert author.post(at, {"act": "take", **NEW}).status_code == 302
    assert only().title["en"] == asked["title"] and f"It is being written as {ID}" in page(official, at)
    assert author.post(at, {"act": "decline", "text": "No."}).status_code == 422


def test_pages_of_writing_ask_few_questions_of_the_store(
    district: District, django_assert_max_num_queries: object
) -> None:
    client, number = ministry(), begun(district.book)
    proposal = authoring.forum.propose("A", "B", "C", tenant="DL0101", by="user:x", at=AT)
    parts = (f"authoring/{number}{part}" for part in ("", "/text", "/card", "/fixtures", "/fixtures/0", "/backtest"))
    for at in ("authoring", "authoring/shapes/outlier", *parts, "trials", "proposals", f"proposals/{proposal}"):
        client.get(f"/watch/{at}")
        with django_assert_max_num_queries(12):  # type: ignore[operator] - a fixture of pytest-django.
            page(client, f"/watch/{at}")
