"""Everything a person reads can be read in five languages, and nothing is said that a catalogue does not hold."""

import html
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from django.conf import settings
from django.template.loader import render_to_string
from django.test import override_settings
from django.utils import translation

from clearway.clearance.decide import Decision
from clearway.clearance.errors import NotAmendable
from clearway.clearance.explanation import explain
from clearway.clearance.trader import words
from clearway.core.assess import findings, wording
from clearway.core.assess.assessment import Assessment, DutyLine, Step
from clearway.core.journey import ROUTE
from clearway.core.kernel.money import Money
from clearway.core.validate.rules import RULES
from clearway.formats.refusal import Fault, Unreadable
from clearway.gateways.rest import problems
from clearway.platform.wording import say
from tools.identifiers import Collected, Identifier, collect, has_words, names
from tools.messages import LANGUAGES, catalogue, compile_catalogues, complaints, po_file, update
from tools.spoken import Source, spoken

HANGUL = re.compile("[가-힣]")
TOLD = '''
from words import LONG, TABLE

class Told(NamedTuple):
    code: str
    sentence: str

class Refused(Exception):
    remedy = "own"
    def __init__(self, status, sentence): ...

@rule("X-1")
def told(x, sentence):
    """Said by its rule.

    Not this.
    """
    short = "one" if x else "other"
    Told("code", "by place"), Refused(4, "made"), Told(sentence="plain", code=""), Told("", LONG)
    tell(passes=TABLE[x]), tell(remedy=short), Told("", sentence), Told("", f"{x} made up"), tell("not", other="not")
'''
SPITEFUL = "{0} {found} %s %(n)s {{x}} {a.b[c]} }{"


@pytest.fixture(scope="module")
def collected() -> Collected:
    """What is said, wherever it is said."""
    return collect()


@pytest.fixture(scope="module", autouse=True)
def compiled() -> Iterator[None]:
    """The catalogues as they stand, read anew."""
    compile_catalogues()
    with override_settings(LOCALE_PATHS=list(settings.LOCALE_PATHS)):
        yield


def test_every_sentence_has_a_translation_with_its_names_and_none_is_left_over(collected: Collected) -> None:
    """After new sentences: ``python -m tools.messages update``, then fill the empty ones."""
    assert list(complaints(collected)) == []


def test_a_text_is_followed_from_where_it_is_said_to_where_it_stands(tmp_path: Path) -> None:
    """By keyword, by place, through names, choices and imports; what is made up on the way is reported."""
    (tmp_path / "words.py").write_text('LONG = "long"\nTABLE = {1: "first", 2: "second"}\n')
    (tmp_path / "told.py").write_text(TOLD)

    texts, unfollowed = spoken([Source.read(path, tmp_path) for path in sorted(tmp_path.glob("*.py"))])

    assert sorted(text for text, _ in texts) == sorted(
        ["plain", "by place", "made", "long", "first", "second", "one", "other", "own", "Said by its rule."]
    )
    assert [one.code for one in unfollowed] == ["f'{x} made up'"]


def test_the_languages_are_those_of_the_portal() -> None:
    assert ["en", *LANGUAGES] == [code for code, _ in settings.LANGUAGES]


def test_rules_remedies_steps_pages_and_reasons_are_all_collected(collected: Collected) -> None:
    """One of each kind of place, so that a reader that goes blind is noticed."""
    said = {one.text: places for one, places in collected.identifiers.items()}

    assert {rule.sentence for rule in RULES.values()} <= said.keys()
    assert {kind.sentence for kind in findings.CATALOGUE} <= said.keys()
    assert {text for kind in findings.CATALOGUE if (text := kind.remedy) and has_words(text)} <= said.keys()
    assert {stop.question for stop in ROUTE} <= said.keys()
    assert set(problems.TITLES.values()) <= said.keys()
    assert wording.PERCENT in said
    assert set(words.STATES.values()) <= said.keys()
    assert NotAmendable.remedy in said
    assert any(place.endswith(".html") for places in said.values() for place in places)
    assert any("/targeting/" in place for places in said.values() for place in places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_sentences_are_translated_not_copied(language: str, collected: Collected) -> None:
    catalog = catalogue(language)
    sentences = [one.text for one in collected.identifiers if len(one.text.split()) > 5 and not one.plural]
    assert [text for text in sentences if str(catalog.get(text).string) == text] == []


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_values_with_braces_are_shown_as_they_came(language: str, collected: Collected) -> None:
    """A value is never read as a template, and a name without a value stays visible."""
    for one in collected.identifiers:
        facts = dict.fromkeys(names(one.text), SPITEFUL)
        shown = say(one.text, facts, language=language)
        assert not facts or "%(" in one.text or SPITEFUL in shown, one
        assert say(one.text, {}, language=language), one


def test_a_sentence_that_somebody_else_wrote_is_shown_as_it_came() -> None:
    assert say(SPITEFUL, {"found": "x"}, language="ko") == SPITEFUL.replace("{found}", "x")
    assert say("", language="ko") == ""


def test_only_our_own_words_are_translated_within_a_sentence() -> None:
    """What a trader wrote stays, even where it is a word we know."""
    sentence = "Declare {regime}, or choose a procedure of {declared}."
    assert say(sentence, {"regime": "import", "declared": "export"}, language="es") == (
        "Declare importación, o elija un régimen de exportación."
    )
    assert say("The tariff has no duty for {found} on {day}", {"found": "import", "day": "red"}, language="es") == (
        "El arancel no tiene derecho para import el red"
    )


@pytest.mark.parametrize(
    ("language", "sentence", "remedy", "step"),
    [
        ("en", "Net mass must not exceed gross mass.", "Give 12 kg or less.", "6.5 % of 100.00 DML"),
        ("ko", "순중량은 총중량을 넘을 수 없습니다.", "12 kg 이하로 기재하세요.", "100.00 DML의 6.5 %"),
        ("vi", "Khối lượng tịnh không được vượt quá khối lượng cả bì.", "Hãy ghi 12 kg", "6.5 % của 100.00 DML"),
        ("es", "La masa neta no debe superar la masa bruta.", "Indique 12 kg o menos.", "6.5 % de 100.00 DML"),
        ("fr", "La masse nette ne doit pas dépasser la masse brute.", "Indiquez 12 kg", "6.5 % de 100.00 DML"),
    ],
)
def test_a_finding_and_a_step_come_out_in_the_readers_language(
    language: str, sentence: str, remedy: str, step: str
) -> None:
    decision = _decision()

    explanation = explain(decision, language=language)

    assert explanation.findings[0].says == sentence
    assert explanation.findings[0].passes.startswith(remedy)
    assert explanation.lines[0].steps[0].says == step
    assert (explanation.route[0].question == ROUTE[0].question) == (language == "en")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ko", "메시지를 읽을 수 없습니다."),
        ("vi", "Không đọc được thông điệp."),
        ("es", "El mensaje no puede leerse."),
        ("fr", "Le message ne peut être lu."),
    ],
)
def test_a_problem_comes_out_in_the_readers_language(language: str, title: str) -> None:
    fault = Fault(
        "FMT-304", "/x", "{kind} is expected here, not {found}.", "y", "{kind}", {"kind": "text", "found": "y"}
    )

    reply = problems.reply_to(Unreadable(fault), language)

    assert reply is not None
    problem = json.loads(reply.content)
    assert problem["title"] == title
    assert problem["places"][0]["says"] != fault.sentence
    assert "text" not in problem["places"][0]["says"].split()


