"""What organisations ask the hub and get, in JSON."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

import msgspec

from clearway.core.share import Case, Ruling
from clearway.hub.exchange.public import Answer, Inquiry
from clearway.platform.transparency.answers import HEADER
from clearway.platform.wording import say

#: The header that carries the seal of an answer.
SEAL = HEADER
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
Code = Annotated[str, msgspec.Meta(pattern="^[A-Z0-9-]{2,20}$")]
Name = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]{0,59}$")]
Key = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9.-]{1,60}$")]
Short = Annotated[str, msgspec.Meta(max_length=100, pattern=_PLAIN)]
Text = Annotated[str, msgspec.Meta(max_length=1000, pattern=_PLAIN)]


class CaseNamed(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The case that the look-up is for."""

    number: Short
    kind: Short


class Asking(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A look-up: which names of which kind, about whom, for which article; ``official`` is who asks, in which role.

    ``bounds`` are what predicates without a bound of their own are judged against. ``emergency`` is the reason of
    somebody who must not wait for case, hours or consent; it is reviewed.
    """

    kind: Code
    names: Annotated[frozenset[Name], msgspec.Meta(min_length=1, max_length=50)]
    subject: Key
    article: Code
    official: Short
    role: Short
    case: CaseNamed | None = None
    emergency: Text = ""
    bounds: dict[Name, Short] = {}

    def inquiry(self) -> Inquiry:
        """The question, apart from who asks it."""
        case = Case(self.case.number, self.case.kind) if self.case else None
        return Inquiry(
            self.kind, self.names, self.subject, self.article, case, emergency=self.emergency, bounds=self.bounds
        )


class Missing(msgspec.Struct, frozen=True, rename="camel"):
    """One thing that stands in the way of a look-up, and what would pass."""

    code: str
    rule: str
    says: str
    found: str
    needed: str


class May(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """Whether a look-up would be allowed, by which rule, on which basis, or everything that it lacks."""

    allowed: bool
    rule: str = ""
    basis: str = ""
    missing: tuple[Missing, ...] = ()


class Shown(msgspec.Struct, frozen=True, rename="camel"):
    """What the holder's record says of the names asked for; ``access`` is the number of this look-up on record."""

    access: str
    found: bool
    values: dict[str, Any]
    rule: str
    basis: str
    at: datetime


def may(ruling: Ruling, *, language: str) -> May:
    """A ruling in words."""
    missing = tuple(
        Missing(
            one.code,
            one.rule,
            say(one.sentence, one.facts, language=language),
            one.found,
            say(one.passes, one.facts, language=language),
        )
        for one in ruling.denials
    )
    return May(ruling.is_allowed, ruling.rule, ruling.basis, missing)


def shown(answer: Answer) -> Shown:
    """An answer as it goes out; amounts are text, so that no digit is lost."""
    values = {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in answer.shown.items()}
    return Shown(answer.access, answer.is_found, values, answer.rule, answer.basis, answer.at)
