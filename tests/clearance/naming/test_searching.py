"""Newcomers find the commodity code by the words they have, in five languages."""

from datetime import date

import pytest

from clearway.clearance.naming import searching
from clearway.clearance.naming.everyday import LANGUAGES, entries
from clearway.clearance.naming.grouping import groups
from clearway.clearance.naming.meaning import meaning
from clearway.clearance.naming.searching import search
from clearway.clearance.naming.wording import said, words
from clearway.core.law.lawbook import Law
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook

pytestmark = pytest.mark.usefixtures("country")

AMONG_THE_FIRST = 3
FEWEST_ENTRIES = 150

SEARCHES = [
    ("en", "48 porcelain tea sets, decorated", "691110"),
    ("en", "porcelain", "691110"),
    ("en", "porcelain tableware", "691110"),
    ("en", "porcelain cups", "691110"),
    ("en", "tea cups", "691110"),
    ("en", "tea service", "691110"),
    ("en", "tea pots", "691110"),
    ("en", "crockery", "691110"),
    ("en", "ceramic mugs, not porcelain", "691200"),
    ("en", "earthenware plates", "691200"),
    ("en", "paper cups", "482369"),
    ("en", "wine glasses", "701328"),
    ("en", "laptops", "847130"),
    ("en", "notebook computer 14 inch", "847130"),
    ("en", "mobile phones", "851713"),
    ("en", "phone case", "392690"),
    ("en", "laptop bag", "420212"),
    ("en", "cotton t-shirts for men", "610910"),
    ("en", "sneakers", "640411"),
    ("en", "leather shoes", "640399"),
    ("en", "bicycles", "871200"),
    ("en", "coffee", "090111"),
    ("en", "roasted coffee beans", "090121"),
    ("en", "coffee mug", "691110"),
    ("en", "green tea", "090210"),
    ("en", "wooden chairs", "940161"),
    ("en", "diamond rings", "711319"),
    ("en", "live horses", "010121"),
    ("en", "tractors", "870191"),
    ("en", "amplifier", "851840"),
    ("en", "manicure sets", "821420"),
    ("en", "wooden toys for children", "950300"),
    ("en", "tea bags", "090210"),
    ("ko", "도자기 찻잔 세트, 장식", "691110"),
    ("ko", "찻잔", "691110"),
    ("ko", "도자기", "691110"),
    ("ko", "도자기 식기", "691110"),
    ("ko", "식탁용 장식 도자기 접시", "691110"),
    ("ko", "porcelain tea set", "691110"),
    ("ko", "노트북", "847130"),
    ("ko", "스마트폰 100대", "851713"),
    ("ko", "면 티셔츠", "610910"),
    ("ko", "운동화", "640411"),
    ("ko", "자전거", "871200"),
    ("ko", "커피", "090111"),
    ("ko", "자동차 부품", "870899"),
    ("ko", "김치", "200599"),
    ("vi", "bộ ấm chén sứ", "691110"),
    ("vi", "bat dia su", "691110"),
    ("vi", "máy tính xách tay", "847130"),
    ("vi", "điện thoại di động", "851713"),
    ("vi", "áo thun cotton", "610910"),
    ("vi", "giày thể thao", "640411"),
    ("vi", "xe đạp", "871200"),
    ("vi", "cà phê hạt", "090111"),
    ("vi", "gạo", "100630"),
    ("es", "juegos de té de porcelana", "691110"),
    ("es", "tazas", "691110"),
    ("es", "portátiles", "847130"),
    ("es", "camisetas de algodón", "610910"),
    ("es", "zapatillas deportivas", "640411"),
    ("es", "bicicletas", "871200"),
    ("es", "café en grano", "090111"),
    ("fr", "services à thé en porcelaine", "691110"),
    ("fr", "vaisselle", "691110"),
    ("fr", "ordinateurs portables", "847130"),
    ("fr", "téléphones portables", "851713"),
    ("fr", "t-shirts en coton", "610910"),
    ("fr", "baskets", "640411"),
    ("fr", "vélos", "871200"),
    ("fr", "café torréfié", "090121"),
]  # fmt: skip


