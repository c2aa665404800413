"""The commodity code is looked up by words or digits, and chosen."""

from functools import lru_cache
from math import log

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clearway.clearance.trader.acting import Acting
from clearway.clearance.trader.drafting import pages
from clearway.clearance.trader.drafting.asked_of_goods import GOODS
from clearway.clearance.trader.drafting.drafts import found, law_now
from clearway.clearance.trader.drafting.pages import Turn
from clearway.clearance.trader.opening import shown
from clearway.core.law.lawbook import Law
from clearway.registers.lawbook import public as lawbook

MOST_FOUND = 25
#: Lines that fit much less than the best are not named.
LEAST_SHARE = 0.4
LONGEST_SEARCH = 100
#: Words up to so many letters (of, for, the) are in every heading.
SHORTEST = 3


class Line(msgspec.Struct, frozen=True):
    """A line that may be declared: its code, its own words, and those of the headings above it."""

    code: str
    title: str
    above: str


def find(request: HttpRequest, who: Acting, draft: str, number: str) -> HttpResponse:
    """Look a commodity code up; choosing one writes it to the item."""
    one, law = found(who, draft), law_now()
    rows = one.rows.get("items", [])
    if not number.isascii() or not number.isdigit() or not 0 < int(number) <= len(rows):
        raise Http404
    n = int(number)
    if request.method == "POST":
        code = request.POST.get("code", "")
        if law.declared(code) is not None:
            rows = [*rows[: n - 1], {**rows[n - 1], "commodity": code}, *rows[n:]]
            kept = pages.save(request, one, rows={"items": rows})
            if isinstance(kept, HttpResponse):
                return kept
        return redirect("draft-item", one.id, n)
    asked = request.GET.get("q", rows[n - 1].get("description", "")).strip()[:LONGEST_SEARCH]
    lines = search(law, asked, get_language() or "en")
    context = {
        **pages.around(Turn(who, one, GOODS, law)),
        "item": n,
        "asked": asked,
        "lines": lines[:MOST_FOUND],
        "more": max(0, len(lines) - MOST_FOUND),
        "back": pages.address(one, f"items/{n}"),
        "title": _("Find the commodity code"),
        "help": "",
    }
    return shown(request, who, "drafting/commodity", context)


def search(law: Law, text: str, language: str) -> list[Line]:
    """Lines whose words, or those of a heading above them, are among what is looked for; the best first.

    People describe more than a tariff does, so a line need not have every word; a rare word says more than a
    common one.
    """
    plain = text.replace(" ", "").replace(".", "")
    if plain.isascii() and plain.isdigit():
        return [line for line, _words in _lines(law, language) if line.code.startswith(plain)]
    asked = text.casefold().replace(",", " ").split()
    lines = _lines(law, language)
    weights = {word: _weight(word, lines) for word in {_stem(one) for one in asked if _tells(one)}}
    scored = []
    for line, said in lines:
        own = f" {line.title.casefold()}"
        score = sum(weight * (1.5 if _has(own, word) else 1) for word, weight in weights.items() if _has(said, word))
        if score:
            scored.append((-score, len(line.title), line.code, line))
    least = min((one[0] for one in scored), default=0) * LEAST_SHARE
    return [one[-1] for one in sorted(scored) if one[0] <= least]


def _tells(word: str) -> bool:
    return len(word) > SHORTEST or not word.isascii()


def _weight(word: str, lines: tuple[tuple[Line, str], ...]) -> float:
    """How much a word tells lines apart."""
    having = sum(_has(said, word) for _line, said in lines)
    return log(len(lines) / having) if having else 0


def _has(said: str, word: str) -> bool:
    """Whether a word begins with it; where words are not written apart, whether it stands anywhere."""
    return f" {word}" in said if word.isascii() else word in said


def title_of(law: Law, code: str) -> str:
    """What the tariff calls a code, in the reader's language."""
    return lawbook.goods_title(law.tariff, code, get_language() or "en", law.day)


def _stem(word: str) -> str:
    """Plurals find their singular."""
    return word[:-1] if len(word) > 4 and word.endswith("s") else word


@lru_cache(maxsize=6)
def _lines(law: Law, language: str) -> tuple[tuple[Line, str], ...]:
    """Every line of the day with all words that lead to it: read once a language, and searched in memory."""
    found = []
    for code in sorted(law.tariff.lines):
        line = law.tariff.line(code, law.day)
        if line is None or not line.is_declarable:
            continue
        above = [_title(law, code[:length], language) for length in (2, 4, 6) if length < len(code)]
        title = _title(law, code, language)
        words = " ".join(["", title, *above]).casefold().replace("(", " ").replace("-", " ")
        english = _title(law, code, "en") if language != "en" else ""
        found.append((Line(code, title, " · ".join(one for one in above if one)), f"{words} {english.casefold()}"))
    return tuple(found)


def _title(law: Law, code: str, language: str) -> str:
    return lawbook.goods_title(law.tariff, code, language, law.day)