def test_a_page_comes_out_in_the_readers_language() -> None:
    with translation.override("fr"):
        page = html.unescape(render_to_string("404.html"))

    assert "<h1>Il n'y a rien à cette adresse</h1>" in page


def test_an_error_says_the_state_in_the_readers_language() -> None:
    error = NotAmendable(mrn="26DL00000000000018", state="released")
    assert "반출 승인됨" in say(error.sentence, error.facts, language="ko")
    assert HANGUL.search(say(error.remedy, error.facts, language="ko"))


def test_an_update_keeps_translations_and_drops_what_nobody_says(tmp_path: Path) -> None:
    said = _said("Old {a}", "Kept {b}")
    update(said, tmp_path)
    _translate(tmp_path, "fr", {"Old {a}": "Vieux {a}", "Kept {b}": "Gardé {b}"})

    update(_said("Kept {b}", "New"), tmp_path)
    before = po_file("fr", tmp_path).read_bytes()
    update(_said("Kept {b}", "New"), tmp_path)

    catalog = catalogue("fr", tmp_path)
    assert catalog.get("Kept {b}").string == "Gardé {b}"
    assert catalog.get("Old {a}") is None
    assert catalog.get("New").string == ""
    assert po_file("fr", tmp_path).read_bytes() == before


def test_what_is_missing_left_over_or_misnamed_is_complained_of(tmp_path: Path) -> None:
    update(_said("Lost {a}", "Gone", "Empty"), tmp_path)
    _translate(tmp_path, "fr", {"Lost {a}": "Perdu {b}", "Gone": "Parti"})

    found = [one for one in complaints(_said("Lost {a}", "Empty"), tmp_path) if one.startswith("fr")]

    assert found == ["fr: no translation: Empty", "fr: other names: Lost {a} -> Perdu {b}",
                     "fr: nobody says this any more: Gone"]  # fmt: skip


def test_a_catalogue_is_compiled_once_and_again_when_it_changes(tmp_path: Path) -> None:
    update(_said("Kept {b}"), tmp_path)

    assert len(compile_catalogues(tmp_path)) == len(LANGUAGES)
    assert compile_catalogues(tmp_path) == []
    for made in (po_file(language, tmp_path).with_suffix(".mo") for language in LANGUAGES):
        made.unlink()
    _translate(tmp_path, "es", {"Kept {b}": "Guardado {b}"})
    compile_catalogues(tmp_path)

    with po_file("es", tmp_path).with_suffix(".mo").open("rb") as file:
        assert read_mo(file).get("Kept {b}").string == "Guardado {b}"


def _said(*texts: str) -> Collected:
    return Collected({Identifier(text): ("somewhere.py",) for text in sorted(texts)}, ())


def _translate(locale: Path, language: str, translations: dict[str, str]) -> None:
    path = po_file(language, locale)
    text = path.read_text(encoding="utf-8")
    for identifier, translated in translations.items():
        text = text.replace(f'msgid "{identifier}"\nmsgstr ""', f'msgid "{identifier}"\nmsgstr "{translated}"')
    path.write_text(text, encoding="utf-8")
    assert isinstance(catalogue(language, locale), Catalog)


def _decision() -> Decision:
    """A declaration with one finding and one amount, as an explanation reads it."""
    rule = next(one for one in RULES.values() if one.sentence == "Net mass must not exceed gross mass.")
    finding = findings.finding(
        findings.Kind(rule.code, "warn", rule.sentence, "Give {limit} kg or less."), "goods_shipment", limit="12"
    )
    step = Step(wording.PERCENT, {"rate": "6.5", "base": "100.00 DML"}, "6.50 DML")
    amount = Money(Decimal("6.50"), "DML")
    line = DutyLine(item=1, type_code="A00", amount=amount, formula="X", law="Act", steps=(step,))
    return Decision(
        outcome="accepted",
        reached="assessed",
        waits_for="targeted",
        findings=(finding,),
        assessment=Assessment(values=(), lines=(line,), total=amount),
        selection=None,
    )
