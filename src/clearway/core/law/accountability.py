"""How a country keeps those who look honest, and what looking is worth: patterns of misuse, savings, money owed."""

from decimal import Decimal
from typing import Literal

import msgspec

from clearway.core.kernel.period import Period

#: What may be wrong with a look-up, apart from its being denied.
PatternCode = Literal[
    "no-case",
    "other-case",
    "own-record",
    "relative",
    "colleague",
    "celebrity",
    "repeat",
    "scraping",
    "sequence",
    "after-hours",
    "consent-reused",
]


class Pattern(msgspec.Struct, frozen=True):
    """When a look-up is flagged: more than ``most`` within so many hours, where the pattern counts.

    ``weight`` is out of a hundred where nothing explains the look-up, ``explained`` where a case, an office or a
    duty does; at nothing it is not flagged.
    """

    code: PatternCode
    titles: dict[str, str]
    period: Period
    law: str
    most: int = 0
    within: int = 0
    weight: int = 0
    explained: int = 0


class Range(msgspec.Struct, frozen=True):
    """A number that is not known exactly: the least, the likeliest and the greatest it may be."""

    low: Decimal
    likely: Decimal
    high: Decimal


class Cost(msgspec.Struct, frozen=True):
    """What fetching one document costs somebody, in one respect: minutes, what an hour is worth, a trip, a print."""

    code: Literal["minutes", "hour", "transport", "print"]
    titles: dict[str, str]
    period: Period
    law: str
    worth: Range


class Document(msgspec.Struct, frozen=True):
    """A paper that a citizen had to bring, the kinds of information that replace it, and the fee it is issued for."""

    code: str
    titles: dict[str, str]
    period: Period
    law: str
    fee: Range
    kinds: frozenset[str]


class Owed(msgspec.Struct, frozen=True):
    """Where money may be owed to a citizen: which field of which kind, by which article, and how it is claimed.

    An amount is what is owed; any other number above nothing entitles to something that is assessed. Where
    ``unless`` names a kind and one of its answers, nothing is owed to whom it answers yes. ``organisation`` asks, for
    ``article``. Without a kind it is what the house itself has to give back.
    """

    code: str
    titles: dict[str, str]
    how: dict[str, str]
    period: Period
    law: str
    organisation: str = ""
    article: str = ""
    kind: str = ""
    field: str = ""
    unless: tuple[str, str] = ("", "")


class Kinship(msgspec.Struct, frozen=True):
    """How it is found out whether an official is of a subject's family: who asks, for which article, what of whom."""

    organisation: str
    article: str
    kind: str
    household: str
    period: Period
    law: str


class Accountability(msgspec.Struct, frozen=True):
    """All of it, as it stands through time."""

    patterns: tuple[Pattern, ...] = ()
    costs: tuple[Cost, ...] = ()
    documents: tuple[Document, ...] = ()
    owed: tuple[Owed, ...] = ()
    kinship: tuple[Kinship, ...] = ()
