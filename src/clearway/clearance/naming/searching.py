"""A commodity code is looked for by everyday words or by digits; what fits best comes first.

Two things say what somebody means: the everyday words, and the tariff's own. A word counts by how few lines have
it, and by how near to the line it stands; a word that a title excludes ("other than of porcelain") counts against
it.
"""

from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache
from math import log

import msgspec

from clearway.clearance.naming.asking import Meant, meant
from clearway.clearance.naming.everyday import Entry
from clearway.clearance.naming.meaning import HEADING_LENGTH, title
from clearway.clearance.naming.wording import FAINT, said
from clearway.core.law.lawbook import Law

#: What a word says by where it stands: in a chapter's title little, in the line's own most.
NEARNESS = {2: 0.3, 4: 0.7, 5: 0.9, 6: 1.0}
HIGHEST = 10.0
EVERYDAY = 12.0
FAINTLY, BEGUN = 0.15, 0.7
NEXT_BEST = 0.07
#: A word in more than this share of all lines tells nothing apart.
COMMON = 0.3
SHORTEST_BEGINNING = 4
MOST_BEGUN = 12


class Index(msgspec.Struct, frozen=True):
    """The declarable lines of a day in order, and for each word the titles that say or exclude it."""

    codes: tuple[str, ...]
    named: dict[str, tuple[tuple[str, float], ...]]
    vocabulary: tuple[str, ...]

    def below(self, code: str) -> range:
        """The places of the declarable lines that begin with a code."""
        return range(bisect_left(self.codes, code), bisect_left(self.codes, f"{code}:"))


def search(law: Law, text: str, language: str) -> list[tuple[float, str]]:
    """Every declarable code that fits, with how well; the best first."""
    asked = meant(text, language)
    scores: dict[int, float] = defaultdict(float)
    made = [index(law, one) for one in dict.fromkeys(("en", language))]
    _by_everyday(made[0], asked, scores)
    for word, weight in asked.words.items():
        _by_word(made, word, weight, scores)
    found = [(score, made[0].codes[place]) for place, score in scores.items() if score > 0]
    return sorted(found, key=lambda one: (-round(one[0], 3), one[1]))


def beginning(law: Law, digits: str) -> list[str]:
    """The declarable codes that begin with some digits."""
    made = index(law, "en")
    return [made.codes[place] for place in made.below(digits)]


def _by_everyday(made: Index, asked: Meant, scores: dict[int, float]) -> None:
    for entry, weight in asked.entries:
        for place, worth in _led_to(made, entry).items():
            scores[place] += worth * weight


def _led_to(made: Index, entry: Entry) -> dict[int, float]:
    found: dict[int, float] = {}
    for nth, code in enumerate(entry.codes):
        for place in made.below(code):
            found.setdefault(place, 1 - NEXT_BEST * nth)
    return {place: EVERYDAY * worth for place, worth in found.items()}


def _by_word(made: list[Index], word: str, weight: float, scores: dict[int, float]) -> None:
    fits: dict[int, float] = {}
    for one in made:
        for code, worth in _postings(one, word):
            for place in one.below(code):
                old = fits.get(place, 0.0)
                # What a line's titles exclude is excluded, whatever a title further up names.
                fits[place] = min(old, worth) if worth < 0 or old < 0 else max(old, worth)
    if not fits or len(fits) > COMMON * len(made[0].codes):
        return
    tells = HIGHEST * log(len(made[0].codes) / len(fits)) / log(len(made[0].codes))
    tells *= weight * (FAINTLY if word in FAINT else 1)
    for place, worth in fits.items():
        scores[place] += worth * tells


def _postings(made: Index, word: str) -> list[tuple[str, float]]:
    exact = made.named.get(word)
    if exact or len(word) < (SHORTEST_BEGINNING if word.isascii() else 2):
        return list(exact or ())
    start = bisect_left(made.vocabulary, word)
    begun = [one for one in made.vocabulary[start : start + MOST_BEGUN] if one.startswith(word)]
    return [(code, worth * BEGUN) for one in begun for code, worth in made.named[one]]


# A version of the law is kept alive by its entries; few days and languages are asked for at once.
@lru_cache(maxsize=8)
def index(law: Law, language: str) -> Index:
    """The words of a day's tariff in a language, made once."""
    codes, named = [], defaultdict(list)
    for code in sorted(law.tariff.lines):
        line = law.tariff.line(code, law.day)
        if line is None:
            continue
        if line.is_declarable:
            codes.append(code)
        if language != "en" and language not in line.titles:
            continue
        near = NEARNESS.get(len(code), 1.0)
        inside, outside = said(title(law, code, language))
        for word in inside:
            named[word].append((code, near))
        for word in outside:
            named[word].append((code, -1.0 if len(code) >= HEADING_LENGTH else 0.0))
    return Index(tuple(codes), {word: tuple(of) for word, of in named.items()}, tuple(sorted(named)))
