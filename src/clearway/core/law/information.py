"""Information as law: who holds which kinds, what their records say, and the articles under which they are shared.

Some questions need no record at all: a predicate is answered with yes, no or a range.
"""

from decimal import Decimal
from typing import Literal

import msgspec

from clearway.core.kernel.period import Period
from clearway.core.law.accountability import Accountability

#: What a kind is about, and so what its key names.
About = Literal["person", "business", "parcel", "vehicle"]
#: How much a field tells of somebody: nothing, something, or what may harm them (health, debts, family).
Sensitivity = Literal["plain", "personal", "special"]
#: How sure the house is of who asks: a password, a second factor, a second factor given just now.
Assurance = Literal[1, 2, 3]
System = Literal["rest", "sql", "file"]
FieldType = Literal["text", "date", "amount", "number", "flag"]
#: How a predicate judges a field: against a bound the question names, on a day it names, or by itself.
Comparison = Literal["at-least", "at-most", "years-at-least", "equals", "on-day", "is-set", "band"]

#: The least assurance that a field of each sensitivity is shown for.
LEAST_ASSURANCE: dict[Sensitivity, Assurance] = {"plain": 1, "personal": 2, "special": 3}


class Holder(msgspec.Struct, frozen=True):
    """An agency that holds information, and by which law.

    ``system`` is how its system is reached: ``rest``, ``sql`` or ``file``; the address is the installation's.
    """

    code: str
    titles: dict[str, str]
    law: str
    period: Period
    system: System


class Field(msgspec.Struct, frozen=True):
    """One thing that a record says."""

    name: str
    titles: dict[str, str]
    type: FieldType = "text"
    sensitivity: Sensitivity = "personal"


class Predicate(msgspec.Struct, frozen=True):
    """A question that is answered instead of showing a record: yes, no, or a band.

    ``field`` is what it judges; ``until`` names the field that ends the time that ``on-day`` asks about. ``bound`` is
    fixed by the catalogue, or empty where the question names it. ``bands`` are the lower ends of a band's ranges.
    """

    name: str
    titles: dict[str, str]
    field: str
    comparison: Comparison
    bound: str = ""
    until: str = ""
    bands: tuple[Decimal, ...] = ()
    sensitivity: Sensitivity = "plain"


class InformationKind(msgspec.Struct, frozen=True):
    """A kind of information of one holder, about one sort of thing that ``key`` names.

    ``fresh_within`` are hours after which the holder's copy counts as old; ``price`` is what one answer costs whoever
    asks, in the country's currency.
    """

    code: str
    holder: str
    about: About
    titles: dict[str, str]
    key: str
    fields: dict[str, Field]
    predicates: dict[str, Predicate]
    period: Period
    law: str
    fresh_within: int
    price: Decimal = Decimal(0)

    def knows(self, name: str) -> bool:
        """Whether a field or predicate of this name can be asked for."""
        return name in self.fields or name in self.predicates

    def sensitivity(self, name: str) -> Sensitivity:
        """How sensitive the answer to one name is."""
        if name in self.predicates:
            return self.predicates[name].sensitivity
        return self.fields[name].sensitivity

    def least_assurance(self, names: frozenset[str]) -> Assurance:
        """How sure the house must be of who asks for these; names that are not known ask for nothing."""
        found: Assurance = 1
        for name in names:
            if self.knows(name):
                found = max(found, LEAST_ASSURANCE[self.sensitivity(name)])
        return found


class Article(msgspec.Struct, frozen=True):
    """An article of a statute that lets an organisation do a task, or exempts one from consent.

    ``kinds`` are those it speaks of: a kind's code, or the first letters of several; none named are all.
    """

    code: str
    titles: dict[str, str]
    law: str
    period: Period
    kinds: tuple[str, ...] = ()

    def speaks_of(self, kind: str) -> bool:
        """Whether its task can need a kind of information."""
        return not self.kinds or kind in self.kinds or kind.partition("-")[0] in self.kinds


class Catalogue(msgspec.Struct, frozen=True):
    """Everything that a country shares, and by which articles; each by its code.

    ``announced`` are the days before its end on which an agreement's or a certificate's end is announced; ``cases``
    are the titles of the kinds of case that agreements ask for.
    """

    holders: dict[str, Holder] = {}
    articles: dict[str, Article] = {}
    kinds: dict[str, InformationKind] = {}
    announced: tuple[int, ...] = ()
    accountability: Accountability = Accountability()
    cases: dict[str, dict[str, str]] = {}