@pytest.fixture
def law(country: None) -> Law:
    return lawbook.current(now()).on(date(2026, 11, 22))


@pytest.mark.parametrize(("language", "asked", "subheading"), SEARCHES)
def test_what_people_call_goods_leads_to_their_subheading(
    law: Law, language: str, asked: str, subheading: str
) -> None:
    first = groups(law, asked, language).groups[:AMONG_THE_FIRST]
    shown = [line.code[:6] for group in first for line in group.lines]
    assert subheading in shown, [(group.code, group.title) for group in first]


@pytest.mark.parametrize(
    "asked", ["porcelain", "porcelain tableware", "48 porcelain tea sets, decorated", "porcelain cups"]
)
def test_goods_that_exclude_what_is_asked_for_are_not_named_first(law: Law, asked: str) -> None:
    found = [code for _score, code in search(law, asked, "en")]
    assert found[0].startswith("691110")
    ceramic = "691200"
    assert ceramic not in found[:2]


def test_what_stands_behind_an_exclusion_is_excluded_to_the_end_of_its_clause() -> None:
    named, excluded = said("Ceramic tableware; other than of porcelain or china; household articles")
    assert {"ceramic", "tablewar"} <= named
    assert excluded == {"porcelain", "china"}
    assert "porcelain" in said("자기제 제외 porcelain")[0]
    assert said("Coffee, whether or not roasted")[1] == frozenset()


def test_what_is_not_wanted_counts_against_a_line(law: Law) -> None:
    found = [code for _score, code in search(law, "ceramic tableware other than of porcelain", "en")]
    assert found[0].startswith("691200")


@pytest.mark.parametrize(
    ("one", "many"),
    [("dish", "dishes"), ("battery", "batteries"), ("tasse", "tasses"), ("cup", "cups"), ("camión", "camiones")],
)
def test_plurals_find_what_their_singular_finds(one: str, many: str) -> None:
    assert words(one) == words(many)


def test_a_line_is_never_called_other_alone(law: Law) -> None:
    assert meaning(law, "69111090", "en") == "Tableware and kitchenware; of porcelain or china — Other"
    assert meaning(law, "69111090", "ko").endswith(" — 기타")
    for group in groups(law, "porcelain", "en").groups:
        assert all(len(line.meaning) > len("Other") + 3 for line in group.lines)


def test_digits_find_what_begins_with_them(law: Law) -> None:
    found = groups(law, "6911 10", "en")
    assert [line.code for group in found.groups for line in group.lines] == ["69111010", "69111090"]
    chapter = groups(law, "69", "en")
    assert {"6911", "6912"} <= {group.code for group in chapter.groups}


@pytest.mark.parametrize("asked", ["qqxyzzy", "...", "of the", "12", ""])
def test_what_nobody_sells_finds_nothing(law: Law, asked: str) -> None:
    assert all(group.code.startswith("12") for group in groups(law, asked, "en").groups)


def test_everyday_words_lead_to_lines_of_the_tariff_in_every_language(law: Law) -> None:
    known = entries()
    assert len(known) >= FEWEST_ENTRIES
    codes = [code for code in law.tariff.lines if law.declared(code) or len(code) >= 4]
    for entry in known:
        assert all(entry.said[language][0] for language in LANGUAGES), entry
        for code in entry.codes:
            assert any(one.startswith(code) for one in codes), (code, entry.said["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_words_of_every_entry_find_one_of_its_headings(law: Law, language: str) -> None:
    lost = []
    for entry in entries():
        first = groups(law, entry.said[language][0], language).groups[:4]
        if not {code[:4] for code in entry.codes} & {group.code for group in first}:
            lost.append((entry.said[language][0], entry.codes, [group.code for group in first]))
    assert not lost


def test_a_search_reads_no_tariff_through(law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    search(law, "porcelain", "ko")
    read: list[str] = []

    def title(law: Law, code: str, language: str) -> str:
        read.append(code)
        return meaning(law, code, language)

    monkeypatch.setattr(searching, "title", title)

    for asked in ("48 porcelain tea sets, decorated", "other machines for the treatment of materials", "도자기"):
        assert search(law, asked, "ko")

    assert read == []
