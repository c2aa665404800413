"""Everyday words for goods in every language of the house, and the codes of the Harmonized System they lead to.

They are no law and bind nobody: they help to find the line, and the line's own words decide.
"""

import csv
import io
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files

import msgspec

from clearway.clearance.naming.wording import words

LANGUAGES = ("en", "ko", "vi", "es", "fr")


class Entry(msgspec.Struct, frozen=True, eq=False):
    """Goods as people call them: the best code first, and by language the words, the most usual first."""

    codes: tuple[str, ...]
    said: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """All entries, in the order they are written down."""
    text = files("clearway.clearance.naming").joinpath("everyday.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text))
    return tuple(
        Entry(tuple(row["codes"].split()), {one: tuple(row[one].split(";")) for one in LANGUAGES}) for row in rows
    )


@lru_cache(maxsize=len(LANGUAGES))
def phrases(language: str) -> dict[tuple[str, ...], tuple[Entry, ...]]:
    """By the stems of what people say in a language: the entries that are meant."""
    found: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries():
        for key in {key for phrase in entry.said[language] for key in _keys(phrase)}:
            found[key].append(entry)
    return {key: tuple(of) for key, of in found.items() if key}


def _keys(phrase: str) -> list[tuple[str, ...]]:
    """In Korean compounds are written together as well as apart."""
    apart = tuple(words(phrase))
    together = ("".join(apart),)
    return [apart] if apart == together or phrase.isascii() or not _is_hangul(phrase) else [apart, together]


def _is_hangul(text: str) -> bool:
    return any("가" <= one <= "힣" for one in text)
