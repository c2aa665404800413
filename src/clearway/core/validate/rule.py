"""What a rule is: a code, one sentence, and a function that looks at one thing."""

import inspect
from collections.abc import Callable, Iterable
from typing import TypeAlias

import msgspec

from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration, Purpose
from clearway.core.facts.goods import GoodsItem
from clearway.core.law.lawbook import Law
from clearway.core.validate.background import Background
from clearway.core.validate.parts import LISTED, PLACED
from clearway.core.validate.treatment import Treatment

#: Which messages a rule is about: a new declaration tells everything, a request only what changes.
EVERY: tuple[Purpose, ...] = ("original", "amendment", "cancellation")
NEW: tuple[Purpose, ...] = ("original",)
AMENDMENT: tuple[Purpose, ...] = ("amendment",)
CANCELLATION: tuple[Purpose, ...] = ("cancellation",)
REQUEST: tuple[Purpose, ...] = AMENDMENT + CANCELLATION

#: The type of what a rule looks at: the declaration, each item, or each part of a kind wherever it stands.
Subject: TypeAlias = object
SUBJECTS: tuple[Subject, ...] = (Declaration, GoodsItem, *PLACED, *LISTED)
#: What else it may ask for: its other positional parameters, by type, and what the engine calls each.
HELP: dict[type, str] = {
    Declaration: "declaration",
    Law: "law",
    Circumstances: "circumstances",
    Background: "background",
    Treatment: "treatment",
}
#: Only what belongs to an item can be told of its treatment.
OF_ITEM: tuple[Subject, ...] = (GoodsItem, *LISTED)


class Breach(msgspec.Struct, frozen=True):
    """A place where the rule is not met: its path below what the rule looked at, what stood there, what would pass.

    No path means the very thing the rule looked at. ``remedy`` is an English message identifier; its ``{names}``
    are filled from ``facts``.
    """

    at: str = ""
    found: str | None = None
    remedy: str = ""
    facts: dict[str, str] = {}


Outcome = Breach | Iterable[Breach] | None


class Rule(msgspec.Struct, frozen=True):
    """A check the core knows; it bites nowhere until a country puts it in force.

    ``sentence`` is for the trader, ``explanation`` for the next officer. ``subject`` is the type of what the
    function looks at, ``helps`` are those of its further parameters; ``numbers`` its keyword-only ones, which the
    country's law fills.
    """

    code: str
    sentence: str
    explanation: str
    subject: Subject
    function: Callable[..., Outcome]
    of: tuple[Purpose, ...] = EVERY
    helps: tuple[type, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The word before the number of the code, for example ``GDS``."""
        return self.code.partition("-")[0]


class Unfit(TypeError):
    """A function cannot be a rule: it lacks its sentence, or asks for what no rule is given."""


def rule(code: str, *, of: tuple[Purpose, ...] = EVERY) -> Callable[[Callable[..., Outcome]], Rule]:
    """A plain function becomes a rule; its docstring's first line is the trader's sentence."""

    def declare(function: Callable[..., Outcome]) -> Rule:
        sentence, _, rest = inspect.cleandoc(function.__doc__ or "").partition("\n")
        if not sentence.endswith("."):
            raise Unfit(f"{code}: the first line of the docstring must be one sentence")
        parameters = inspect.signature(function).parameters.values()
        given = [one.annotation for one in parameters if one.kind is not one.KEYWORD_ONLY]
        if not given or given[0] not in SUBJECTS or not all(_can_help(help, given[0]) for help in given[1:]):
            raise Unfit(f"{code}: looks at one of {SUBJECTS}, with help from {tuple(HELP)}, not {given}")
        numbers = tuple(one.name for one in parameters if one.kind is one.KEYWORD_ONLY)
        return Rule(code, sentence, rest.strip(), given[0], function, of, tuple(given[1:]), numbers)

    return declare


def _can_help(help: type, subject: Subject) -> bool:
    return help in HELP and (help is not Treatment or subject in OF_ITEM)
