"""Fonts for paper: the machine's own, found where systems keep them; none is brought along.

DejaVu and Noto have the letters of English, French, Spanish and Vietnamese, Nanum and Noto those of Korean. Every
reader of PDF files has letters for western Europe; where a font for another language is missing, paper is in English.
"""

from functools import lru_cache
from pathlib import Path

import msgspec

_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/Library/Fonts"),
    Path.home() / ".local" / "share" / "fonts",
)


class Font(msgspec.Struct, frozen=True):
    """The files of a font; the empty words stand for the letters that every reader has."""

    regular: str
    bold: str


BUILT_IN = Font("", "")
_OF_EVERY_READER = frozenset({"en", "fr", "es"})
_LATIN = (("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"), ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"))
_KOREAN = (
    ("NanumGothic.ttf", "NanumGothicBold.ttf"),
    ("NanumBarunGothic.ttf", "NanumBarunGothicBold.ttf"),
    ("NotoSansKR-Regular.ttf", "NotoSansKR-Bold.ttf"),
)
_CANDIDATES = {"ko": _KOREAN}


@lru_cache(maxsize=8)
def for_language(language: str) -> Font | None:
    """A font of this machine with the letters of a language; nothing where it has none, nor needs one."""
    for regular, bold in _CANDIDATES.get(language, _LATIN):
        files = [_found(regular), _found(bold)]
        if all(files):
            return Font(*files)
    return BUILT_IN if language in _OF_EVERY_READER else None


def _found(name: str) -> str:
    for folder in _FOLDERS:
        for path in folder.rglob(name) if folder.is_dir() else ():
            return str(path)
    return ""
