"""What would be found, in the words of its scenario's card."""

import re
from decimal import Decimal
from typing import Final

import msgspec

from clearway.core.watch import Found, Scenario
from clearway.core.watch.languages import Words, read_in, told
from clearway.watch.foresight.contracts import Ahead, What
from clearway.watch.rulebook.public import Book

_NAME: Final = re.compile(r"\{(\w+)\}")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_THIN: Final = "\u202f"


class Said(msgspec.Struct, frozen=True, rename="camel"):
    """What becomes of one case, why, by which law, what it is worth, and the smallest change that clears it.

    ``finding`` is the number of one that stands; ``money_before`` is what it was worth. ``formula_language`` is not
    the reader's where the card has the formula in one language only.
    """

    what: What
    scenario: str
    title: str
    severity: str
    case_key: str
    explanation: str
    law: str
    formula: str
    formula_language: str
    clears: str
    unit: str
    money: str | None
    money_before: str | None
    evidence: dict[str, str | None]
    finding: int | None


def said(one: Ahead, book: Book, language: str) -> Said:
    """One case in a reader's language; what is settled is told as it stood."""
    scenario = book.scenario(one.scenario)
    card, shown = scenario.card, one.after or one.before
    assert shown is not None

    def filled(words: Words) -> str:
        return _filled(words, shown, scenario, book, language)

    return Said(
        one.what, one.scenario, told(card.title, language), card.severity, one.case_key, filled(card.explanation),
        card.law, filled(card.money_says), read_in(card.money_says, language) if card.money_says else language,
        filled(card.clears), card.money_unit, _money(one.after), _money(one.before), dict(shown.evidence), one.number,
    )  # fmt: skip


def _filled(words: Words, found: Found, scenario: Scenario, book: Book, language: str) -> str:
    """A sentence of a card with what was found under its names, in the language in which it is read."""
    spoken = read_in(words, language)
    facts = _facts(found, scenario, book, spoken)
    return _NAME.sub(lambda match: facts.get(match[1], match[0]), told(words, spoken))


def _facts(found: Found, scenario: Scenario, book: Book, language: str) -> dict[str, str]:
    """The names that a card's sentences may use; amounts have their thousands apart, codes are in words."""
    facts = {}
    for name, value in found.evidence:
        word = book.words.word(value, name, scenario, book.sources)
        facts[name] = told(word, language) if word else _plain(name, value, scenario)
    money = "-" if found.money is None else _apart(f"{found.money:.2f}")
    return {**facts, "case_key": found.case_key, "money": money}


def _plain(name: str, value: str | None, scenario: Scenario) -> str:
    type_ = scenario.query.columns[name].type if name in scenario.query.columns else None
    is_amount = type_ is not None and type_.kind == "decimal" and value is not None and _NUMBER.fullmatch(value)
    return _apart(value or "") if is_amount else value or "-"


def _apart(value: str) -> str:
    return f"{Decimal(value):,f}".replace(",", _THIN)


def _money(found: Found | None) -> str | None:
    return None if found is None or found.money is None else f"{found.money:.2f}"
