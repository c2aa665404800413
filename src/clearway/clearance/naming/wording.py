"""The words of a title or a search: their stems, and which of them stand behind "other than"."""

import re
import unicodedata
from collections.abc import Iterator

#: What begins or parts clauses; behind an exclusion everything to the end of its clause is excluded.
_CLAUSE = re.compile(r"[;()]")
_NEVER_EXCLUDED = re.compile(r"whether or not|not elsewhere \w+(?: or \w+)?|n\.e\.[cs]\.?", re.IGNORECASE)
_EXCLUDING = re.compile(
    r"\b(?:other than|excluding|excludes|except|without|but not|(?<!thuốc )trừ|không kể|excepto|salvo|distint[oa]s de"
    r"|excluid[oa]s|sauf|autres que|à l['\u2019]exclusion)\b|이외|제외",
    re.IGNORECASE,
)
#: A bare "not" excludes as far as the next comma.
_NOT = re.compile(r"\bnot\b([^,]*)", re.IGNORECASE)
#: In these languages what is excluded stands before the word that excludes it.
_BEHIND = ("이외", "제외")
_WORD = re.compile(r"[^\W_]+")
_SHORT = 3

#: Words that name no goods: they are in half of all titles, or in every invoice.
EMPTY = frozenset(
    "of the and or for with in on to by at from as an be than not other their thereof which whose having "
    "including included no nec nes heading chapter item kind kinds like such use used "
    "de del la el los las en con para por un una y o du des le les et ou au aux avec pour dans sur une "
    "va hoac cua cho bang loai cac trong "
    "kg kgs g gr gram ml cl ltr cm mm m l oz lb lbs pcs pc ea ctn ctns pkg pkgs dozen doz w v kw mah gb tb".split()
)
#: Words that say little about what goods are.
FAINT = frozenset(
    "set piece pair pack package box boxe carton bottl bag unit lot assort various new brand model siz color colour "
    "whit black red blue green decorat decorativ decoration print quality standard typ small larg high low mad "
    "hand household article good product sampl gift total juego pieza caja paquet jeu boit lot bo cai chiec hop "
    "세트 개 박스 상자 장식 제품 신품".split()
)


def words(text: str) -> list[str]:
    """The stems of the words of a text, in their order."""
    return [stem(one) for one in _WORD.findall(plain(text))]


def plain(text: str) -> str:
    """Without capitals and marks above letters, so that they need not be typed."""
    parted = unicodedata.normalize("NFKD", text.lower().replace("đ", "d").replace("œ", "oe"))
    return unicodedata.normalize("NFC", "".join(one for one in parted if not unicodedata.combining(one)))


def stem(word: str) -> str:
    """Plurals and singulars become one: dishes and dish, batteries and battery, tasses and tasse."""
    if len(word) <= _SHORT or not word.isascii():
        return word
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) <= _SHORT:
        return word
    if word.endswith("e"):
        word = word[:-1]
    return f"{word[:-1]}i" if word.endswith("y") else word


def said(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that a text says goods are, and those it says they are not."""
    named: set[str] = set()
    excluded: set[str] = set()
    for clause in _CLAUSE.split(_NEVER_EXCLUDED.sub(" ", text)):
        inside, outside = _parted(clause)
        named.update(_telling(inside))
        excluded.update(_telling(outside))
    return frozenset(named), frozenset(excluded - named)


def _parted(clause: str) -> tuple[str, str]:
    if found := _EXCLUDING.search(clause):
        before, after = clause[: found.start()], clause[found.end() :]
        return (after, before) if found.group() in _BEHIND else (before, after)
    return _NOT.sub(" ", clause), " ".join(_NOT.findall(clause))


def _telling(text: str) -> Iterator[str]:
    return (one for one in words(text) if tells(one))


def tells(word: str) -> bool:
    """Numbers, units and single letters name no goods."""
    is_long = len(word) > 1 or not word.isascii()
    return is_long and word not in EMPTY and not any(one.isdigit() for one in word)
