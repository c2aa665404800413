"""The words of the pack are read in the reader's language; what was written in one language is read in English."""

import re
from html import unescape

import pytest
import yaml
from django.test import Client, RequestFactory

from clearway.core.watch.languages import LANGUAGES
from clearway.registers.offices import public as offices
from clearway.watch.authoring import public as authoring
from clearway.watch.authoring import queries
from clearway.watch.desks import words, writing
from clearway.watch.rulebook import public as rulebook
from tests.conftest import PACK
from tests.portal import people
from tests.portal.people import officer, signed_in
from tests.watch.cases.forgotten import DESK, TODAY, District
from tests.watch.country import PLAUSIBLE, instant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]
MINISTRY = "DL"
CARD = "watch/tax/LT-01.yaml"
FILES = rulebook.gather(PLAUSIBLE)
CARDS = [path for path in FILES if re.fullmatch(r"watch/(?!sources/)\w+/[A-Z]{2}-\d+\.yaml", path)]
KOREAN_DESK = "지방세 취득세 담당"


@pytest.fixture
def district(country: object) -> District:
    offices.load_offices(PACK)
    return District()


def read(client: Client, at: str, language: str = "ko") -> str:
    answer = client.get(at, headers={"Accept-Language": language})
    assert answer.status_code == 200, at
    return unescape(people.words(answer))


def in_one_language(district: District) -> None:
    """The card of a scenario as somebody writes it who knows one language, for a desk that no pack names."""
    card = yaml.safe_load(rulebook.in_force()[CARD])
    card |= {
        "purpose": "It is forgotten.", "owner": "A new desk", "innocent_explanations": ["The owner is exempt."],
        "money": {"unit": "DML", "says": "{tax_base} once"},
    }  # fmt: skip
    written = yaml.safe_dump(card, allow_unicode=True, default_flow_style=False).encode()
    district.book = rulebook.put({CARD: written}, by="tests", at=instant(TODAY))


def test_a_scenario_is_read_in_korean(district: District) -> None:
    card = district.book.scenario("LT-01").card
    said = read(signed_in(officer("watch official", "DL0101")), "/watch/scenarios/LT-01")

    assert f'<p lang="ko">{card.purpose["ko"]}</p>' in said
    assert all(f'<li lang="ko">{one["ko"]}</li>' in said for one in card.innocent_explanations)
    assert f'<dd lang="ko">{KOREAN_DESK}</dd>' in said
    assert '<span lang="ko">건축물대장</span> <code>buildings</code>' in said
    assert 'lang="en"' not in said.partition("<main")[2].partition("</main>")[0]


def test_a_finding_is_read_in_korean(district: District) -> None:
    number = district.forgets()
    card = district.book.scenario("LT-01").card
    said = read(signed_in(officer("watch official", "DL0101")), f"/watch/findings/{number}")

    assert all(f'<li lang="ko">{one["ko"]}</li>' in said for one in card.innocent_explanations)
    assert f'<span lang="ko">{KOREAN_DESK}</span>' in said and DESK not in said
    formula = re.search(r'<span class="quiet" lang="ko">([^<]+)</span>', said)
    assert formula is not None and "1\u202f000\u202f000" in formula[1]
    assert '<span lang="ko">건축물대장</span>' in said


def test_what_was_written_in_one_language_is_read_in_english(district: District) -> None:
    in_one_language(district)
    said = read(signed_in(officer("watch official", "DL0101")), "/watch/scenarios/LT-01")

    for told in (
        '<p lang="en">It is forgotten.</p>',
        '<li lang="en">The owner is exempt.</li>',
        '<dd lang="en">A new desk</dd>',
        '<span lang="en"><var class="watch-slot">tax base</var> once</span>',
    ):
        assert told in said, told
    assert district.book.scenario("LT-01").card.title["ko"] in said


