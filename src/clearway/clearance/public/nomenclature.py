"""The goods lines of a day in a reader's language, kept together so that words are found at once."""

import re
import unicodedata
from functools import lru_cache

import msgspec

from clearway.clearance.naming.grouping import groups
from clearway.core.law.lawbook import Law
from clearway.core.law.tariff import HARMONIZED_LENGTH
from clearway.registers.lawbook import public as lawbook

_WORD = re.compile(r"\w+")


class Line(msgspec.Struct, frozen=True):
    """A goods line as it is listed: code, title, and whether a declaration may use it.

    ``above`` is the title that a country's own line stands below; many of them are called "Other".
    """

    code: str
    title: str
    is_declarable: bool
    above: str = ""
    searched: str = ""

    @property
    def spaced(self) -> str:
        """The code in pairs of digits, as tariffs print it."""
        return " ".join(self.code[start : start + 2] for start in range(0, len(self.code), 2))


# Words are looked for on the present day only: each entry keeps its lawbook alive and takes a while to make.
@lru_cache(maxsize=10)
def lines(law: Law, language: str) -> tuple[Line, ...]:
    """Every line of the day, in the order of the codes, with its title and all words that find it."""
    tariff = law.tariff
    found = []
    for code in sorted(tariff.lines):
        one = tariff.line(code, law.day)
        if one is None:
            continue
        title = titled(law, code, language)
        above = [titled(law, up.code, language) for up in tariff.ancestry(code, law.day)[1:]]
        words = " ".join([*above, *one.titles.values(), lawbook.goods_title(tariff, code, "en", law.day)])
        upper = above[-2] if len(code) > HARMONIZED_LENGTH and len(above) > 1 else ""
        found.append(Line(code, title, one.is_declarable, upper, _plain(words)))
    return tuple(found)


def ranked(law: Law, asked: str, language: str) -> tuple[Line, ...]:
    """What everyday words or the tariff's own lead to, the best first; then every line that has all the words."""
    among = lines(law, language)
    if asked.isascii() and asked.isdigit():
        return find(among, asked)
    by_code = {one.code: one for one in among}
    best = [by_code[one.code] for group in groups(law, asked, language).groups for one in group.lines]
    return tuple(dict.fromkeys([*best, *find(among, asked)]))


def find(among: tuple[Line, ...], asked: str) -> tuple[Line, ...]:
    """Lines whose code begins with the digits, or whose words hold all words asked for; declarable lines first."""
    if asked.isascii() and asked.isdigit():
        return tuple(one for one in among if one.code.startswith(asked))
    words = _WORD.findall(_plain(asked))
    found = [one for one in among if words and all(word in one.searched for word in words)]
    return tuple(sorted(found, key=lambda one: (not one.is_declarable, one.code)))


def below(law: Law, code: str, language: str) -> tuple[Line, ...]:
    """The lines right below a code: of those that begin with it, the shortest."""
    tariff = law.tariff
    under = [one for one in tariff.lines if one.startswith(code) and one != code and tariff.line(one, law.day)]
    nearest = min(map(len, under), default=0)
    return tuple(
        Line(one, titled(law, one, language), law.declared(one) is not None)
        for one in sorted(under)
        if len(one) == nearest
    )


def titled(law: Law, code: str, language: str) -> str:
    """What goods are called; a line that nobody named is called by its code."""
    return lawbook.goods_title(law.tariff, code, language, law.day) or code


def _plain(text: str) -> str:
    """Without capitals and marks above letters, so that they need not be typed."""
    parted = unicodedata.normalize("NFKD", text.lower())
    return unicodedata.normalize("NFC", "".join(one for one in parted if not unicodedata.combining(one)))
