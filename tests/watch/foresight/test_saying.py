"""What would be found is said in the words of its card, in the reader's language or in the one that the card has."""

from decimal import Decimal

import msgspec
import pytest

from clearway.core.watch import Found
from clearway.core.watch.languages import LANGUAGES
from clearway.watch.foresight import public as foresight
from clearway.watch.foresight.public import Ahead
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book
from tests.watch.country import DEMOLAND

BOOK = rulebook.read(rulebook.gather(DEMOLAND), fixtures=False)
FOUND = Found("B1", Decimal("36000.00"), (("tax_base", "1000000.00"), ("rate", "0.03"), ("surcharge", "0.2")))


def said(book: Book, language: str) -> foresight.Said:
    return foresight.said(Ahead("opened", "LT-01", "B1", None, FOUND, None), book, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_formula_is_in_the_readers_language(language: str) -> None:
    told = said(BOOK, language)
    card = BOOK.scenario("LT-01").card
    assert (told.title, told.formula_language) == (card.title[language], language)
    assert "1\u202f000\u202f000.00" in told.formula and "{" not in told.formula


def test_a_formula_in_one_language_says_which() -> None:
    scenario = BOOK.scenario("LT-01")
    card = msgspec.structs.replace(scenario.card, money_says={"en": "{tax_base} once"})
    book = msgspec.structs.replace(BOOK, scenarios=(msgspec.structs.replace(scenario, card=card),))
    told = said(book, "ko")
    assert (told.formula, told.formula_language) == ("1\u202f000\u202f000.00 once", "en")
    assert told.title == card.title["ko"]


@pytest.mark.parametrize(("language", "billed", "due"), [("en", "household use", "business use"),
                                                        ("ko", "가정용", "영업용")])  # fmt: skip
def test_codes_are_in_words_in_sentences_and_as_they_are_in_the_evidence(
    language: str, billed: str, due: str
) -> None:
    evidence = (("building", "B1"), ("class_billed", "household"), ("class_due", "business"))
    found = Found("B1", Decimal(7), evidence)
    told = foresight.said(Ahead("opened", "LD-26", "B1", None, found, None), BOOK, language)
    for sentence, words in ((told.explanation, (billed, due)), (told.formula, (billed, due)), (told.clears, (due,))):
        assert all(one in sentence for one in words), sentence
    assert told.evidence == dict(evidence)