def test_pages_of_figures_and_the_overview_name_desks_systems_and_sources(district: District) -> None:
    district.forgets()
    manager, auditor = (signed_in(officer(role, "DL0101")) for role in ("watch manager", "watch auditor"))
    overview, coverage = (read(manager, f"/watch/{at}") for at in ("overview", "figures/coverage"))
    linkage = read(auditor, "/watch/figures/linkage")

    assert f'<th scope="row" lang="ko">{KOREAN_DESK}</th>' in overview
    assert f'name="owner" value="{DESK}"' in overview, "what is sent is the desk's identifier"
    assert f'<th scope="row" lang="ko">{KOREAN_DESK}</th>' in coverage and "지방세" in coverage
    assert '<span lang="ko">자동차등록원부</span>' in coverage
    assert '<span lang="ko">부과된 지방세</span>' in linkage


def test_authors_see_sources_and_desks_in_their_language(district: District) -> None:
    author = signed_in(officer("watch auditor", MINISTRY))
    number = authoring.writing.change("LT-01", office=MINISTRY, book=district.book, by="user:x", at=instant(TODAY))
    text, card = (read(author, f"/watch/authoring/{number}/{part}") for part in ("text", "card"))

    assert '<span class="quiet" lang="ko">건축물대장</span>' in text and "<summary>지방세 " in text
    assert f'<option value="{DESK}" lang="ko">{KOREAN_DESK}</option>' in card


def test_a_card_in_five_languages_stays_so_when_it_is_kept(district: District) -> None:
    author = signed_in(officer("watch auditor", MINISTRY))
    number = authoring.writing.change("LT-01", office=MINISTRY, book=district.book, by="user:x", at=instant(TODAY))
    before = queries.find(number, MINISTRY)
    assert before is not None
    at = f"/watch/authoring/{number}/card"

    assert author.post(at, _fields(people.words(author.get(at)))).status_code == 302

    after = queries.find(number, MINISTRY)
    assert after is not None and after.edit == before.edit + 1
    assert {name: after.card[name] for name in before.card} == before.card


@pytest.mark.parametrize("path", CARDS)
def test_the_form_sends_back_what_every_card_says(path: str) -> None:
    """Line by line, what may explain it stays with its translations."""
    card = rulebook.said(FILES, path)
    typed = {f"{name}-{code}": writing.typed_in(card, name, code) for name in writing.TITLES for code in LANGUAGES}
    lines = {name: card.get(name) or "" for name in ("law", "owner", "severity", "assigned_by")}
    money = {"unit": "", **card["money"]}
    sent = writing.card_of(RequestFactory().post("/", {**typed, **lines, "unit": money["unit"]}))

    assert sent == {**{name: card[name] for name in sent}, "money": money}


def test_a_plain_text_stays_plain_and_half_a_translation_is_refused(district: District) -> None:
    in_one_language(district)
    author = signed_in(officer("watch auditor", MINISTRY))
    number = authoring.writing.change("LT-01", office=MINISTRY, book=district.book, by="user:x", at=instant(TODAY))
    at = f"/watch/authoring/{number}/card"
    fields = _fields(people.words(author.get(at)))
    assert author.post(at, fields).status_code == 302
    kept = queries.find(number, MINISTRY)
    assert kept is not None and kept.card["purpose"] == "It is forgotten."
    assert kept.card["innocent_explanations"] == ["The owner is exempt."]

    assert author.post(at, {**fields, "innocent-ko": "소유자가 면제되었습니다."}).status_code == 302
    said = read(author, at, "en")
    assert "WAT-044" in said and "LT-01: innocent_explanations: en, ko" in said


def test_every_area_has_its_word() -> None:
    """An area that is not among ours would be read in English."""
    book = rulebook.read(rulebook.gather(PACK), fixtures=False)
    assert {one.card.area for one in book.scenarios} <= words.FIELDS.keys()


def _fields(page: str) -> dict[str, str]:
    """What a browser sends of the form as it is shown."""
    form = page.rpartition('<form class="watch-form"')[2]
    texts = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL)
    inputs = re.findall(r'<input class[^>]* name="([^"]+)" value="([^"]*)"', form)
    chosen = re.findall(r'<select[^>]* name="([^"]+)">.*?<option value="([^"]*)" selected>', form, re.DOTALL)
    return {name: unescape(value) for name, value in (*texts, *inputs, *chosen)}
