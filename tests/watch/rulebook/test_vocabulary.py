"""Columns of the evidence and the codes in them are called in every language of the house, wherever they are read."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from clearway.core.watch import Scenario, WatchRefused, found
from clearway.core.watch.languages import LANGUAGES, is_whole
from clearway.watch.backtest.fixtures import Bench
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book
from tests.watch.country import DEMOLAND, PACK, PLAUSIBLE

COUNTRY = rulebook.read(rulebook.gather(DEMOLAND), fixtures=False)
BOTH = rulebook.read(rulebook.gather(PLAUSIBLE))
WORDS = "watch/words.yaml"
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
HANGUL = re.compile("[\uac00-\ud7a3]")
DUTY = "{en: Duty, ko: 세액, vi: Thuế, es: Cuota, fr: Droit}"


def evidence(scenario: Scenario) -> tuple[str, ...]:
    """The columns of a scenario's evidence."""
    return tuple(scenario.query.columns)[2:]


@pytest.mark.parametrize("scenario", BOTH.scenarios, ids=lambda one: one.card.id)
def test_every_column_of_the_evidence_has_a_label_of_its_own(scenario: Scenario) -> None:
    """Two labels of one text in one list could not be told apart."""
    book = COUNTRY if scenario.card.id in {one.card.id for one in COUNTRY.scenarios} else BOTH
    labels = [book.words.label(name, scenario) for name in evidence(scenario)]
    assert all(is_whole(one) and HANGUL.search(one["ko"]) for one in labels), labels
    for language in LANGUAGES:
        assert max(Counter(one[language] for one in labels).values()) == 1, language


def test_no_label_is_idle() -> None:
    named = {("", name) for one in BOTH.scenarios for name in evidence(one)}
    own = {(one.card.id, name) for one in BOTH.scenarios for name in evidence(one)}
    assert BOTH.words.names.keys() <= named | own
    assert {number for number, _ in BOTH.words.values} <= {"", *(one.card.id for one in BOTH.scenarios)}


def test_every_word_for_a_code_is_in_every_language() -> None:
    assert all(CODE.fullmatch(code) for _, code in BOTH.words.values)
    for (number, code), words in BOTH.words.values.items():
        assert is_whole(words) and HANGUL.search(words["ko"]), (number, code)


@pytest.mark.parametrize("scenario", BOTH.scenarios, ids=lambda one: one.card.id)
def test_every_code_that_comes_out_of_fixtures_is_in_words(scenario: Scenario) -> None:
    coded = {(name, value) for name, value in come_out(scenario) if CODE.fullmatch(value)}
    assert [one for one in sorted(coded) if not BOTH.words.word(one[1], one[0], scenario, BOTH.sources)] == []


@pytest.mark.parametrize("scenario", BOTH.scenarios, ids=lambda one: one.card.id)
def test_every_code_that_a_source_is_documented_with_is_in_words(scenario: Scenario) -> None:
    for name in evidence(scenario):
        cell = scenario.query.columns[name]
        for source, column in cell.origins:
            for code in documented(BOTH, source, column):
                assert BOTH.words.word(code, name, scenario, BOTH.sources), (name, code)


def test_what_names_a_record_is_never_put_in_words() -> None:
    scenario = BOTH.scenario("FA-02")
    for column in ("payment", "amount", "paid_on"):
        assert BOTH.words.word("bar", column, scenario, BOTH.sources) is None
    word = BOTH.words.word("bar", "merchant_class", scenario, BOTH.sources)
    assert word is not None and word["ko"] == "유흥주점"
    assert BOTH.words.word("bank", "merchant_class", scenario, BOTH.sources) is None
    assert BOTH.words.word(None, "merchant_class", scenario, BOTH.sources) is None


def test_a_scenario_may_call_a_name_otherwise() -> None:
    words = BOTH.words
    assert words.label("unit", BOTH.scenario("LT-03"))["en"] == "Rate per m²"
    assert words.label("unit", BOTH.scenario("FA-01"))["en"] == "Office"
    farms = [words.word("farm", "purpose", BOTH.scenario("CR-04"), BOTH.sources),
             words.word("farm", "land_use", BOTH.scenario("LT-26"), BOTH.sources)]  # fmt: skip
    assert [one and one["es"] for one in farms] == ["explotación agrícola", "tierra de cultivo"]


def test_what_the_pack_does_not_name_stands_as_it_is() -> None:
    book = rulebook.read(rulebook.gather(PACK))
    scenario = book.scenarios[0]
    name = next(one for one in evidence(scenario) if "_" in one)
    assert book.words.label(name, scenario) == {"en": name.replace("_", " ")}


@pytest.mark.parametrize(
    "told",
    [
        "names: {duty: {en: Duty}}",
        "names: {duty: Duty}",
        "values: {LT-01: {duty: {en: Duty}}}",
        "labels: {}",
        "- duty",
    ],
)
def test_a_word_lacks_no_language(told: str) -> None:
    with pytest.raises(WatchRefused, match="WAT-044") as refused:
        rulebook.read({**rulebook.gather(PACK), WORDS: told.encode()})
    assert refused.value.place == WORDS


def test_a_pack_that_extends_adds_words_and_changes_none(tmp_path: Path) -> None:
    country, second = tmp_path / "town", tmp_path / "second"
    shutil.copytree(PACK, country)
    (second / "watch").mkdir(parents=True)
    (second / "pack.toml").write_text('version = "1"\nextends = "town"\n')
    (country / WORDS).write_text(f"names:\n  duty: {DUTY}\n")
    (second / WORDS).write_text(f"names:\n  toll: {DUTY}\n  LT-01:\n    duty: {DUTY}\n")
    known = rulebook.read(rulebook.gather(second)).words.names
    assert known.keys() == {("", "duty"), ("", "toll"), ("LT-01", "duty")}

    (second / WORDS).write_text(f"names:\n  duty: {DUTY.replace('세액', '관세')}\n")
    with pytest.raises(WatchRefused, match=r"watch/words"):
        rulebook.read(rulebook.gather(second))


def come_out(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Every text that a scenario's fixtures produce as evidence."""
    columns = scenario.query.columns
    texts = [name for name in evidence(scenario) if str(columns[name].type) == "VARCHAR"]
    bench = Bench(BOTH, scenario)
    try:
        for number, case in enumerate(bench.cases):
            if not case.key:
                continue

            def place(source: str, number: int = number) -> str:
                named = bench.engine.named(source)
                return named if source == "law" else f"(SELECT * FROM {named} WHERE clearway_case = {number})"

            for row in bench.engine.rows(scenario.query, case.today, place):
                one = found(tuple(columns), row)
                yield from ((name, value) for name, value in (one.evidence if one else ()) if name in texts and value)
    finally:
        bench.close()


def documented(book: Book, source: str, column: str) -> tuple[str, ...]:
    """The codes that a column of a source may hold, where what it means lists them: standard, heavy, reduced."""
    table = book.sources.tables.get(source)
    if table is None or table.column(column).refers:
        return ()
    meaning = table.column(column).meaning.partition(";")[0].removesuffix(" and others")
    codes = re.split(r", or |, | or ", meaning)
    return tuple(codes) if len(codes) > 1 and all(CODE.fullmatch(one) for one in codes) else ()
