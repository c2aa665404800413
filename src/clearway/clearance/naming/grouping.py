"""What a search finds, by headings: each with what it means, what people call it, and the lines that fit best."""

import msgspec

from clearway.clearance.naming.asking import meant
from clearway.clearance.naming.everyday import entries
from clearway.clearance.naming.meaning import HEADING_LENGTH, language_of, title
from clearway.clearance.naming.searching import beginning, search
from clearway.core.law.lawbook import Law
from clearway.core.law.tariff import HARMONIZED_LENGTH

#: Groups and lines that fit much less than the best are not named.
LEAST_OF_BEST, LEAST_OF_GROUP = 0.35, 0.5
MOST_GROUPS, MOST_LINES, MOST_OF_A_HEADING = 8, 6, 80
MOST_CALLED = 5
CHAPTER_LENGTH = 2


class Found(msgspec.Struct, frozen=True):
    """A line that may be declared: the subheading in the language it is written in, and the country's own words."""

    code: str
    subheading: str
    language: str
    own: str = ""

    @property
    def meaning(self) -> str:
        """What the line means in full."""
        return f"{self.subheading} — {self.own}" if self.own else self.subheading


class Group(msgspec.Struct, frozen=True):
    """A heading: its title, everyday words for its goods, the lines that fit, and how many more it has."""

    code: str
    title: str
    language: str
    called: tuple[str, ...] = ()
    lines: tuple[Found, ...] = ()
    more: int = 0


class Result(msgspec.Struct, frozen=True):
    """Groups, the best first, and how many more headings there are."""

    groups: tuple[Group, ...] = ()
    more: int = 0

    @property
    def is_abbreviated(self) -> bool:
        """Whether a title that is shown says "n.e.c."; few people know it."""
        shown = [one.title for one in self.groups] + [line.meaning for one in self.groups for line in one.lines]
        return any("n.e.c" in words or "n.e.s" in words for words in shown)

    @property
    def is_english(self) -> bool:
        """Whether a title is shown in English."""
        return any(one.language == "en" for one in self.groups)


def groups(law: Law, asked: str, language: str) -> Result:
    """The headings that words or digits lead to."""
    digits = asked.replace(" ", "").replace(".", "")
    if digits.isascii() and digits.isdigit():
        return _by_digits(law, digits, language)
    scored = search(law, asked, language)
    best: dict[str, list[tuple[float, str]]] = {}
    for score, code in scored:
        best.setdefault(code[:HEADING_LENGTH], []).append((score, code))
    least = scored[0][0] * LEAST_OF_BEST if scored else 0
    chosen = [(heading, lines) for heading, lines in best.items() if lines[0][0] >= least]
    said = frozenset(entry for entry, _weight in meant(asked, language).entries)
    found = []
    for heading, lines in chosen[:MOST_GROUPS]:
        fitting = [code for score, code in lines if score >= lines[0][0] * LEAST_OF_GROUP][:MOST_LINES]
        found.append(_group(law, heading, fitting, language, said))
    return Result(tuple(found), len(chosen) - len(found))


def _by_digits(law: Law, digits: str, language: str) -> Result:
    """A chapter shows its headings; what is longer shows its lines."""
    codes = beginning(law, digits)
    if not codes and law.declared(digits):
        codes = beginning(law, digits[:HARMONIZED_LENGTH])
    headings = list(dict.fromkeys(code[:HEADING_LENGTH] for code in codes))
    is_whole = len(digits) >= HEADING_LENGTH
    shown = [
        _group(law, one, [code for code in codes if code.startswith(one)][:MOST_OF_A_HEADING] if is_whole else [],
               language, frozenset(), is_counted=len(digits) == HEADING_LENGTH or not is_whole)
        for one in (headings if len(digits) >= CHAPTER_LENGTH else [])
    ]  # fmt: skip
    return Result(tuple(shown))


def _group(
    law: Law, heading: str, codes: list[str], language: str, said: frozenset[object], *, is_counted: bool = True
) -> Group:
    lines = tuple(_found(law, code, language) for code in codes)
    more = len(beginning(law, heading)) - len(lines) if is_counted else 0
    return Group(
        heading, title(law, heading, language), language_of(law, heading, language), called(heading, language, said),
        lines, more,
    )  # fmt: skip


def _found(law: Law, code: str, language: str) -> Found:
    subheading = code[:HARMONIZED_LENGTH]
    own = title(law, code, language) if code != subheading else ""
    return Found(code, title(law, subheading, language), language_of(law, subheading, language), own)


def called(heading: str, language: str, said: frozenset[object] = frozenset()) -> tuple[str, ...]:
    """What people call goods of a heading; what they said themselves first."""
    known = [one for one in entries() if any(code.startswith(heading) for code in one.codes)]
    known.sort(key=lambda one: (one not in said, not one.codes[0].startswith(heading)))
    return tuple(dict.fromkeys(one.said[language if language in one.said else "en"][0] for one in known))[
        :MOST_CALLED
    ]
