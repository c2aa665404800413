"""What goods are called: nobody needs it to decide, so the words are read only when somebody looks."""

from datetime import date

from clearway.core.law.tariff import Tariff
from clearway.registers.lawbook.packs.packaged import harmonized_titles


def goods_title(tariff: Tariff, code: str, language: str, day: date) -> str:
    """The title of a goods code in a language, or in English where the code has none in it."""
    line = tariff.line(code, day)
    titles = line.titles if line else {}
    return titles.get(language) or titles.get("en") or harmonized_titles().get(code, "")
