"""Whatever a person reads of the packs is there in every language of the house, and says the same in each."""

import re
import shutil
from pathlib import Path

import pytest

from clearway.core.watch import Scenario, WatchRefused
from clearway.core.watch.languages import LANGUAGES, Words, is_whole
from clearway.core.watch.sources import KEY_CHANGES, LAW
from clearway.watch.rulebook import public as rulebook
from tests.watch.country import DEMOLAND, PACK, PLAUSIBLE

COUNTRY, BOTH = (rulebook.read(rulebook.gather(pack), fixtures=False) for pack in (DEMOLAND, PLAUSIBLE))
DESKS = "watch/desks.yaml"
NAMED = "Tax desk: {en: Tax desk, ko: 세무 담당, vi: Bộ phận thuế, es: Sección de impuestos, fr: Bureau des impôts}\n"
HANGUL = re.compile("[\uac00-\ud7a3]")


def says_the_same(words: Words) -> bool:
    """Every language is there, Korean is Korean, and each names the same columns of the evidence."""
    named = {language: set(re.findall(r"\{(\w+)\}", text)) for language, text in words.items()}
    prose = re.sub(r"\{\w+\}", "", words["en"])
    is_korean = HANGUL.search(words["ko"]) is not None or not re.search("[a-z]{3}", prose)
    return is_whole(words) and is_korean and all(names == named["en"] for names in named.values())


@pytest.mark.parametrize("scenario", BOTH.scenarios, ids=lambda one: one.card.id)
def test_every_sentence_of_a_card_is_in_every_language(scenario: Scenario) -> None:
    card = scenario.card
    sentences = (card.title, card.purpose, card.explanation, card.clears, card.money_says)
    for words in (*sentences, *card.innocent_explanations):
        assert says_the_same(words), words


def test_every_desk_has_a_name_in_every_language_and_none_is_idle() -> None:
    for book in (COUNTRY, BOTH):
        assert {one.card.owner for one in book.scenarios} == book.desks.keys()
    assert all(is_whole(words) and words["en"] == desk for desk, words in BOTH.desks.items())
    for language in LANGUAGES:
        names = [words[language] for words in BOTH.desks.values()]
        assert len(set(names)) == len(names), "two desks of one name cannot be told apart"


def test_every_source_and_its_system_have_a_name_in_every_language() -> None:
    for table in (LAW, *BOTH.sources.tables.values()):
        assert says_the_same(table.title), table.name
    delivering = {one.system for one in BOTH.sources.tables.values()} - {KEY_CHANGES.system}
    assert delivering == BOTH.systems.keys() == COUNTRY.systems.keys()
    assert all(says_the_same(words) for words in BOTH.systems.values())


def test_a_title_of_a_source_is_in_one_language_or_in_all() -> None:
    files = rulebook.gather(PACK)
    path = "watch/sources/town.yaml"
    for told, titles in (("title: Homes\n", {"en": "Homes"}), ("title: {en: Homes, ko: 집}\n", None)):
        files[path] = re.sub(r"title: .*\n", told, files[path].decode(), count=1).encode()
        if titles is None:
            with pytest.raises(WatchRefused, match="WAT-060"):
                rulebook.read(files)
        else:
            assert titles in [table.title for table in rulebook.read(files).sources.tables.values()]


def test_a_desk_that_the_pack_does_not_name_stands_for_itself() -> None:
    files = rulebook.gather(PACK)
    assert rulebook.read(files).desks == {}
    assert rulebook.read({**files, DESKS: NAMED.encode()}).desks["Tax desk"]["ko"] == "세무 담당"


@pytest.mark.parametrize("told", ["Tax desk: {en: Tax desk}\n", "Tax desk: Tax desk\n", f"{NAMED}{NAMED}"])
def test_a_name_lacks_no_language_and_is_given_once(told: str) -> None:
    with pytest.raises(WatchRefused, match="WAT-044") as refused:
        rulebook.read({**rulebook.gather(PACK), DESKS: told.encode()})
    assert refused.value.place == DESKS


def test_a_pack_that_extends_names_desks_of_its_own_and_calls_none_otherwise(tmp_path: Path) -> None:
    country, second = tmp_path / "town", tmp_path / "second"
    shutil.copytree(PACK, country)
    (second / "watch").mkdir(parents=True)
    (second / "pack.toml").write_text('version = "1"\nextends = "town"\n')
    (country / DESKS).write_text(NAMED)
    (second / DESKS).write_text(NAMED.replace("Tax desk", "Toll desk"))
    assert rulebook.read(rulebook.gather(second)).desks.keys() == {"Tax desk", "Toll desk"}

    (second / DESKS).write_text(NAMED)
    assert rulebook.read(rulebook.gather(second)).desks.keys() == {"Tax desk"}

    (second / DESKS).write_text(NAMED.replace("세무", "과세"))
    with pytest.raises(WatchRefused, match=r"watch/desks"):
        rulebook.read(rulebook.gather(second))
