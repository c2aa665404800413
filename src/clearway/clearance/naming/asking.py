"""What somebody who looks for goods means: the everyday phrases in what was typed, and the words that are left."""

import re

import msgspec

from clearway.clearance.naming.everyday import LANGUAGES, Entry, phrases
from clearway.clearance.naming.wording import said, tells, words

LONGEST_PHRASE = 6
#: What stands behind a comma describes; what stands behind "of" or "for" belongs to something else.
BEHIND_A_COMMA, BEHIND_OF, MAIN = 0.6, 0.8, 1.2
LONGER = 0.4
USED_UP = 0.35
_COMMAS = re.compile(r"[,;/、،(]")
_PREPOSITION = re.compile(r"\s(?:of|with|for)\s", re.IGNORECASE)
#: In these languages the word that says what goods are comes last.
_MAIN_WORD_LAST = ("en", "ko")
_HANGUL = re.compile(r"[가-힣]{2,}")


class Meant(msgspec.Struct, frozen=True):
    """Entries of everyday words and single words, each with its weight; a negative one is not wanted."""

    entries: tuple[tuple[Entry, float], ...]
    words: dict[str, float]


class _Match(msgspec.Struct, frozen=True):
    start: int
    length: int
    entries: tuple[Entry, ...]


def meant(text: str, language: str) -> Meant:
    """What a search asks for: its own language and English are looked at first, then every other."""
    for spoken in (("en", language), LANGUAGES):
        read = _read(text, tuple(dict.fromkeys(spoken)), language)
        if read.entries or not read.words:
            break
    return read


def _read(text: str, spoken: tuple[str, ...], language: str) -> Meant:
    entries: list[tuple[Entry, float]] = []
    weights: dict[str, float] = {}
    named, unwanted = said(text.replace("(", ",").replace(")", ","))
    for nth, clause in enumerate(_COMMAS.split(text)):
        weight = BEHIND_A_COMMA if nth else 1.0
        for part, share in _parts(clause):
            typed = [one for one in words(part) if not any(sign.isdigit() for sign in one)]
            typed = [one for one in typed if one in named or one not in unwanted]
            matches = _matches(typed, spoken)
            entries.extend(_weighed(matches, weight * share, language, has_main=share == 1))
            used = {typed[at] for one in matches for at in range(one.start, one.start + one.length)}
            for word in typed:
                worth = weight * (USED_UP if word in used else 1.0)
                weights[word] = max(weights.get(word, 0.0), worth)
    kept = {word: worth for word, worth in weights.items() if tells(word)}
    return Meant(tuple(entries), kept | dict.fromkeys(unwanted, -1.0))


def _parts(clause: str) -> list[tuple[str, float]]:
    """What goods are, and what they are of or for."""
    main, *rest = _PREPOSITION.split(f" {clause} ")
    return [(main, 1.0), *((one, BEHIND_OF) for one in rest)]


def _weighed(matches: list[_Match], weight: float, language: str, *, has_main: bool) -> list[tuple[Entry, float]]:
    if not matches:
        return []
    main = matches[-1] if language in _MAIN_WORD_LAST else matches[0]
    found: list[tuple[Entry, float]] = []
    for one in matches:
        worth = weight * (1 + LONGER * (one.length - 1)) * (MAIN if has_main and one is main else 1.0)
        found.extend((entry, worth) for entry in one.entries)
    return found


def _matches(typed: list[str], spoken: tuple[str, ...]) -> list[_Match]:
    """The longest phrases first; a word belongs to one phrase only."""
    found: list[_Match] = []
    taken: set[int] = set()
    for length in range(min(LONGEST_PHRASE, len(typed)), 0, -1):
        for start in range(len(typed) - length + 1):
            places = range(start, start + length)
            entries = () if taken.intersection(places) else _entries(tuple(typed[start : start + length]), spoken)
            if entries:
                found.append(_Match(start, length, entries))
                taken.update(places)
    found.extend(_inside(typed, taken, spoken))
    return sorted(found, key=lambda one: one.start)


def _entries(key: tuple[str, ...], spoken: tuple[str, ...]) -> tuple[Entry, ...]:
    return tuple(dict.fromkeys(entry for one in spoken for entry in phrases(one).get(key, ())))


def _inside(typed: list[str], taken: set[int], spoken: tuple[str, ...]) -> list[_Match]:
    """Korean words are written together: the longest everyday word that one contains is meant."""
    if "ko" not in spoken:
        return []
    known = {key[0]: entries for key, entries in phrases("ko").items() if len(key) == 1 and _HANGUL.match(key[0])}
    found = []
    for at, word in enumerate(typed):
        inside = [one for one in known if one in word] if at not in taken and _HANGUL.match(word) else []
        if inside:
            found.append(_Match(at, 1, known[max(inside, key=len)]))
            taken.add(at)
    return found
