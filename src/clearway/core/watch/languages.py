"""Texts of a pack in the languages of the house."""

from collections.abc import Mapping
from typing import Any, Final

LANGUAGES: Final = ("en", "ko", "vi", "es", "fr")
#: The language of a text that was written in one language only, and where a text lacks the reader's.
COMMON: Final = "en"

#: One text by language: in every language of the house, or in one.
Words = dict[str, str]


def read(said: Any) -> Words | None:
    """A text as a file says it, plain or by language; nothing where it is by language and lacks one."""
    if not isinstance(said, Mapping):
        return {COMMON: str(said).strip()} if said else {}
    words = {str(language): str(text or "").strip() for language, text in said.items()}
    return words if is_whole(words) else None


def is_whole(words: Mapping[str, str]) -> bool:
    """Whether a text is there in every language of the house, and in no other."""
    return set(words) == set(LANGUAGES) and all(words.values())


def read_in(words: Mapping[str, str], language: str) -> str:
    """The language in which a reader of a language gets the text."""
    return language if words.get(language) else COMMON


def told(words: Mapping[str, str], language: str) -> str:
    """The text in a reader's language, in the common one where it lacks that."""
    return words.get(read_in(words, language), "")
