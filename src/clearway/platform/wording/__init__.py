"""Wording: English message identifiers become sentences in the reader's language.

Translations stand in one catalogue a language (``locale``). Values put into a sentence are never read as a template,
and never translated, but for the few names under which the house itself puts one of its own words.
"""

import re
from collections.abc import Mapping

from django.utils import translation

#: Names whose values are words of ours (a list's title, a state, a kind of value), never what somebody sent.
OUR_WORDS = frozenset(
    {"characters", "declared", "expected", "form", "kind", "list", "regime", "role", "state", "what"}
)
_NAME = re.compile(r"\{(\w+)\}")


def say(sentence: str, facts: Mapping[str, str] | None = None, *, language: str | None = None) -> str:
    """The sentence in a language (the reader's where none is given), its names filled.

    A name without a value stays visible in its braces, and so does every other brace.
    """
    if not sentence:
        return ""
    if language is None:
        return _filled(sentence, facts or {})
    with translation.override(language):
        return _filled(sentence, facts or {})


def _filled(sentence: str, facts: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name not in facts:
            return match[0]
        fact = str(facts[name])
        return translation.gettext(fact) if fact and name in OUR_WORDS else fact

    return _NAME.sub(value, translation.gettext(sentence))
