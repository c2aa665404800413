"""What the packs say of the watch is whole: governments, sources, numbers of law, words."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from clearway.core.watch import KEY_CHANGES, Scenario
from clearway.registers.lawbook.packs import parameters
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles
from clearway.watch.backtest.fixtures import Bench
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book
from tests.watch.country import DEMOLAND as PACK
from tests.watch.country import PLAUSIBLE

BOOK = rulebook.read(rulebook.gather(PACK))
#: The country's scenarios together with those that are off.
EXTENDED = rulebook.read(rulebook.gather(PLAUSIBLE))
LANGUAGES = ("en", "ko", "vi", "es", "fr")
#: Words that accuse; a finding protects from a mistake.
ACCUSING = re.compile(r"\b(fraud|guilty|culprit|suspect|illegal|offender|evade|evasion|corrupt)", re.IGNORECASE)


def test_there_are_a_ministry_the_customs_seventeen_metropolitan_and_244_basic_governments() -> None:
    """Each basic one lies within a metropolitan one, which lies within the ministry, as the customs do."""
    tenants = list(csv.DictReader((PACK / "watch" / "tenants.csv").open(encoding="utf-8")))
    assert Counter(one["kind"] for one in tenants) == {"ministry": 1, "customs": 1, "metropolitan": 17, "basic": 244}
    kinds = {one["code"]: one["kind"] for one in tenants}
    above = {"basic": "metropolitan", "metropolitan": "ministry", "customs": "ministry"}
    assert all(kinds[one["within"]] == above[one["kind"]] for one in tenants if one["within"])
    for language in LANGUAGES:
        titles = [one[f"title_{language}"] for one in tenants]
        assert all(titles)
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("book", [BOOK, EXTENDED], ids=["demoland", "plausible"])
def test_every_source_is_looked_at_by_a_scenario(book: Book) -> None:
    """What nobody looks at is not asked of any office; nor is what only a pack that is off would look at."""
    looked_at = {source for one in book.scenarios for source in one.sources}
    # Changes of keys are the house's own: they say under which other key a row's partner stands.
    assert set(book.sources.tables) == looked_at | {KEY_CHANGES.name}


@pytest.mark.parametrize("pack", [PACK, PLAUSIBLE], ids=["demoland", "plausible"])
def test_every_number_of_law_is_used_and_has_changed_at_least_once(pack: Path) -> None:
    """So that a scenario that forgets the day of a number is noticed; some days are the desks' own."""
    desks = {
        "exclusion_days",
        "review_one_in",
        "open_data_least",
        "look_cost",
        "running_cost",
        *(f"answer_days_{one.card.severity}" for one in BOOK.scenarios),
    }
    held = {path.stem for path in (pack / "law" / "watch").glob("*.yaml")}
    assert desks <= held or pack != PACK
    texts = "".join(
        path.read_text(encoding="utf-8") for path in (pack / "watch").rglob("*") if path.suffix in (".sql", ".yaml")
    )
    for stem in held - desks:
        assert f"'{stem}'" in texts, stem
        told = (pack / "law" / "watch" / f"{stem}.yaml").read_text(encoding="utf-8")
        assert len(yaml.safe_load(told)["values"]) >= 2, stem


def test_numbers_of_law_of_the_second_pack_would_pass_as_the_countrys() -> None:
    """Each has a title, a unit, and by day a law and its gazette."""
    faults = FaultList()
    files = {path: content for path, content in rulebook.gather(PLAUSIBLE).items() if path.startswith("law/")}
    assert len(parameters.read(PackFiles(files), faults)) == len(files)
    assert faults.sorted() == []


@pytest.mark.parametrize("scenario", EXTENDED.scenarios, ids=lambda one: one.card.id)
def test_the_words_protect_and_are_in_five_languages(scenario: Scenario) -> None:
    """The five say the same: each names the same columns of the evidence."""
    card = scenario.card
    for words in (card.title, card.explanation, card.clears):
        assert set(words) == set(LANGUAGES)
        named = {language: set(re.findall(r"\{(\w+)\}", text)) for language, text in words.items()}
        assert all(names == named["en"] for names in named.values()), named
    assert not ACCUSING.search(" ".join((*card.title.values(), *card.explanation.values(), *card.purpose.values())))
    assert re.search("[\uac00-\ud7a3]", card.explanation["ko"])
    assert len(card.innocent_explanations) >= 2
    assert card.assigned_by in scenario.query.columns
    assert card.money_says


@pytest.mark.parametrize("scenario", EXTENDED.scenarios, ids=lambda one: one.card.id)
def test_no_condition_can_be_dropped_unnoticed(scenario: Scenario) -> None:
    """Fixtures come out as they say, and one fails without any one condition."""
    bench = Bench(EXTENDED, scenario)
    try:
        assert list(bench.failures()) == []
        assert [one.condition for one in bench.survivors()] == []
    finally:
        bench.close()
