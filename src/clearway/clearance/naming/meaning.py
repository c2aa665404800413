"""What a commodity code means in full: "Other" says something only below the words it stands under."""

from clearway.core.law.lawbook import Law
from clearway.core.law.tariff import HARMONIZED_LENGTH
from clearway.registers.lawbook import public as lawbook

HEADING_LENGTH = 4


def title(law: Law, code: str, language: str) -> str:
    """What the tariff calls a code; a line that nobody named is called by its code."""
    return lawbook.goods_title(law.tariff, code, language, law.day) or code


def meaning(law: Law, code: str, language: str) -> str:
    """The subheading and what a country's own line adds to it: "Tableware; of porcelain or china — Other"."""
    words = title(law, code[:HARMONIZED_LENGTH], language)
    if len(code) <= HARMONIZED_LENGTH:
        return words
    return f"{words} — {title(law, code, language)}"


def language_of(law: Law, code: str, language: str) -> str:
    """The language a title is shown in: English where the tariff has none in the reader's."""
    line = law.tariff.line(code, law.day)
    return language if line and language in line.titles else "en"
