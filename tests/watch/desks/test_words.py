"""What records say is read in the reader's language: labels of the evidence, open slots, and codes."""

import re
from html import unescape
from typing import cast

import msgspec
import pytest
from django.test import Client
from django.utils import translation

from clearway.core.watch import Scenario
from clearway.core.watch.languages import LANGUAGES
from clearway.platform.identity.actor import Actor
from clearway.registers.offices import public as offices
from clearway.watch.desks import words
from clearway.watch.desks.seat import Seat
from clearway.watch.findings.public import Finding
from clearway.watch.rulebook import public as rulebook
from clearway.watch.rulebook.public import Book
from tests.conftest import PACK
from tests.portal import people
from tests.portal.people import officer, signed_in
from tests.watch.cases.forgotten import TODAY, District
from tests.watch.country import DEMOLAND, instant

BOOK = rulebook.read(rulebook.gather(DEMOLAND), fixtures=False)
LD_26, FA_02 = BOOK.scenario("LD-26"), BOOK.scenario("FA-02")


def at_a_desk(book: Book = BOOK) -> Seat:
    """Somebody who reads; who it is does not matter."""
    nobody = cast(Actor, None)
    return Seat(nobody, book, frozenset(), instant(TODAY), TODAY, lambda _: (), dict)


def found(scenario: Scenario, **evidence: str | None) -> Finding:
    """A finding with this evidence."""
    at = instant(TODAY)
    return Finding(1, "DL0101", scenario.card.id, "", "K1", "open", None, evidence, at, at, at, None)


def read(client: Client, at: str, language: str) -> str:
    answer = client.get(at, headers={"Accept-Language": language})
    assert answer.status_code == 200, at
    return unescape(people.words(answer))


@pytest.fixture
def district(country: object) -> District:
    offices.load_offices(PACK)
    return District()


@pytest.mark.django_db
def test_a_korean_finding_shows_no_english_label(district: District) -> None:
    client, at = signed_in(officer("watch official", "DL0101")), f"/watch/findings/{district.forgets()}"

    shown = dict(re.findall(r'<dt><span lang="ko">([^<]+)</span></dt><dd>([^<]*)</dd>', read(client, at, "ko")))
    assert shown["과세표준"] == "1\u202f000\u202f000" and shown["건물"] == "B1"
    assert len(shown) == len(district.book.scenario("LT-01").query.columns) - 2
    assert "watch-meaning" not in read(client, at, "ko")

    english = read(client, at, "en")
    assert '<span lang="en">Building</span><br><span class="watch-meaning" lang="en">' in english


@pytest.mark.django_db
def test_a_scenario_is_read_with_its_names_left_open_in_korean(district: District) -> None:
    said = read(signed_in(officer("watch official", "DL0101")), "/watch/scenarios/LT-01", "ko")
    assert (
        '<var class="watch-slot">사용승인일</var>에 승인되었습니다(허가 <var class="watch-slot">허가번호</var>)'
        in said
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_are_in_words_in_sentences_and_in_the_evidence(language: str) -> None:
    finding = found(LD_26, building="B1", class_billed="household", class_due="bath")
    with translation.override(language):
        said = words.sentence(LD_26.card.explanation, finding, LD_26, at_a_desk())
    billed, due = (BOOK.words.values["", code][language] for code in ("household", "bath"))
    assert billed in said.text and due in said.text and said.lang == language
    assert "B1" in said.text


def test_a_sentence_in_one_language_is_filled_in_that_language() -> None:
    card = msgspec.structs.replace(FA_02.card, money_says={"en": "paid at a {merchant_class}, {paid_on}"})
    scenario = msgspec.structs.replace(FA_02, card=card)
    with translation.override("ko"):
        said = words.sentence(card.money_says, found(FA_02, merchant_class="jeweller"), scenario, at_a_desk())
        blank = words.blank(card.money_says, scenario, at_a_desk())
    assert (said.text, said.lang) == ("paid at a jeweller, {paid_on}", "en")
    assert blank.text.endswith('<var class="watch-slot">day of the payment</var>') and blank.lang == "en"


def test_a_slot_leaves_the_unit_to_its_sentence() -> None:
    card = BOOK.scenario("LD-01").card
    with translation.override("fr"):
        said = words.blank(card.explanation, BOOK.scenario("LD-01"), at_a_desk())
    assert '<var class="watch-slot">surface</var> m²' in said.text


def test_what_no_pack_names_stands_as_it_is() -> None:
    book = msgspec.structs.replace(BOOK, words=type(BOOK.words)())
    with translation.override("ko"):
        said = words.sentence(FA_02.card.explanation, found(FA_02, merchant_class="bar"), FA_02, at_a_desk(book))
        blank = words.blank(FA_02.card.explanation, FA_02, at_a_desk(book))
    assert "업종 bar" in said.text
    assert '<var class="watch-slot">merchant class</var>' in blank.text
