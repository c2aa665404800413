"""Names and numbers in a plain form: two ways of writing one of them have the same, whoever wrote it and however.

Nothing is looked up and nothing is like something else by degrees: forms are equal or they are not. Hangul is written
in Latin letters by the Revised Romanization of Korean (Ministry of Culture, notice 2000-8), syllable by syllable,
with the sounds that go over to a following vowel, and without other assimilation.
"""

import unicodedata
from typing import Final

from clearway.core.watch.sources import Written

#: What says of which form a business is, in the languages of the house and of its partners; never within a name.
COMPANY_FORMS: Final = frozenset(
    """
    주 유 주식회사 유한회사 유한책임회사 합자회사 합명회사 재단법인 사단법인
    co ltd limited inc incorporated corp corporation company llc llp plc gmbh ag kg ohg ug bv nv
    sa sl srl sas sarl scop cia ltda spa pte pty
    """.split()
)
_JOINED_FORMS: Final = ("유한책임회사", "주식회사", "유한회사", "합자회사", "합명회사", "재단법인", "사단법인")
_PHRASES: Final = (
    "cong ty co phan", "cong ty tnhh", "cong ty trach nhiem huu han", "ctcp", "cty tnhh", "societe anonyme",
    "sociedad anonima", "sociedad limitada",
)  # fmt: skip
#: Letters that have no other letter within them.
_LETTERS: Final = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})

_FIRST: Final = "g kk n d tt r m b pp s ss _ j jj ch k t p h".replace("_", "").split(" ")
_VOWELS: Final = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_LAST: Final = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")
#: The same before a vowel, where the sound goes over to it.
_OVER: Final = " g kk ks n nj n d r lg lm lb ls lt lp r m b ps s ss ng j ch k t p ".split(" ")
_SYLLABLES: Final = range(0xAC00, 0xD7A4)
_SILENT: Final = 11
_R: Final = 5


def form_of(text: str, written: Written) -> str:
    """The plain form of a name or a number; the empty text where nothing of it is left."""
    return name_form(text) if written == "name" else number_form(text)


def number_form(text: str) -> str:
    """A number without its spaces, hyphens and points, in small letters."""
    return "".join(letter for letter in _folded(text) if letter.isalnum())


def name_form(text: str) -> str:
    """A name without spaces, points, accents and the form of the business; Hangul in Latin letters."""
    # Points stand within words: S.A. is one.
    words = "".join(letter if letter.isalnum() else " " for letter in _plain(text).replace(".", "")).split()
    kept = _without_forms(words)
    return "".join(_folded(romanised(word)) for word in kept)


def romanised(text: str) -> str:
    """Hangul in Latin letters; other letters stay as they are."""
    said, codes = [], [ord(letter) for letter in text]
    before = 0
    for place, code in enumerate(codes):
        if code not in _SYLLABLES:
            said.append(text[place])
            before = 0
            continue
        first, rest = divmod(code - _SYLLABLES.start, len(_VOWELS) * len(_LAST))
        vowel, last = divmod(rest, len(_LAST))
        following = codes[place + 1] if place + 1 < len(codes) else 0
        said.append("l" if first == _R and _LAST[before] == "l" else _FIRST[first])
        said += (_VOWELS[vowel], (_OVER if _is_vowel(following) else _LAST)[last])
        before = last
    return "".join(said)


def _is_vowel(code: int) -> bool:
    """Whether a syllable begins with its vowel."""
    return code in _SYLLABLES and (code - _SYLLABLES.start) // (len(_VOWELS) * len(_LAST)) == _SILENT


def _folded(text: str) -> str:
    """The same letters whatever their width and size."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _plain(text: str) -> str:
    """Without accents; Hangul, which would fall into its letters, is put together again."""
    parts = unicodedata.normalize("NFD", _folded(text))
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def _without_forms(words: list[str]) -> list[str]:
    """Without what says of which form the business is, before or after its name; something is always left."""
    said = " ".join(words)
    for phrase in _PHRASES:
        said = said.removeprefix(f"{phrase} ").removesuffix(f" {phrase}")
    kept = said.split()
    while len(kept) > 1 and (kept[0] in COMPANY_FORMS or kept[-1] in COMPANY_FORMS):
        kept = kept[1:] if kept[0] in COMPANY_FORMS else kept[:-1]
    return [_unjoined(word) for word in kept]


def _unjoined(word: str) -> str:
    for form in _JOINED_FORMS:
        bare = word.removeprefix(form).removesuffix(form)
        if bare:
            word = bare
    return word
