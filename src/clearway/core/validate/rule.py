"""What a rule is: a code, one sentence, and a function that looks at one thing."""

import inspect
from collections.abc import Callable, Iterable
from typing import Literal

import msgspec

from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration, Purpose
from clearway.core.facts.goods import GoodsItem
from clearway.core.law.lawbook import Law
from clearway.core.validate.background import Background
from clearway.core.validate.treatment import Treatment

Scope = Literal["declaration", "item"]

#: Which messages a rule is about: a new declaration tells everything, a request only what changes.
EVERY: tuple[Purpose, ...] = ("original", "amendment", "cancellation")
NEW: tuple[Purpose, ...] = ("original",)
AMENDMENT: tuple[Purpose, ...] = ("amendment",)
CANCELLATION: tuple[Purpose, ...] = ("cancellation",)
REQUEST: tuple[Purpose, ...] = AMENDMENT + CANCELLATION

#: What a rule may look at: its first parameter, by type.
SCOPES: dict[type, Scope] = {Declaration: "declaration", GoodsItem: "item"}
#: What else it may ask for: its other positional parameters, by type.
HELP = (Declaration, Law, Circumstances, Background, Treatment)


class Breach(msgspec.Struct, frozen=True):
    """A place where the rule is not met: its path below what the rule looked at, what stood there, what would pass.

    ``remedy`` is an English message identifier; its ``{names}`` are filled from ``facts``.
    """

    at: str
    found: str | None = None
    remedy: str = ""
    facts: dict[str, str] = {}


Outcome = Breach | Iterable[Breach] | None


class Rule(msgspec.Struct, frozen=True):
    """A check the core knows; it bites nowhere until a country puts it in force.

    ``sentence`` is for the trader, ``explanation`` for the next officer. ``helps`` are the types of the function's
    further parameters; ``numbers`` its keyword-only ones, which the country's law fills.
    """

    code: str
    sentence: str
    explanation: str
    scope: Scope
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
        if not given or given[0] not in SCOPES or any(help not in HELP for help in given[1:]):
            raise Unfit(f"{code}: looks at a declaration or an item, with help from {HELP}, not {given}")
        numbers = tuple(one.name for one in parameters if one.kind is one.KEYWORD_ONLY)
        return Rule(code, sentence, rest.strip(), SCOPES[given[0]], function, of, tuple(given[1:]), numbers)

    return declare
