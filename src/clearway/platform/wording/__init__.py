"""Wording: English message identifiers become sentences in the reader's language.

Translations stand in one catalogue a language (``locale``). Values put into a sentence are never translated and
never read as a template.
"""

from collections.abc import Mapping

from django.utils import translation


class _Kept(dict[str, str]):
    """A name without a value stays visible in its braces."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def say(sentence: str, facts: Mapping[str, str] | None = None, *, language: str | None = None) -> str:
    """The sentence in a language (the reader's where none is given), its names filled."""
    if not sentence:
        return ""
    if language is None:
        text = translation.gettext(sentence)
    else:
        with translation.override(language):
            text = translation.gettext(sentence)
    return text.format_map(_Kept(facts or {}))
